import { Inject, Injectable } from '@nestjs/common';
import { AccessService, type LockedTx } from '@maroquin/access';
import type { Action } from '@maroquin/contracts';
import { z } from 'zod';
import { type Clock, CLOCK, newId } from '@maroquin/platform/config';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { Keys, type OrganisationKeys } from '@maroquin/platform/keys';
import { DavError } from './dav-error.js';

/** Longer than Office asks for; a client that lives renews it. */
const MAX_SECONDS = 60 * 60;
/** Locks that one person holds at once. */
const MAX_LOCKS = 500;
/** As WOPI has it: an editor renews its lock before. */
const WOPI_SECONDS = 30 * 60;
const SCHEME = 'urn:uuid:';

export interface DavLock {
  readonly id: string;
  readonly resourceId: string;
  readonly accountId: string;
  readonly exclusive: boolean;
  /** Also all below it. */
  readonly deep: boolean;
  /** What its holder says of itself, as XML; and the address that was locked. */
  readonly owner: string;
  readonly href: string;
  readonly timeoutSeconds: number;
  /** What the office editor calls it that holds it (WOPI); null: a client of the mounted tree does. */
  readonly wopi: string | null;
  /** Of the editor: the session is over in which it was taken. It keeps nobody out, and its editor may go on with it. */
  readonly isLeft: boolean;
}

/** What an act reaches, for locks: each names a resource whose locks must be held, or all below it as well. */
export interface Touched {
  readonly id: string;
  /** Everything below it is taken along. */
  readonly deep: boolean;
  /** It is only where something is put or taken away. */
  readonly isPlace?: boolean;
}

export const tokenOfLock = ({ id }: Pick<DavLock, 'id'>): string => `${SCHEME}${id}`;

const wordsSchema = z.object({ owner: z.string(), href: z.string() });

interface LockRow {
  readonly id: string;
  readonly resource_id: string;
  readonly account_id: string;
  readonly exclusive: boolean;
  readonly deep: boolean;
  readonly owner_sealed: Buffer;
  readonly timeout_seconds: number;
  readonly wopi_sealed: Buffer | null;
  readonly is_left: boolean;
}

const COLUMNS =
  'l.id, l.resource_id, l.account_id, l.exclusive, l.deep, l.owner_sealed, l.timeout_seconds, l.wopi_sealed';
/** The office editor's lock, of a session that is over. Sessions of other organisations are not seen: theirs ends by time. */
const LEFT = `exists (select from session s where s.id = l.session_id and (s.revoked_at is not null or s.expires_at <= $3))`;
/** On these resources, and deep ones on anything above one of them. */
const COVERING = `with recursive up(id, parent_id, top) as (
    select r.id, r.parent_id, r.id from resource r where r.org_id = $1 and r.id = any($2::uuid[])
    union all select r.id, r.parent_id, up.top from resource r join up on r.org_id = $1 and r.id = up.parent_id)
  select distinct ${COLUMNS}, ${LEFT} as is_left, up.top from up join dav_lock l on l.org_id = $1 and l.resource_id = up.id
  where l.expires_at > $3 and (up.id = up.top or l.deep)`;
const WITHIN = `select ${COLUMNS}, ${LEFT} as is_left from subtree_of($1, $2) s join dav_lock l on l.org_id = $1 and l.resource_id = any (s.ids)
  where l.expires_at > $3`;

/**
 * Who has locked what. Locks bind the clients of the mounted tree and the office editor among each other; the web has
 * versions instead.
 */
