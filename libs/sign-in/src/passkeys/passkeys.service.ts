import { Inject, Injectable } from '@nestjs/common';
import type { PasskeyView } from '@maroquin/contracts';
import { Account, openAccount } from '@maroquin/identity';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import { type Actor, Database, isUniqueViolation, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys, type OrganisationKeys } from '@maroquin/platform/keys';
import { Passkey } from '../factors/factor.entities.js';
import { requireBrowser, requireFreshSignIn } from '../factors/fresh-sign-in.js';
import { Ceremonies } from './ceremonies.js';
import { enrolmentOptions } from './judge-passkey.js';
import { openPasskeyName, openRecord, sealPasskeyName, sealRecord } from './passkey-record.js';
import { type NewPasskeyCredential, verifyNewPasskey } from './verify-passkey.js';

const MAX_PASSKEYS = 20;

interface CeremonyOptions {
  readonly options: Record<string, unknown>;
  /** Value of Set-Cookie. */
  readonly cookie: string;
}

const enrolmentOf = (sessionId: string): string => `passkey enrolment in ${sessionId}`;

/** A person's own passkeys. */
@Injectable()
export class Passkeys {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly ceremonies: Ceremonies,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * What the browser needs to make one.
   * @throws {DomainError} request.not-found, sign-in.not-fresh, factor.too-many
   */
  async begin(actor: Actor): Promise<CeremonyOptions> {
    const sessionId = requireBrowser(actor);
    const { personId, orgId } = actor;
    const keys = await this.keys.forOrg(orgId);
    const { account, passkeys } = await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      await this.requireRoom(tx, actor);
      return {
        account: await tx.manager.findOneByOrFail(Account, { id: personId }),
        passkeys: await tx.manager.findBy(Passkey, { accountId: personId }),
      };
    });
    const options = await enrolmentOptions(this.ceremonies.relyingParty, {
      id: personId,
      name: openAccount(keys, personId, 'name', account.nameSealed),
      login: openAccount(keys, personId, 'email', account.emailSealed),
      service: 'Maroquin',
      exclude: readable(keys, passkeys),
    });
    const cookie = this.ceremonies.begin(enrolmentOf(sessionId), options.challenge);
    return { options: { ...options }, cookie };
  }

  /**
   * @throws {DomainError} request.not-found, sign-in.not-fresh, sign-in.step-expired, sign-in.passkey-failed,
   * factor.too-many, factor.passkey-exists
   */
  async add(
    actor: Actor,
    name: string,
    credential: NewPasskeyCredential,
    cookie: string | undefined,
  ): Promise<PasskeyView> {
    const ticket = this.ceremonies.open(enrolmentOf(requireBrowser(actor)), cookie);
    const { personId, orgId } = actor;
    await this.ceremonies.spend(ticket);
    const made = await verifyNewPasskey(credential, ticket.value, this.ceremonies.relyingParty);
    if (made === null) throw new DomainError('sign-in.passkey-failed');
    const keys = await this.keys.forOrg(orgId);
    const { counter, ...record } = made;
    const id = newId();
    const createdAt = this.clock.now();
    const row = {
      id,
      orgId,
      accountId: personId,
      credentialHash: this.keys.instance.secretHash('credential', record.credentialId),
      recordSealed: sealRecord(keys, personId, id, record),
      nameSealed: sealPasskeyName(keys, personId, id, name),
      counter: String(counter),
      createdAt,
      lastUsedAt: null,
    };
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      await this.requireRoom(tx, actor);
      await tx.manager.insert(Passkey, row).catch((error: unknown) => {
        throw isUniqueViolation(error) ? new DomainError('factor.passkey-exists', { cause: error }) : error;
      });
      await this.record(tx, actor, 'passkey.added', id, { synced: record.synced });
    });
    return {
      id,
      version: 1,
      name,
      createdAt: createdAt.toISOString(),
      lastUsedAt: null,
      synced: record.synced,
    };
  }

  /** @throws {DomainError} request.not-found, request.conflict when it was renamed meanwhile */
  async rename(actor: Actor, id: string, name: string, expectedVersion: number): Promise<void> {
    requireBrowser(actor);
    const { personId, orgId } = actor;
    const nameSealed = sealPasskeyName(await this.keys.forOrg(orgId), personId, id, name);
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const own = { id, accountId: personId };
      const changed = { nameSealed, version: expectedVersion + 1 };
      const { affected } = await tx.manager.update(Passkey, { ...own, version: expectedVersion }, changed);
      if (affected !== 1)
        throw new DomainError(
          (await tx.manager.existsBy(Passkey, own)) ? 'request.conflict' : 'request.not-found',
        );
      await this.record(tx, actor, 'passkey.renamed', id);
    });
  }

  /**
   * Never the last way in: a link needs somebody else to hand it over.
   * @throws {DomainError} request.not-found, sign-in.not-fresh, factor.last-way-in
   */
  async remove(actor: Actor, id: string): Promise<void> {
    const { personId, orgId } = actor;
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      await requireFreshSignIn(tx, actor, this.clock.now());
      const account = await this.lock(tx, personId);
      const { affected } = await tx.manager.delete(Passkey, { id, accountId: personId });
      if (affected !== 1) throw new DomainError('request.not-found');
      if (
        account.passwordSealed === null &&
        (await tx.manager.countBy(Passkey, { accountId: personId })) === 0
      )
        throw new DomainError('factor.last-way-in');
      await this.record(tx, actor, 'passkey.removed', id);
    });
  }

  async list(tx: Tx, { personId, orgId }: Actor): Promise<PasskeyView[]> {
    const keys = await this.keys.forOrg(orgId, tx);
    const rows = await tx.manager.find(Passkey, {
      where: { accountId: personId },
      order: { createdAt: 'asc', id: 'asc' },
    });
    return rows.map(({ id, version, nameSealed, recordSealed, createdAt, lastUsedAt }) => ({
      id,
      version,
      name: openPasskeyName(keys, personId, id, nameSealed),
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
      synced: openRecord(keys, personId, id, recordSealed).synced,
    }));
  }

  private async requireRoom(tx: Tx, actor: Actor): Promise<void> {
    await requireFreshSignIn(tx, actor, this.clock.now());
    await this.lock(tx, actor.personId);
    if ((await tx.manager.countBy(Passkey, { accountId: actor.personId })) >= MAX_PASSKEYS)
      throw new DomainError('factor.too-many');
  }

  /** One change of a person's ways in at a time: two at once would each see the other's still there. */
  private lock(tx: Tx, personId: string): Promise<Account> {
    return tx.manager.findOneOrFail(Account, {
      where: { id: personId },
      lock: { mode: 'pessimistic_write' },
    });
  }

  private record(
    tx: Tx,
    { personId, orgId }: Actor,
    action: string,
    targetId: string,
    details: Record<string, boolean> = {},
  ): Promise<void> {
    return recordAct(tx, { orgId, actorId: personId, action, targetId, details, at: this.clock.now() });
  }
}

const readable = (keys: OrganisationKeys, passkeys: readonly Passkey[]): { id: string }[] =>
  passkeys.map(({ id, accountId, recordSealed }) => ({
    id: openRecord(keys, accountId, id, recordSealed).credentialId,
  }));
