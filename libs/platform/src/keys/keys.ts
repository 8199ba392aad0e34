import { randomBytes } from 'node:crypto';
import type { Clock } from '../config/index.js';
import { newId } from '../config/index.js';
import { BatchedLookUp, type Database, outside, type ReadStatement, type Tx } from '../database/index.js';
import { DomainError } from '../errors/index.js';
import type { KeyProvider, KeyProviderKind, ProviderKey, ProviderState } from './key-provider.js';
import { type DestroyedKey, destroyOrganisationKey } from './destroy-organisation-key.js';
import { DataKeyMissing } from './data-key-missing.js';
import { checkedInstanceKeys, requireRightKey } from './key-check.js';
import { requireKey } from './initialise-instance.js';
import { INSTANCE_PURPOSE, organisationPurpose } from './key-purposes.js';
import { unwrapDataKey, wrapDataKey } from './wrapped-data-key.js';
import { DataKey } from './data-key.js';
import type { InstanceKeys } from './instance-keys.js';
import { OrganisationKeys } from './organisation-keys.js';
import { SharedRefresh } from './shared-refresh.js';
import { wrapChecked } from './wrap-checked.js';

/** Unwrapped keys stay in memory for at most this long: without its provider, a node opens nothing after it. */
const KEEP_MS = 5 * 60_000;
/** Past this part of it, an organisation's keys are asked for again in advance, so that nobody waits and a short outage is not felt. */
const REFRESH_AFTER = 3 / 5;
const MAX_DATA_KEYS = 50_000;

interface Kept<T> {
  readonly value: T;
  readonly until: number;
}

/** A data key as it is stored, wrapped by its organisation's key of that generation. */
export interface WrappedKey {
  readonly id: string;
  readonly generation: number;
  readonly wrapped: Buffer;
}

interface DataKeyRow extends WrappedKey {
  readonly org_id: string;
}

interface OrganisationKeyRow {
  readonly generation: number;
  readonly wrapped: Buffer;
  readonly closed_at: Date | null;
  readonly destroyed_at: Date | null;
  readonly key_check: Buffer | null;
}

interface ProviderOfOrganisation extends ProviderState {
  readonly kind: KeyProviderKind;
  readonly ownKey: boolean;
  /** null: it does not answer, does not allow this key, or has none. */
  readonly key: ProviderKey | null;
}

/** Asks PostgreSQL, in a transaction that is under way or in none. */
type Ask = <R extends object>(statement: ReadStatement, params: readonly [string]) => Promise<readonly R[]>;

const ORGANISATION_KEYS: ReadStatement = {
  name: 'organisation keys',
  text: 'select generation, wrapped, closed_at, destroyed_at, key_check from organisation_key where org_id = $1',
};

const ORGANISATION_NAME: ReadStatement = {
  name: 'sealed name of an organisation',
  text: 'select name_sealed from organisation where id = $1',
};

const CLOSED: ReadStatement = {
  name: 'closed organisation keys',
  text: 'select distinct org_id from organisation_key where org_id = any($1::uuid[]) and closed_at is not null',
};

const DATA_KEYS: ReadStatement = {
  name: 'data keys',
  text: 'select id, org_id, generation, wrapped from data_key where id = any($1::uuid[])',
};

/** By database: each suite of a process has its own. */
const opened = new WeakMap<object, InstanceKeys>();

/** For what is written in any transaction of this database. @throws {DomainError} key.missing before they are open */
export function instanceKeysOf({ manager }: Pick<Tx, 'manager'>): InstanceKeys {
  const keys = opened.get(manager.dataSource);
  if (keys === undefined) throw new DomainError('key.missing');
  return keys;
}