@Injectable()
export class DavLocks {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Locks that hold for each of these resources: its own, and deep ones above it. */
  async covering(orgId: string, ids: readonly string[]): Promise<Map<string, DavLock[]>> {
    const found = new Map<string, DavLock[]>();
    if (ids.length === 0) return found;
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<LockRow & { readonly top: string }>(COVERING, [orgId, ids, this.clock.now()]),
    );
    const keys = await this.keys.forOrg(orgId);
    for (const row of rows.filter(holds))
      found.set(row.top, [...(found.get(row.top) ?? []), lockOf(keys, row)]);
    return found;
  }

  /** Locks on a resource or on anything below it. */
  async within(orgId: string, id: string): Promise<DavLock[]> {
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<LockRow>(WITHIN, [orgId, id, this.clock.now()]),
    );
    const keys = await this.keys.forOrg(orgId);
    return rows.filter(holds).map((row) => lockOf(keys, row));
  }

  /** @throws {DavError} 423 where another lock stands in its way @throws {DomainError} request.not-found without that right */
  async take(
    actor: Actor,
    orgId: string,
    right: Action,
    wanted: Omit<DavLock, 'id' | 'accountId' | 'wopi' | 'isLeft'>,
  ): Promise<DavLock> {
    const keys = await this.keys.forOrg(orgId);
    const id = newId();
    const timeoutSeconds = Math.min(wanted.timeoutSeconds, MAX_SECONDS);
    const lock: DavLock = {
      ...wanted,
      id,
      timeoutSeconds,
      accountId: actor.personId,
      wopi: null,
      isLeft: false,
    };
    // Alone in the space where it reaches what is below: whoever has begun to write there is done before it holds.
    const isWide = lock.deep && right === 'resource.create';
    const work = async (tx: LockedTx): Promise<void> => {
      await tx.require(actor, right, lock.resourceId);
      await this.requireFree(tx, orgId, lock);
      const now = this.clock.now();
      const [held] = await tx.query<{ n: number }>(
        'select count(*)::int n from dav_lock where org_id = $1 and account_id = $2 and expires_at > $3',
        [orgId, actor.personId, now],
      );
      if ((held?.n ?? 0) >= MAX_LOCKS) throw new DavError(507);
      await tx.query(
        `insert into dav_lock (id, org_id, resource_id, account_id, exclusive, deep, owner_sealed, timeout_seconds, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          ...[id, orgId, lock.resourceId, actor.personId, lock.exclusive, lock.deep],
          keys.seal(ownerContext(id), JSON.stringify({ owner: lock.owner, href: lock.href })),
          ...[timeoutSeconds, new Date(now.getTime() + timeoutSeconds * 1_000)],
        ],
      );
    };
    if (isWide) await this.access.locks.changePlaces(actor, orgId, [lock.resourceId], work);
    else await this.access.locks.holdPlace(actor, orgId, lock.resourceId, work);
    return lock;
  }

  /** Two who lock at once are told apart by the row of the resource, or by the lock of its space. */
  private async requireFree(tx: Tx, orgId: string, lock: DavLock): Promise<void> {
    const now = this.clock.now();
    const above = await this.coveringInTransaction(tx, orgId, lock.resourceId, now);
    const below = lock.deep ? await tx.query<LockRow>(WITHIN, [orgId, lock.resourceId, now]) : [];
    const others = [...above.filter(({ isLeft }) => !isLeft), ...below.filter(holds)];
    if (others.some((other) => lock.exclusive || other.exclusive))
      throw new DavError(423, 'no-conflicting-lock');
  }

  /** The same as `covering`, for one resource and with what an editor left, while nobody else locks it: until the transaction ends. */
  async coveringInTransaction(tx: Tx, orgId: string, id: string, now: Date): Promise<DavLock[]> {
    await tx.query('select 1 from resource where org_id = $1 and id = $2 for no key update', [orgId, id]);
    await tx.query('delete from dav_lock where org_id = $1 and expires_at <= $2', [orgId, now]);
    const rows = await tx.query<LockRow>(COVERING, [orgId, [id], now]);
    const keys = await this.keys.forOrg(orgId, tx);
    return rows.map((row) => lockOf(keys, row));
  }

  /** Locks that hold for what an act touches, one group a resource, while nobody else locks it: until the transaction ends. */
  async touchedInTransaction(tx: LockedTx, orgId: string, touched: readonly Touched[]): Promise<DavLock[][]> {
    const ids = (isPlace: boolean): string[] =>
      touched.filter((one) => (one.isPlace ?? false) === isPlace).map(({ id }) => id);
    // What changes is held alone; many may put something into one place at once.
    const [changed, places] = [ids(false), ids(true)];
    await tx.query(
      'select 1 from resource where org_id = $1 and id = any($2::uuid[]) order by id for no key update',
      [orgId, changed],
    );
    await tx.query(
      'select 1 from resource where org_id = $1 and id = any($2::uuid[]) order by id for share',
      [orgId, places],
    );
    const covering = await tx.query<LockRow & { readonly top: string }>(COVERING, [
      orgId,
      [...changed, ...places],
      tx.now,
    ]);
    const keys = await this.keys.forOrg(orgId, tx);
    const groups: LockRow[][] = grouped(covering.filter(holds), ({ top }) => top);
    for (const { id, deep } of touched)
      if (deep)
        groups.push(
          ...grouped(
            (await tx.query<LockRow>(WITHIN, [orgId, id, tx.now])).filter(holds),
            (row) => row.resource_id,
          ),
        );
    return groups.map((rows) => rows.map((row) => lockOf(keys, row)));
  }

  /** Those of the clients of the mounted tree, on a resource and on all below it. */
  async endWithin(tx: Tx, orgId: string, id: string): Promise<void> {
    await tx.query(
      `delete from dav_lock l using subtree_of($1, $2) s
       where l.org_id = $1 and l.resource_id = any (s.ids) and l.wopi_sealed is null`,
      [orgId, id],
    );
  }

  /** The same in a transaction of its own. */
  async releaseWithin(orgId: string, id: string): Promise<void> {
    await this.database.inOrgs({ orgs: [orgId] }, (tx) => this.endWithin(tx, orgId, id));
  }

  /** What the office editor calls its lock of a file from now on; it has one, whoever edits. */
  async setWopi(tx: LockedTx, actor: Actor, orgId: string, fileId: string, wopi: string): Promise<void> {
    const keys = await this.keys.forOrg(orgId, tx);
    await this.endWopi(tx, orgId, fileId);
    const id = newId();
    await tx.query(
      `insert into dav_lock
         (id, org_id, resource_id, account_id, exclusive, deep, owner_sealed, timeout_seconds, expires_at, wopi_sealed,
          session_id)
       values ($1, $2, $3, $4, true, false, $5, $6, $7, $8, $9)`,
      [
        ...[id, orgId, fileId, actor.personId],
        keys.seal(ownerContext(id), JSON.stringify({ owner: 'WOPI', href: '/' })),
        ...[WOPI_SECONDS, new Date(tx.now.getTime() + WOPI_SECONDS * 1_000)],
        keys.seal(wopiContext(id), wopi),
        actor.sessionId,
      ],
    );
  }

  async endWopi(tx: LockedTx, orgId: string, fileId: string): Promise<void> {
    await tx.query(
      'delete from dav_lock where org_id = $1 and resource_id = $2 and wopi_sealed is not null',
      [orgId, fileId],
    );
  }

  /**
   * @throws {DavError} 412 where it is no lock of this person
   * @throws {DomainError} request.not-found when the right is gone by which it was taken
   */
  async renew(actor: Actor, orgId: string, right: Action, lock: DavLock, seconds: number): Promise<DavLock> {
    const timeoutSeconds = Math.min(seconds, MAX_SECONDS);
    const now = this.clock.now();
    const renewed = await this.access.locks.holdPlace(actor, orgId, lock.resourceId, async (tx) => {
      await tx.require(actor, right, lock.resourceId);
      return tx.query(
        `update dav_lock set timeout_seconds = $4, expires_at = $5
         where org_id = $1 and id = $2 and account_id = $3 and expires_at > $6 returning id`,
        [
          ...[orgId, lock.id, actor.personId, timeoutSeconds],
          ...[new Date(now.getTime() + timeoutSeconds * 1_000), now],
        ],
      );
    });
    if (renewed.length === 0) throw new DavError(412, 'lock-token-matches-request-uri');
    return { ...lock, timeoutSeconds };
  }

  async release(orgId: string, id: string): Promise<void> {
    await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query('delete from dav_lock where org_id = $1 and id = $2', [orgId, id]),
    );
  }
}

const holds = ({ is_left: isLeft }: LockRow): boolean => !isLeft;

function grouped<T>(rows: readonly T[], of: (row: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(of(row), [...(groups.get(of(row)) ?? []), row]);
  return [...groups.values()];
}

const ownerContext = (id: string) => ({ table: 'dav_lock', column: 'owner', row: id });
const wopiContext = (id: string) => ({ table: 'dav_lock', column: 'wopi', row: id });

function lockOf(keys: OrganisationKeys, row: LockRow): DavLock {
  const words = wordsSchema.parse(JSON.parse(keys.openText(ownerContext(row.id), row.owner_sealed)));
  return {
    id: row.id,
    resourceId: row.resource_id,
    accountId: row.account_id,
    exclusive: row.exclusive,
    deep: row.deep,
    owner: words.owner,
    href: words.href,
    timeoutSeconds: row.timeout_seconds,
    isLeft: row.is_left,
    wopi: row.wopi_sealed === null ? null : keys.openText(wopiContext(row.id), row.wopi_sealed),
  };
}
