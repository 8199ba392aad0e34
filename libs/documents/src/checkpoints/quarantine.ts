import { Inject, Injectable } from '@nestjs/common';
import { recordAct } from '@maroquin/platform/audit';
import { type Clock, CLOCK, newId } from '@maroquin/platform/config';
import { Database, type Tx } from '@maroquin/platform/database';
import type { SeqRange } from '@maroquin/platform/feeds';
import type { Fault } from './worker/work.js';

/** Why entries are no part of their document any more. */
export type QuarantineReason =
  | Fault
  | 'hangs'
  | 'heap'
  /** Its bytes are not those that were written. */
  | 'damaged'
  /** It builds on one of the others and has no place without it. */
  | 'depends';

export interface Quarantined extends SeqRange {
  readonly reason: QuarantineReason;
  /** null: not known. */
  readonly authorId: string | null;
}

export interface QuarantinedAt extends Quarantined {
  /** The epoch that began without it. */
  readonly epoch: number;
  readonly foundAt: Date;
}

interface Row {
  readonly first_seq: string;
  readonly last_seq: string;
  readonly reason: QuarantineReason;
  readonly author_id: string | null;
  readonly epoch: number;
  readonly found_at: Date;
}

/** What was taken out of documents, and why; the content itself stays sealed in the journal. */
@Injectable()
export class Quarantine {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** With the act in the audit. `epoch`, `seq`: the epoch that begins without the items, and its first entry. */
  async add(
    tx: Tx,
    document: { readonly orgId: string; readonly id: string; readonly epoch: number; readonly seq: number },
    items: readonly Quarantined[],
  ): Promise<void> {
    await recordAct(tx, {
      orgId: document.orgId,
      actorId: null,
      action: 'document.repaired',
      targetId: document.id,
      details: detailsOf(items, document),
      at: this.clock.now(),
    });
    for (const { first, last, reason, authorId } of items) {
      await tx.query(
        `insert into document_quarantine
         (id, org_id, document_id, epoch, first_seq, last_seq, reason, author_id, found_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          newId(),
          document.orgId,
          document.id,
          document.epoch,
          first,
          last,
          reason,
          authorId,
          this.clock.now(),
        ],
      );
    }
  }

  /** Of one document, in the journal's order. Access rule: the caller has checked document.read. */
  async list(orgId: string, documentId: string): Promise<QuarantinedAt[]> {
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<Row>(
        `select first_seq, last_seq, reason, author_id, epoch, found_at from document_quarantine
         where document_id = $1 and org_id = $2 order by first_seq limit 1000`,
        [documentId, orgId],
      ),
    );
    return rows.map((row) => ({
      first: Number(row.first_seq),
      last: Number(row.last_seq),
      reason: row.reason,
      authorId: row.author_id,
      epoch: row.epoch,
      foundAt: row.found_at,
    }));
  }
}

function detailsOf(
  items: readonly Quarantined[],
  { epoch, seq }: { readonly epoch: number; readonly seq: number },
): Record<string, number | string> {
  return {
    epoch,
    seq,
    updates: items.reduce((sum, { first, last }) => sum + last - first + 1, 0),
    firstSeq: items[0]?.first ?? 0,
    lastSeq: items.at(-1)?.last ?? 0,
    reasons: [...new Set(items.map(({ reason }) => reason))].join(' '),
  };
}
