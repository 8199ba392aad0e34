import { Inject, Injectable } from '@nestjs/common';
import { ResourceTree } from '@maroquin/access';
import type { FileScan } from '@maroquin/contracts';
import { Notifications } from '@maroquin/notifications';
import { recordAct } from '@maroquin/platform/audit';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { Database, type Tx } from '@maroquin/platform/database';
import { readTextLater } from '../tasks/read-text.task.js';
import type { Verdict } from './clamd.js';

interface VersionRow {
  readonly file_id: string;
  readonly number: number;
  readonly created_by: string | null;
}

const VERSIONS = `select file_id, number, created_by from file_version
  where org_id = $1 and blob_id = $2 order by file_id, number`;
/** What was found stays found, whatever a second scan says. */
const SET_STATE = `update blob_scan set state = $3, virus = $4
  where org_id = $1 and blob_id = $2 and (state in ('waiting', $3) or $3 = 'infected') returning state`;
const PICTURES = 'select id, document_id from document_image where org_id = $1 and blob_id = $2 order by id';
/** Held until the transaction ends, as by whoever adds a version: no newer one is overwritten in lists. */
const NEWEST = `select (select max(number) from file_version v where v.org_id = f.org_id and v.file_id = f.id) as number,
    exists (select 1 from resource r join resource p on p.org_id = r.org_id and p.id = r.parent_id
      where r.org_id = f.org_id and r.id = f.id and p.kind = 'direct') as is_direct
  from file f where f.org_id = $1 and f.id = $2 for update`;

/** What follows from a verdict: for whoever reads, for lists, for the author and in the audit. */
@Injectable()
export class SettleScans {
  constructor(
    private readonly database: Database,
    @Inject(ResourceTree)
    private readonly tree: { readonly settings: Pick<ResourceTree['settings'], 'setScan'> },
    @Inject(Notifications) private readonly notifications: Pick<Notifications, 'notify'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** First who may read it, which holds at once. When it is cut off here, all of it happens again. */
  async settle(orgId: string, blobId: string, verdict: Verdict): Promise<void> {
    const set = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query(SET_STATE, [orgId, blobId, verdict.state, verdict.virus]),
    );
    // Another scan said so first, or the content went.
    if (set.length === 0) return;
    const versions = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<VersionRow>(VERSIONS, [orgId, blobId]),
    );
    for (const version of versions)
      await this.database.inOrgs({ orgs: [orgId] }, (tx) => this.settleFile(tx, orgId, version, verdict));
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      if (verdict.state === 'infected') await this.auditPictures(tx, orgId, blobId, verdict.virus);
      await tx.query('update blob_scan set is_settled = true where org_id = $1 and blob_id = $2', [
        orgId,
        blobId,
      ]);
    });
  }

  /** Pictures of documents stand in no list: the audit names the document. */
  private async auditPictures(tx: Tx, orgId: string, blobId: string, virus: string): Promise<void> {
    const pictures = await tx.query<{ id: string; document_id: string }>(PICTURES, [orgId, blobId]);
    for (const { id: imageId, document_id: targetId } of pictures)
      await recordAct(tx, {
        ...{ orgId, actorId: null, action: 'file.infected', targetId, at: this.clock.now() },
        details: { imageId, virus },
      });
  }

  private async settleFile(
    tx: Tx,
    orgId: string,
    { file_id: id, number, created_by: author }: VersionRow,
    { state, virus }: Verdict,
  ): Promise<void> {
    const [newest] = await tx.query<{ number: number; is_direct: boolean }>(NEWEST, [orgId, id]);
    if (newest === undefined) return;
    if (newest.number === number) {
      const scan: FileScan | null = state === 'clean' ? null : { state, virus };
      await this.tree.settings.setScan(tx, { orgId, id }, scan);
      if (state !== 'infected') await readTextLater(tx, { orgId, fileId: id });
    }
    // Of files in direct conversations nobody else learns, unless they are dangerous.
    if (state === 'clean' || (state === 'unscanned' && newest.is_direct)) return;
    await recordAct(tx, {
      ...{ orgId, actorId: null, action: `file.${state}`, targetId: id, at: this.clock.now() },
      details: { number, ...(virus !== null && { virus }) },
    });
    if (state === 'infected' && author !== null)
      await this.notifications.notify(tx, orgId, [
        { personId: author, kind: 'file-blocked', resourceId: id, actorId: null },
      ]);
  }
}
