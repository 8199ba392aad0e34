import { Inject, Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import { BlobReferences } from '@maroquin/files';
import { recordAct } from '@maroquin/platform/audit';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { DocumentJournal } from '../journal/document-journal.js';

/** So long somebody who works without a network may take until the text that shows a picture arrives. */
const WAIT_MS = 30 * 24 * 3_600_000;
/** Pictures that one run asks about in one organisation. */
const BATCH = 500;

/**
 * Lets go of pictures that were brought into a document and that none of its states ever showed: an insertion that was
 * given up, a page that was closed in between. What a text once showed stays: its history still does.
 */
@Injectable()
export class CollectPictures {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly journal: DocumentJournal,
    private readonly references: BlobReferences,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** For a job every night. Answers how many were let go of. */
  async run(orgId: string): Promise<number> {
    const before = new Date(this.clock.now().getTime() - WAIT_MS);
    const due = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ document_id: string; ids: string[] }>(
        `select document_id, array_agg(id) as ids from (
           select id, document_id from document_image
           where org_id = $1 and not was_shown and created_at <= $2 order by created_at limit $3) old
         group by document_id`,
        [orgId, before, BATCH],
      ),
    );
    let gone = 0;
    for (const { document_id: documentId, ids } of due)
      gone += await this.settle(orgId, documentId, ids, await this.shown(orgId, documentId, ids));
    return gone;
  }

  /** Those of which the journal speaks: what was ever written stands in it, and each picture under its id. */
  private async shown(orgId: string, documentId: string, ids: readonly string[]): Promise<Set<string>> {
    const found = new Set<string>();
    try {
      for await (const { payload } of this.journal.entries(orgId, documentId, 0)) {
        const written = Buffer.from(payload.buffer, payload.byteOffset, payload.length);
        for (const id of ids) if (!found.has(id) && written.includes(id)) found.add(id);
        if (found.size === ids.length) break;
      }
      return found;
    } catch (error) {
      // Of a journal that cannot be read nobody knows what it shows.
      if (error instanceof DomainError && error.code === 'sealed.damaged') return new Set(ids);
      throw error;
    }
  }

  /** Beside no move of the document: the room is given back where it was taken. */
  private settle(
    orgId: string,
    documentId: string,
    ids: readonly string[],
    shown: ReadonlySet<string>,
  ): Promise<number> {
    return this.access.locks.holdPlace(null, orgId, documentId, async (tx) => {
      tx.actAsSystem('schedule');
      await tx.query(
        'update document_image set was_shown = true where org_id = $1 and document_id = $2 and id = any($3::uuid[])',
        [orgId, documentId, [...shown]],
      );
      const unseen = ids.filter((id) => !shown.has(id));
      const held = await tx.query<{ blob_id: string }>(
        'select blob_id from document_image where org_id = $1 and document_id = $2 and id = any($3::uuid[])',
        [orgId, documentId, unseen],
      );
      if (held.length === 0) return 0;
      const blobs = held.map((row) => row.blob_id);
      await this.references.lock(tx, orgId, blobs);
      const gone = await tx.query<{ blob_id: string }>(
        `delete from document_image where org_id = $1 and document_id = $2 and id = any($3::uuid[]) returning blob_id`,
        [orgId, documentId, unseen],
      );
      await this.references.release(
        tx,
        orgId,
        gone.map((row) => row.blob_id),
      );
      await recordAct(tx, {
        ...{ orgId, actorId: null, action: 'document.images-collected', targetId: documentId, at: tx.now },
        details: { count: gone.length },
      });
      return gone.length;
    });
  }
}
