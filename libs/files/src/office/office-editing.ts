import { Inject, Injectable } from '@nestjs/common';
import { PeopleNames } from '@maroquin/access';
import type { OfficeState, PersonView, SaveFailure } from '@maroquin/contracts';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';

/** A page that is open says so every 15 seconds. */
const PRESENT_MS = 45_000;
const SEEN_EVERY_MS = 10_000;
/** So long a person who comes back is shown that the last save was refused. */
const KEPT_MS = 7 * 24 * 60 * 60_000;
/** People who are named; the editor itself shows the others. */
const MAX_NAMED = 20;

interface EditingRow {
  readonly account_id: string;
  readonly seen_at: Date;
  readonly failed_at: Date | null;
  readonly failure: SaveFailure | null;
  readonly saved_from: Date | null;
}

interface File {
  readonly orgId: string;
  readonly fileId: string;
}

/** Who edits a file, and whether the editor's last save was refused. */
@Injectable()
export class OfficeEditing {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleNames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async seen({ personId }: Actor, { orgId, fileId }: File): Promise<void> {
    const now = this.clock.now();
    await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query(
        `insert into office_editing (org_id, file_id, account_id, seen_at) values ($1, $2, $3, $4)
         on conflict (org_id, file_id, account_id) do update set seen_at = excluded.seen_at
         where office_editing.seen_at < $5`,
        [orgId, fileId, personId, now, new Date(now.getTime() - SEEN_EVERY_MS)],
      ),
    );
  }

  /** The editor begins with what is committed: what was refused before is no longer in it. */
  async opened({ personId }: Actor, { orgId, fileId }: File): Promise<void> {
    await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query(
        `insert into office_editing (org_id, file_id, account_id, seen_at) values ($1, $2, $3, $4)
         on conflict (org_id, file_id, account_id)
           do update set seen_at = excluded.seen_at, failed_at = null, failure = null`,
        [orgId, fileId, personId, this.clock.now()],
      ),
    );
  }

  /** @param from when the editor sent it */
  async saved({ personId }: Actor, { orgId, fileId }: File, from: Date): Promise<void> {
    await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query(
        `insert into office_editing (org_id, file_id, account_id, seen_at, saved_from) values ($1, $2, $3, $4, $5)
         on conflict (org_id, file_id, account_id) do update
           set failed_at = null, failure = null, saved_from = greatest(office_editing.saved_from, excluded.saved_from)`,
        [orgId, fileId, personId, this.clock.now(), from],
      ),
    );
  }

  async refused({ personId }: Actor, { orgId, fileId }: File, failure: SaveFailure): Promise<void> {
    const now = this.clock.now();
    await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query(
        `insert into office_editing (org_id, file_id, account_id, seen_at, failed_at, failure)
         values ($1, $2, $3, $4, $4, $5)
         on conflict (org_id, file_id, account_id) do update set failed_at = $4, failure = $5`,
        [orgId, fileId, personId, now, failure],
      ),
    );
  }

  async of(
    { personId }: Actor,
    { orgId, fileId }: File,
  ): Promise<Pick<OfficeState, 'at' | 'savedFrom' | 'editors' | 'failure'>> {
    const now = this.clock.now();
    const since = now.getTime() - PRESENT_MS;
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<EditingRow>(
        `select account_id, seen_at, failed_at, failure,
           (select max(s.saved_from) from office_editing s where s.org_id = $1 and s.file_id = $2) saved_from
         from office_editing where org_id = $1 and file_id = $2 and (seen_at > $3 or account_id = $4) order by (account_id = $4) desc, seen_at desc limit $5`,
        [orgId, fileId, new Date(since), personId, MAX_NAMED],
      ),
    );
    const own = rows.find((row) => row.account_id === personId);
    const present = rows.filter(({ seen_at }) => seen_at.getTime() > since).map((row) => row.account_id);
    const names = await this.people.names(orgId, present);
    return {
      at: now.toISOString(),
      savedFrom: rows[0]?.saved_from?.toISOString() ?? null,
      editors: present.flatMap((id): PersonView[] => [names.get(id) ?? []].flat()),
      failure:
        own === undefined || own.failed_at === null || own.failure === null
          ? null
          : { at: own.failed_at.toISOString(), reason: own.failure },
    };
  }

  /** For the nightly job: who opened what is not kept once it is of no use. */
  async expire(orgId: string): Promise<void> {
    await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query('delete from office_editing where org_id = $1 and seen_at <= $2', [
        orgId,
        new Date(this.clock.now().getTime() - KEPT_MS),
      ]),
    );
  }
}