/** The key hierarchy: customer's key → organisation keys → data keys. */
export class Keys {
  private readonly organisations = new Map<string, Kept<OrganisationKeys>>();
  private readonly dataKeys = new Map<string, Kept<DataKey>>();
  /** Being read and unwrapped, for all who ask meanwhile: what it becomes is kept for minutes anyway. */
  private readonly reading = new Map<string, Promise<OrganisationKeys>>();
  /** Whether keys were closed is being asked; null: nothing happened since it was asked last. */
  private checking: Promise<void> | null = null;
  private readonly checks = new SharedRefresh<void>();
  /** How often keys were dropped, or had to be looked at again: what was read before it is not kept after it. */
  private changes = 0;
  private readonly dataKeyRows = new BatchedLookUp<DataKeyRow>((keys) => this.readDataKeys(keys));

  private constructor(
    private readonly provider: KeyProvider,
    private readonly database: Database,
    private readonly clock: Clock,
    readonly instance: InstanceKeys,
    private readonly keepMs: number,
  ) {}

  /** @throws {DomainError} key.missing when this key is not the one the database was sealed with, key.wrong */
  static async open(
    provider: KeyProvider,
    database: Database,
    clock: Clock,
    keepMs = KEEP_MS,
  ): Promise<Keys> {
    const [row] = await database.call<{ instance_key: Buffer; key_check: Buffer; own_check: Buffer | null }>(
      'select * from read_instance()',
    );
    if (row === undefined) throw new DomainError('key.missing');
    await requireKey(provider, row.key_check);
    const key = await provider.unwrap(null, row.instance_key, INSTANCE_PURPOSE);
    const instance = checkedInstanceKeys(key, row.own_check);
    opened.set(database.dataSource, instance);
    return new Keys(provider, database, clock, instance, keepMs);
  }

  /** Where the customer's keys are, and what that service says of the instance's. @throws {DomainError} key.provider-down */
  async describeProvider(): Promise<{ readonly kind: KeyProviderKind; readonly key: ProviderKey | null }> {
    return { kind: this.provider.kind, key: await this.provider.describeKey(null) };
  }

  /** For good, at the provider alone: what is wrapped here is still here. @throws {DomainError} key.shared */
  async destroyOrganisationKey(orgId: string): Promise<DestroyedKey> {
    const rows = await this.database.readIn<OrganisationKeyRow>([orgId], ORGANISATION_KEYS, [orgId]);
    this.forget(orgId);
    return destroyOrganisationKey(this.provider, orgId, rows);
  }

  /** The same of one organisation's, and whether it answers at all: for who keeps that organisation's keys. */
  async describeFor(orgId: string): Promise<ProviderOfOrganisation> {
    const { kind, keyPerOrganisation: ownKey } = this.provider;
    const key = await this.provider.describeKey(ownKey ? orgId : null).catch((error: unknown) => {
      if (error instanceof DomainError && ['key.provider-down', 'key.missing'].includes(error.code))
        return null;
      throw error;
    });
    const { works, since } = this.provider.state ?? { works: true, since: this.clock.now() };
    return { kind, ownKey, key, works, since };
  }

  /**
   * The organisation's keys, for as long as one act lasts: do not keep them. Inside a transaction hand it in: a second
   * connection, asked for while the first is held, may be one that nobody gives back.
   */
  async forOrg(orgId: string, within?: Tx): Promise<OrganisationKeys> {
    if (this.checking !== null && within === undefined) await this.checking;
    const kept = this.organisations.get(orgId);
    const left = kept === undefined ? 0 : kept.until - this.clock.now().getTime();
    if (kept !== undefined && left > 0) {
      // A failure is shown by the provider's watch; the next act tries again.
      if (left < this.keepMs * (1 - REFRESH_AFTER)) this.refresh(orgId).catch(() => undefined);
      return kept.value;
    }
    if (within !== undefined)
      return this.unwrap(orgId, (statement, params) => within.query(statement.text, params));
    return this.refresh(orgId);
  }

