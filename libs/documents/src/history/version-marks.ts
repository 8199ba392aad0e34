import { Inject, Injectable } from '@nestjs/common';
import type { VersionMark } from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import { type Clock, CLOCK, newId } from '@maroquin/platform/config';
import { Database, type Tx } from '@maroquin/platform/database';

export interface NewMark {
  readonly orgId: string;
  readonly documentId: string;
  /** Of the last entry of the journal that belongs to the version. */
  readonly seq: number;
  readonly kind: Exclude<VersionMark['kind'], 'named'>;
  /** null: the system itself. */
  readonly createdBy: string | null;
  /** Of a before-restore: the version that was restored. */
  readonly restoredSeq?: number;
}

/** Number of the epoch that holds a place of the journal: each base entry begins one. Parameters: document, place. */
export const EPOCH_OF = `(select count(*)::int + 1 from feed_entry e where e.feed_id = $1 and e.kind = 'base' and e.last <= $2)`;

/** Versions that the server keeps by itself, each for a reason that the timeline shows. */
@Injectable()
export class VersionMarks {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** In the transaction of what the mark is made for. A name that somebody gave the version stays. */
  async set(tx: Tx, { orgId, documentId, seq, kind, createdBy, restoredSeq }: NewMark): Promise<void> {
    if (seq < 1) return;
    await tx.query(
      `insert into document_version (id, org_id, document_id, seq, epoch, kind, restored_seq, created_by, created_at)
       values ($3, $4, $1, $2, ${EPOCH_OF}, $5, $6, $7, $8)
       on conflict (document_id, seq) do update set restored_seq = coalesce(excluded.restored_seq, document_version.restored_seq)`,
      [documentId, seq, newId(), orgId, kind, restoredSeq ?? null, createdBy, this.clock.now()],
    );
  }

  /** Most of a document was deleted at once: what it was before is kept where people find it, and the act is audited. */
  async largeDelete(document: { id: string; orgId: string }, seq: number, personId: string): Promise<void> {
    const { id: documentId, orgId } = document;
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      await this.set(tx, { orgId, documentId, seq, kind: 'large-delete', createdBy: personId });
      await recordAct(tx, {
        orgId,
        actorId: personId,
        action: 'document.largely-deleted',
        targetId: documentId,
        details: { seq },
        at: this.clock.now(),
      });
    });
  }
}
