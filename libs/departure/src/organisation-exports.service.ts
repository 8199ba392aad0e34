import { Inject, Injectable } from '@nestjs/common';
import { AccessService, type LockedTx } from '@maroquin/access';
import { Approvals } from '@maroquin/identity';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import type { ZipEntry } from '@maroquin/files';
import { BEGUN_FOR_MS, isCustodian, type Wanted } from './export-agreement.js';
import { signManifest } from './format/manifest.js';
import { OrganisationContents } from './organisation-contents.js';
import { LeftOut, type LeftOutLine } from './sections/left-out.js';
import { metered, type Totals } from './writing/metered.js';
import { Spool } from './writing/spool.js';

const SAID_EVERY_MS = 2_000;

/** What two people agreed to. */
export interface AgreedExport extends Wanted {
  readonly id: string;
  readonly approvedBy: string;
}

/** Not yet agreed to: until when the request waits. */
export type ExportAnswer = AgreedExport | { readonly waitingUntil: Date };

export interface ExportReport extends Totals {
  readonly leftOut: number;
  readonly items: readonly LeftOutLine[];
}

/** A whole organisation as files that need no Maroquin: asked for by a key custodian, agreed to by an auditor. */
@Injectable()
export class OrganisationExports {
  constructor(
    private readonly access: AccessService,
    private readonly approvals: Approvals,
    private readonly database: Database,
    private readonly contents: OrganisationContents,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** By the command line, or when the archive is asked for. @throws {DomainError} key.no-custodian */
  ask(wanted: Wanted): Promise<ExportAnswer> {
    return this.access.locks.changeOrganisation(null, wanted.orgId, async (tx) => {
      tx.actAsSystem('command');
      if (!(await isCustodian(tx, wanted))) throw new DomainError('key.no-custodian');
      return this.agreed(tx, wanted);
    });
  }

  private async agreed(tx: LockedTx, { orgId, personId }: Wanted): Promise<ExportAnswer> {
    const now = this.clock.now();
    const [broken] = await tx.query<{ id: string; approved_by: string }>(
      `select id, approved_by from organisation_export
       where org_id = $1 and asked_by = $2 and finished_at is null and begun_at > $3 order by id desc limit 1`,
      [orgId, personId, new Date(now.getTime() - BEGUN_FOR_MS)],
    );
    if (broken !== undefined) return { orgId, personId, id: broken.id, approvedBy: broken.approved_by };
    const by = { orgId, personId };
    const taken = await this.approvals.take(tx, { act: 'organisation-export', targetId: orgId, by });
    if ('waitingUntil' in taken) return taken;
    const id = newId();
    const { approvedBy } = taken;
    await tx.query(
      'insert into organisation_export (id, org_id, asked_by, approved_by, begun_at) values ($1, $2, $3, $4, $5)',
      [id, orgId, personId, approvedBy, now],
    );
    await recordAct(tx, {
      ...{ orgId, actorId: personId, action: 'organisation.export-begun', targetId: orgId, at: now },
      details: { export: id, approvedBy },
    });
    return { orgId, personId, id, approvedBy };
  }

  /**
   * Writes it by `write`, which takes one entry after the other; then says in the audit that it left, and how much.
   * @throws what ends an export: then it is begun again
   */
  async make(
    agreed: AgreedExport,
    write: (entries: AsyncIterable<ZipEntry>) => Promise<void>,
    onEntry: (entries: number, bytes: number) => void = () => undefined,
  ): Promise<ExportReport> {
    const { orgId, personId, approvedBy } = agreed;
    const at = this.clock.now();
    const left = new LeftOut();
    const resources = await Spool.create();
    let totals: Totals = { entries: 0, bytes: 0, list: '' };
    try {
      const keys = await this.keys.forOrg(orgId);
      const organisation = { id: orgId, name: await this.contents.nameOf(orgId) };
      const requester = { person: personId, organisation: orgId };
      const parts = this.contents.parts({ orgId, at, left, resources, keys, requester });
      const conclude = (known: Totals): string => {
        totals = known;
        return signManifest(
          { organisation, madeAt: at.toISOString(), askedBy: personId, approvedBy, ...known },
          this.keys.instance.documentKey(orgId),
        );
      };
      const said = this.saying(agreed);
      const told = (entries: number, bytes: number): void => {
        said(entries, bytes);
        onEntry(entries, bytes);
      };
      await write(metered(parts, at, { onEntry: told, conclude }));
    } finally {
      await resources.close();
    }
    const report = { ...totals, leftOut: left.count, items: left.lines };
    await this.finished(agreed, report);
    return report;
  }

  /** For the page of whoever asked. That one cannot be said ends nothing. */
  private saying({ orgId, id }: AgreedExport): (entries: number, bytes: number) => void {
    let again = 0;
    return (entries, bytes) => {
      const at = this.clock.now();
      if (at.getTime() < again) return;
      again = at.getTime() + SAID_EVERY_MS;
      this.database
        .inOrgs({ orgs: [orgId] }, (tx) =>
          tx.query(
            `update organisation_export set seen_at = $3, entries = $4, bytes = $5
             where org_id = $1 and id = $2 and finished_at is null`,
            [orgId, id, at, entries, bytes],
          ),
        )
        .catch(() => undefined);
    };
  }

  private async finished(
    { orgId, personId, id, approvedBy }: AgreedExport,
    report: ExportReport,
  ): Promise<void> {
    const { entries, bytes, list, leftOut } = report;
    const at = this.clock.now();
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      await tx.query(
        `update organisation_export set finished_at = $3, entries = $4, bytes = $5, left_out = $6, list_digest = $7
         where org_id = $1 and id = $2`,
        [orgId, id, at, entries, bytes, leftOut, Buffer.from(list, 'hex')],
      );
      await recordAct(tx, {
        ...{ orgId, actorId: personId, action: 'organisation.exported', targetId: orgId, at },
        details: { export: id, approvedBy, entries, bytes, list, leftOut },
      });
    });
  }
}