  /** One at a time for each organisation. */
  private refresh(orgId: string): Promise<OrganisationKeys> {
    const underWay = this.reading.get(orgId);
    if (underWay !== undefined) return underWay;
    const reading = outside(() => this.readOrganisation(orgId)).finally(() => {
      // Keys that were dropped meanwhile are being read again already.
      if (this.reading.get(orgId) === reading) this.reading.delete(orgId);
    });
    this.reading.set(orgId, reading);
    return reading;
  }

  private readOrganisation(orgId: string): Promise<OrganisationKeys> {
    return this.unwrap(orgId, (statement, params) => this.database.readIn([orgId], statement, params));
  }

  private async unwrap(orgId: string, ask: Ask): Promise<OrganisationKeys> {
    const read = () => ask<OrganisationKeyRow>(ORGANISATION_KEYS, [orgId]);
    const before = this.changes;
    const rows = await read();
    this.requireOpen(orgId, rows);
    const generations = new Map<number, Buffer>();
    for (const { generation, wrapped, key_check: check } of rows) {
      const key = await this.provider.unwrap(orgId, wrapped, organisationPurpose(orgId, generation));
      await requireRightKey(this.instance, { orgId, generation, key, check }, async () => {
        const [named] = await ask<{ name_sealed: Buffer }>(ORGANISATION_NAME, [orgId]);
        return named?.name_sealed ?? null;
      });
      generations.set(generation, key);
    }
    if (generations.size === 0) throw new DomainError('key.missing');
    const keys = new OrganisationKeys(orgId, generations, Math.max(...generations.keys()));
    if (before === this.changes) return this.keep(keys);
    // Keys may have been closed since the rows were read, and the provider is slow: these are looked at again.
    const again = this.changes;
    this.requireOpen(orgId, await read());
    return again === this.changes ? this.keep(keys) : keys;
  }

  /** @throws {DomainError} key.closed, key.destroyed; then nothing of it stays open here either */
  private requireOpen(orgId: string, rows: readonly OrganisationKeyRow[]): void {
    if (rows.every(({ closed_at }) => closed_at === null)) return;
    this.forget(orgId);
    throw new DomainError(rows.some((row) => row.destroyed_at !== null) ? 'key.destroyed' : 'key.closed');
  }

  /**
   * Rights changed somewhere, or keys were closed: drops those that a custodian closed, on whatever node. Whoever asks for
   * keys from now on waits for that.
   */
  checkClosed(onError: (error: unknown) => void): void {
    this.changes += 1;
    const checking = this.dropClosed()
      .catch(onError)
      .finally(() => {
        if (this.checking === checking) this.checking = null;
      });
    this.checking = checking;
  }

  /** Drops what is closed by now. */
  dropClosed(): Promise<void> {
    return this.checks.run(() => this.readClosed());
  }

  private async readClosed(): Promise<void> {
    const now = this.clock.now().getTime();
    for (const [orgId, { until }] of this.organisations) if (until <= now) this.organisations.delete(orgId);
    const kept = [...this.organisations.keys()];
    if (kept.length === 0) return;
    const rows = await outside(() => this.database.readIn<{ org_id: string }>(kept, CLOSED, [kept]));
    for (const { org_id } of rows) this.forget(org_id);
  }

  /** What is unwrapped of one organisation. */
  forget(orgId: string): void {
    this.changes += 1;
    this.organisations.delete(orgId);
    this.reading.delete(orgId);
    for (const [id, { value }] of this.dataKeys) if (value.orgId === orgId) this.dataKeys.delete(id);
  }

  private keep(keys: OrganisationKeys): OrganisationKeys {
    this.organisations.set(keys.orgId, { value: keys, until: this.clock.now().getTime() + this.keepMs });
    return keys;
  }

  /** First key of a new organisation, in the transaction that creates it. */
  async createOrganisationKey(tx: Tx, orgId: string): Promise<OrganisationKeys> {
    const key = randomBytes(32);
    await this.provider.ensureKey(orgId);
    const wrapped = await wrapChecked(this.provider, orgId, key, organisationPurpose(orgId, 1));
    await tx.query(
      'insert into organisation_key (org_id, generation, wrapped, created_at, wrapped_at, key_check) values ($1, 1, $2, $3, $3, $4)',
      [orgId, wrapped, this.clock.now(), this.instance.organisationKeyCheck(orgId, 1, key)],
    );
    return new OrganisationKeys(orgId, new Map([[1, key]]), 1);
  }

