import {
  type AppendResult,
  type DocumentRef,
  encodeRun,
  type Journal,
  type JournalAppend,
  type JournalRow,
} from '@maroquin/coediting';
import type { FeedEntry, Feeds } from '@maroquin/platform/feeds';

/** Kind of the entry with which an epoch of a document begins, the first excepted. */
export const BASE = 'base';

/** An erased row keeps its numbers and has no content. */
const NOTHING = encodeRun([]);

/** The journal of the co-editing engine: the document's feed, in which `kind` entries are runs of updates. */
export class FeedJournal implements Journal {
  constructor(
    private readonly feeds: Feeds,
    private readonly kind: string,
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
    const entries = await this.feeds.readAmongMany(document.orgId, document.id, afterSeq, limit);
    return entries.map(toRow);
  }

  subscribe(
    document: DocumentRef,
    afterSeq: number,
    listener: (rows: readonly JournalRow[]) => void,
  ): () => void {
    const subscription = this.feeds.subscribe(document.orgId, document.id, afterSeq, (entries) =>
      listener(entries.map(toRow)),
    );
    return () => subscription.close();
  }
}

const toRow = ({ first, last, kind, erased, payload }: FeedEntry): JournalRow => ({
  first,
  last,
  kind: kind === BASE && !erased ? 'base' : 'updates',
  run: erased ? NOTHING : payload,
});
