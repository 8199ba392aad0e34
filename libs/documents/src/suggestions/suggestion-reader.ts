import { newDocument, applyWithoutCleanup } from '../checkpoints/worker/compare-documents.js';
import { hasSameBase, PROSE_ROOT, YBlocks } from '@maroquin/prose';
import { type Doc, encodeStateAsUpdate } from 'yjs';

/** Documents kept from one request to the next. */
const MAX_DOCUMENTS = 40;
/** Bytes of updates that they were made of, together. */
const MAX_BYTES = 64 * 1024 * 1024;

interface Kept {
  readonly doc: Doc;
  readonly blocks: YBlocks;
}
interface KeptDocument {
  /** What the document holds. */
  readonly now: Kept;
  /** The same, with what is being checked; null: something in it was refused. */
  trial: Kept | null;
  bytes: number;
}

const open = (updates: readonly Uint8Array[]): Kept => {
  const doc = newDocument('prose');
  for (const update of updates) applyWithoutCleanup(doc, update);
  return { doc, blocks: new YBlocks(doc.getXmlFragment(PROSE_ROOT)) };
};

/** Says of updates whether they change a document's text, or one person's suggestions alone. */
export class SuggestionReader {
  private readonly documents = new Map<string, KeptDocument>();

  /** Null: the document is not known here, and `content` was not given. */
  read(request: {
    key: string;
    update: Uint8Array;
    author: string;
    content?: readonly Uint8Array[];
    since?: readonly Uint8Array[];
  }): boolean | null {
    const { key, content, since = [], update, author } = request;
    const known = content === undefined ? this.documents.get(key) : begin(content);
    if (known === undefined) return null;
    this.keep(key, known);
    for (const part of since) {
      known.bytes += part.length;
      applyWithoutCleanup(known.now.doc, part);
      if (known.trial !== null) applyWithoutCleanup(known.trial.doc, part);
    }
    const trial = known.trial ?? open([encodeStateAsUpdate(known.now.doc)]);
    // An update that cannot be read leaves no trial behind.
    known.trial = null;
    applyWithoutCleanup(trial.doc, update);
    const isKept = hasSameBase(known.now.blocks.read(), trial.blocks.read(), author);
    if (isKept) known.trial = trial;
    return isKept;
  }

  /** As the one asked about last; the oldest go. */
  private keep(key: string, document: KeptDocument): void {
    this.documents.delete(key);
    this.documents.set(key, document);
    let bytes = [...this.documents.values()].reduce((sum, one) => sum + one.bytes, 0);
    for (const [oldest, { bytes: less }] of this.documents) {
      if (oldest === key || (this.documents.size <= MAX_DOCUMENTS && bytes <= MAX_BYTES)) break;
      this.documents.delete(oldest);
      bytes -= less;
    }
  }
}

const begin = (content: readonly Uint8Array[]): KeptDocument => ({
  now: open(content),
  trial: null,
  bytes: content.reduce((sum, { length }) => sum + length, 0),
});