  /** A key for one document, channel or blob, in the transaction that creates it. */
  async createDataKey(tx: Tx, keys: OrganisationKeys): Promise<DataKey> {
    const id = newId();
    const key = randomBytes(32);
    const wrapped = wrapDataKey(keys.wrappingKey(keys.generation), id, key);
    await tx.query(
      'insert into data_key (id, org_id, generation, wrapped, created_at) values ($1, $2, $3, $4, $5)',
      [id, keys.orgId, keys.generation, wrapped, this.clock.now()],
    );
    return new DataKey(id, keys.orgId, key, false);
  }

  /**
   * Says in the wrapped key itself that everything under it that should be bound is bound: from then on it opens
   * nothing of the earlier form. A node that holds the key already learns this within five minutes.
   */
  async requireBound(tx: Tx, orgId: string, id: string): Promise<void> {
    const [row] = await tx.query<WrappedKey>(
      'select id, generation, wrapped from data_key where id = $1 and org_id = $2 for update',
      [id, orgId],
    );
    if (row === undefined) throw new DataKeyMissing();
    const wrapping = (await this.forOrg(orgId, tx)).wrappingKey(row.generation);
    const { key } = unwrapDataKey(wrapping, id, row.wrapped);
    await tx.query('update data_key set wrapped = $3 where id = $1 and org_id = $2', [
      id,
      orgId,
      wrapDataKey(wrapping, id, key),
    ]);
    tx.afterCommit(() => this.dataKeys.delete(id));
  }

  async dataKey(orgId: string, id: string): Promise<DataKey> {
    if (this.checking !== null) await this.checking;
    const kept = this.dataKeyAtHand(orgId, id);
    if (kept !== null) return kept;
    const row = await this.dataKeyRows.get(`${orgId} ${id}`);
    if (row === undefined) throw new DataKeyMissing();
    return this.unwrapped(orgId, row);
  }

  /** The same for who has just read the organisation's row. @throws {DomainError} sealed.damaged */
  async dataKeyOf(orgId: string, row: WrappedKey): Promise<DataKey> {
    return this.dataKeyAtHand(orgId, row.id) ?? this.unwrapped(orgId, row);
  }

  /** null: it has to be asked for. A row that was changed to name another organisation's key finds none here either. */
  dataKeyAtHand(orgId: string, id: string): DataKey | null {
    const kept = this.dataKeys.get(id);
    return kept?.value.orgId === orgId && kept.until > this.clock.now().getTime() ? kept.value : null;
  }

  private async unwrapped(orgId: string, { id, generation, wrapped }: WrappedKey): Promise<DataKey> {
    const keys = await this.forOrg(orgId);
    const opened = unwrapDataKey(keys.wrappingKey(generation), id, wrapped);
    const key = new DataKey(id, orgId, opened.key, opened.opensUnbound);
    if (this.dataKeys.size >= MAX_DATA_KEYS) this.dataKeys.clear();
    // Not longer than the key that unwrapped it: otherwise it would still open ten minutes after the provider is gone.
    const until = this.organisations.get(orgId)?.until ?? 0;
    this.dataKeys.set(id, { value: key, until });
    return key;
  }

  private async readDataKeys(keys: readonly string[]): Promise<ReadonlyMap<string, DataKeyRow>> {
    const pairs = keys.map((key) => key.split(' '));
    const orgs = [...new Set(pairs.map(([orgId = '']) => orgId))];
    const rows = await this.database.readIn<DataKeyRow>(orgs, DATA_KEYS, [pairs.map(([, id = '']) => id)]);
    return new Map(rows.map((row) => [`${row.org_id} ${row.id}`, row]));
  }
}
