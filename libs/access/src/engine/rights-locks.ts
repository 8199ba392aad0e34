import type { Clock } from '@maroquin/platform/config';
import type { Database, Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { type LockKey, KeyedLocks } from './keyed-locks.js';
import type { Genuine } from './genuine-rows.js';
import { LockedTx } from './locked-tx.js';

/** First key of the advisory lock of an organisation (the one of spaces is 7262003), so that it meets no other use of advisory locks. */
const ORGANISATION = 7_262_002;
/** What an act asked for stands elsewhere once it has the lock, or PostgreSQL chose it to end a deadlock. */
const MAX_TRIES = 5;

/** Whose turn it is where many wait; the system itself has one turn. */
type Asker = { readonly personId: string } | null;
type Work<T> = (tx: LockedTx) => Promise<T>;

/** Where an act's lock reaches: some spaces, or the whole organisation. */
interface Reach {
  readonly orgId: string;
  /** null: the organisation. */
  readonly ids: readonly string[] | null;
  readonly alone: boolean;
}

/**
 * The only way to change rights and places: takes the lock, then opens the transaction in which the right is asked for
 * again. Spaces do not wait for each other; what decides who people are (teams, seats, roles) waits for all. Everybody
 * takes the organisation first, then spaces in one order, and waits in this process before taking a connection.
 */
export class RightsLocks {
  private readonly local = new KeyedLocks();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly genuine: Genuine,
  ) {}

  /** Rights, moves and the trash: alone in the spaces where these resources stand. */
  changePlaces<T>(asker: Asker, orgId: string, ids: readonly string[], work: Work<T>): Promise<T> {
    return this.run(asker, { orgId, ids, alone: true }, work);
  }

  /** Puts something new there, or renames it, beside others who do: nothing above moves or ends meanwhile. */
  holdPlace<T>(asker: Asker, orgId: string, id: string, work: Work<T>): Promise<T> {
    return this.run(asker, { orgId, ids: [id], alone: false }, work);
  }

  /** Teams, seats, roles, duties: alone in the organisation. */
  changeOrganisation<T>(asker: Asker, orgId: string, work: Work<T>): Promise<T> {
    return this.run(asker, { orgId, ids: null, alone: true }, work);
  }

  /** Makes somebody or something new that has no place among others yet: a person, a space. */
  addToOrganisation<T>(asker: Asker, orgId: string, work: Work<T>): Promise<T> {
    return this.run(asker, { orgId, ids: null, alone: false }, work);
  }

  private async run<T>(asker: Asker, reach: Reach, work: Work<T>): Promise<T> {
    for (let attempt = 1; attempt < MAX_TRIES; attempt += 1) {
      try {
        return await this.once(asker, reach, work);
      } catch (error) {
        if (!(error instanceof MovedMeanwhile || isDeadlock(error))) throw error;
      }
    }
    throw new DomainError('server.unavailable', { retryAfterSeconds: 1 });
  }

  private async once<T>(asker: Asker, reach: Reach, work: Work<T>): Promise<T> {
    const spaces = reach.ids === null ? [] : await this.spacesOf(reach.orgId, reach.ids);
    const keys: LockKey[] = spaces.map((key) => ({ key, alone: reach.alone }));
    // Held last here, so that nobody holds it while waiting for a space.
    keys.push({ key: reach.orgId, alone: reach.ids === null && reach.alone });
    return this.local.run(keys, asker?.personId ?? 'system', () =>
      this.database.inOrgs({ orgs: [reach.orgId] }, async (tx) => {
        if (!(await lock(tx, reach, spaces))) throw new MovedMeanwhile();
        const locked = new LockedTx(tx, this.clock.now(), this.genuine);
        const answer = await work(locked);
        await locked.finish();
        return answer;
      }),
    );
  }

  /** In the one order in which everybody takes them. What does not exist has none: the right to it is refused later. */
  private async spacesOf(orgId: string, ids: readonly string[]): Promise<string[]> {
    const rows = await this.database.readIn<{ space_id: string }>([orgId], SPACES, [orgId, ids]);
    return [...new Set(rows.map((row) => row.space_id))].sort();
  }
}

class MovedMeanwhile extends Error {}

const SPACES = {
  name: 'spaces of resources',
  text: 'select distinct space_id from spaces_of($1, $2::uuid[])',
};

/** False: what was asked for no longer stands in these spaces. */
async function lock(tx: Tx, { orgId, ids, alone }: Reach, spaces: readonly string[]): Promise<boolean> {
  if (ids === null) {
    const take = alone ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared';
    await tx.query(`select ${take}($1, hashtext($2))`, [ORGANISATION, orgId]);
    return true;
  }
  const [row] = await tx.query<{ still: boolean }>(
    'select lock_places($1, $2::uuid[], $3::uuid[], $4) as still',
    [orgId, spaces, ids, alone],
  );
  return row?.still === true;
}

const isDeadlock = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === '40P01';
