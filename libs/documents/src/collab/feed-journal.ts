import {
  type AppendResult,
  type DocumentRef,
  type Journal,
  type JournalAppend,
  type JournalRow,
} from '@maroquin/coediting';
import type { Feeds } from '@maroquin/platform/feeds';
import type { DocumentOpenings } from './document-openings.js';
import { toJournalRow } from '../journal/journal-row.js';

/** The journal of the co-editing engine: the document's feed, in which `kind` entries are runs of updates. */
export class FeedJournal implements Journal {
  constructor(
    private readonly feeds: Feeds,
    private readonly kind: string,
    /** What was read along when a document was opened. */
    private readonly openings: Pick<DocumentOpenings, 'rowsBehind' | 'markOf'> | null = null,
  ) {}

  async append(document: DocumentRef, item: JournalAppend): Promise<AppendResult> {
    const appended = await this.feeds.append({
      feed: document.id,
      orgId: document.orgId,
      kind: this.kind,
      actorId: item.personId,
      count: item.count,
      expected: item.expectedSeq,
      payload: item.run,
    });
    if (appended.status === 'moved') return { status: 'moved' };
    return { status: 'committed', first: appended.first, last: appended.last };
  }

  async read(document: DocumentRef, afterSeq: number, limit: number): Promise<readonly JournalRow[]> {
    const kept = this.openings?.rowsBehind(document, afterSeq, limit) ?? null;
    if (kept !== null) return kept;
    const entries = await this.feeds.readAmongMany(document.orgId, document.id, afterSeq, limit);
    return entries.map(toJournalRow);
  }

  subscribe(
    document: DocumentRef,
    afterSeq: number,
    listener: (rows: readonly JournalRow[]) => void,
  ): () => void {
    const subscription = this.feeds.followers.subscribe(
      document.orgId,
      document.id,
      afterSeq,
      (entries) => listener(entries.map(toJournalRow)),
      { mark: this.openings?.markOf(document) },
    );
    return () => subscription.close();
  }
}
