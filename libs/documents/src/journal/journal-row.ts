import { encodeRun, type JournalRow } from '@maroquin/coediting';

/** Kind of the entries of a document's feed that hold a run of updates. */
export const UPDATES = 'updates';
/** Kind of the entry with which an epoch of a document begins, the first excepted. */
export const BASE = 'base';

/** An erased row keeps its numbers and has no content. */
const NOTHING = encodeRun([]);

interface OpenedEntry {
  readonly first: number;
  readonly last: number;
  readonly kind: string;
  readonly erased: boolean;
  readonly payload: Uint8Array;
}

/** An entry of a document's feed as the engine reads its journal. */
export const toJournalRow = ({ first, last, kind, erased, payload }: OpenedEntry): JournalRow => ({
  first,
  last,
  kind: kind === BASE && !erased ? 'base' : 'updates',
  run: erased ? NOTHING : payload,
});
