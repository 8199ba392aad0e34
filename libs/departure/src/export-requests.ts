import { Inject, Injectable } from '@nestjs/common';
import type { OrganisationExport } from '@maroquin/contracts';
import { AccessService } from '@maroquin/access';
import { Approvals } from '@maroquin/identity';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { BEGUN_FOR_MS, isCustodian, OPEN_ACCOUNT, type Wanted } from './export-agreement.js';

/** An export that is being written says so at least this often. */
const SEEN_WITHIN_MS = 60_000;

interface LastRow {
  readonly begun_at: Date;
  readonly seen_at: Date | null;
  readonly finished_at: Date | null;
  readonly entries: string | null;
  readonly bytes: string | null;
  readonly left_out: string | null;
  readonly list_digest: Buffer | null;
}

/** For the page of the key custodians: asks for an export, and shows how far it is. */
@Injectable()
export class ExportRequests {
  constructor(
    private readonly access: AccessService,
    private readonly approvals: Approvals,
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Access rule: the caller asked whether this person is a key custodian. */
  of({ orgId, personId }: Wanted): Promise<OrganisationExport> {
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => ({
      ...(await this.standing(tx, { orgId, personId })),
      last: await this.last(tx, orgId),
    }));
  }

  /** Asked once is enough. @throws {DomainError} key.no-custodian */
  async ask(by: Wanted): Promise<OrganisationExport> {
    await this.access.locks.changeOrganisation(null, by.orgId, async (tx) => {
      tx.actAsSystem('custody');
      if (!(await isCustodian(tx, by))) throw new DomainError('key.no-custodian');
      if ((await this.standing(tx, by)).state !== 'none') return;
      await this.approvals.ask(tx, { act: 'organisation-export', targetId: by.orgId, by }, this.clock.now());
    });
    return this.of(by);
  }

  /** While an archive is written: the account may be closed meanwhile. @throws {DomainError} request.not-found */
  async requireOpenAccount({ orgId, personId }: Wanted): Promise<void> {
    const open = await this.database.readOnce({ orgs: [orgId] }, OPEN_ACCOUNT, [orgId, personId]);
    if (open.length === 0) throw new DomainError('request.not-found');
  }

  private async standing(
    tx: Tx,
    { orgId, personId }: Wanted,
  ): Promise<Pick<OrganisationExport, 'state' | 'until'>> {
    const now = this.clock.now();
    const [begun] = await tx.query<{ begun_at: Date }>(
      `select begun_at from organisation_export
       where org_id = $1 and asked_by = $2 and finished_at is null and begun_at > $3 order by id desc limit 1`,
      [orgId, personId, new Date(now.getTime() - BEGUN_FOR_MS)],
    );
    if (begun !== undefined)
      return { state: 'agreed', until: new Date(begun.begun_at.getTime() + BEGUN_FOR_MS).toISOString() };
    const [asked] = await tx.query<{ decided_by: string | null; expires_at: Date }>(
      `select decided_by, expires_at from approval
       where org_id = $1 and act = 'organisation-export' and target_id = $1 and asked_by = $2
         and used_at is null and not refused and expires_at > $3
       order by decided_at nulls last, asked_at limit 1`,
      [orgId, personId, now],
    );
    if (asked === undefined) return { state: 'none', until: null };
    const until = asked.expires_at.toISOString();
    return { state: asked.decided_by === null ? 'waiting' : 'agreed', until };
  }

  private async last(tx: Tx, orgId: string): Promise<OrganisationExport['last']> {
    const [row] = await tx.query<LastRow>(
      `select begun_at, seen_at, finished_at, entries, bytes, left_out, list_digest from organisation_export
       where org_id = $1 order by id desc limit 1`,
      [orgId],
    );
    if (row === undefined) return null;
    const { begun_at, seen_at, finished_at, left_out } = row;
    const since = this.clock.now().getTime() - SEEN_WITHIN_MS;
    const unfinished = (seen_at ?? begun_at).getTime() > since ? 'running' : 'broken';
    return {
      begunAt: begun_at.toISOString(),
      state: finished_at === null ? unfinished : 'done',
      finishedAt: finished_at?.toISOString() ?? null,
      entries: Number(row.entries ?? 0),
      bytes: Number(row.bytes ?? 0),
      leftOut: left_out === null ? null : Number(left_out),
      list: row.list_digest?.toString('hex') ?? null,
    };
  }
}
