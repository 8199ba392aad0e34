import {
  type AbsolutePosition,
  createAbsolutePositionFromRelativePosition,
  createRelativePositionFromJSON,
  Doc,
  XmlElement,
  type XmlFragment,
  XmlText,
} from 'yjs';
import { prosemirrorToYXmlFragment } from 'y-prosemirror';
import { PROSE_ROOT, proseSchema } from './schema.js';

/** Words that somebody selected: two relative positions of Yjs as JSON, and what stood between them. */
export interface SelectedWords {
  readonly from: object;
  readonly to: object;
  readonly words: string;
}

const COMMENT = 'comment';

/**
 * The key under which y-prosemirror keeps a comment's mark on a text: it holds a hash of the mark, so that marks of
 * several comments may lie on the same words. Taken from y-prosemirror itself, which does not export its hash.
 */
function keyOf(id: string): string {
  const paragraph = proseSchema.node('paragraph', null, [
    proseSchema.text('-', [proseSchema.mark(COMMENT, { id })]),
  ]);
  const scratch = new Doc();
  const fragment = scratch.getXmlFragment(PROSE_ROOT);
  prosemirrorToYXmlFragment(proseSchema.node('doc', null, [paragraph]), fragment);
  const [text] = textsOf(fragment);
  const key = text === undefined ? undefined : Object.keys(runsOf(text)[0]?.attributes ?? {})[0];
  scratch.destroy();
  if (key === undefined) throw new Error('y-prosemirror kept no mark');
  return key;
}

/**
 * Marks the selected words as commented by the thread `id`. Text in code blocks takes no marks and stays without.
 * @returns false, and nothing is changed, where the words between the positions are not those that were selected
 */
export function markComment(doc: Doc, id: string, selected: SelectedWords): boolean {
  const parts = partsBetween(doc, selected);
  if (parts.map(({ words }) => words).join('') !== selected.words) return false;
  const markable = parts.filter(({ text }) => takesMarks(text));
  if (markable.length === 0) return false;
  const key = keyOf(id);
  doc.transact(() => {
    for (const { text, from, to } of markable)
      text.format(from, to - from, { [key]: { id, imported: null } });
  });
  return true;
}

/** Takes the marks of comments away that are not to stay. Comments of an imported file have no thread yet and stay. */
export function unmarkComments(doc: Doc, stays: (id: string) => boolean): void {
  doc.transact(() => {
    for (const text of textsOf(doc.getXmlFragment(PROSE_ROOT))) {
      let at = 0;
      for (const { insert, attributes } of runsOf(text)) {
        const gone = commentsOf(attributes).filter(({ id, imported }) => !imported && !stays(id));
        if (gone.length > 0)
          text.format(at, insert.length, Object.fromEntries(gone.map(({ key }) => [key, null])));
        at += insert.length;
      }
    }
  });
}

/** Ids of the comments whose marks lie on text, in the order of the text; those of imported files have none. */
export function commentIdsOf(doc: Doc): string[] {
  const ids = new Set<string>();
  for (const text of textsOf(doc.getXmlFragment(PROSE_ROOT)))
    for (const { attributes } of runsOf(text))
      for (const { id, imported } of commentsOf(attributes)) if (!imported) ids.add(id);
  return [...ids];
}

interface Part {
  readonly text: XmlText;
  readonly from: number;
  readonly to: number;
  readonly words: string;
}

function partsBetween(doc: Doc, { from, to }: SelectedWords): Part[] {
  const [start, end] = [absolute(doc, from), absolute(doc, to)];
  if (start === null || end === null) return [];
  const parts: Part[] = [];
  let isInside = false;
  for (const text of textsOf(doc.getXmlFragment(PROSE_ROOT))) {
    const isFirst = text === start.type;
    if (!isFirst && !isInside) continue;
    isInside = true;
    const isLast = text === end.type;
    const whole = runsOf(text)
      .map(({ insert }) => insert)
      .join('');
    const [begin, stop] = [isFirst ? start.index : 0, isLast ? end.index : whole.length];
    if (stop > begin) parts.push({ text, from: begin, to: stop, words: whole.slice(begin, stop) });
    if (isLast) return parts;
  }
  // The end was not found behind the beginning.
  return [];
}

function absolute(doc: Doc, position: object): AbsolutePosition | null {
  try {
    return createAbsolutePositionFromRelativePosition(createRelativePositionFromJSON(position), doc);
  } catch {
    // Yjs throws for what is no position of this document.
    return null;
  }
}

/** Every text of a document, in its order. */
function* textsOf(parent: XmlFragment): Generator<XmlText> {
  for (const child of parent.toArray()) {
    if (child instanceof XmlText) yield child;
    else if (child instanceof XmlElement) yield* textsOf(child);
  }
}

const takesMarks = ({ parent }: XmlText): boolean =>
  !(parent instanceof XmlElement && parent.nodeName === 'codeBlock');

interface Run {
  readonly insert: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A stretch of text with the same marks. What is no text counts as one character, as in Yjs. */
const runsOf = (text: XmlText): Run[] =>
  (text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]).map(
    ({ insert, attributes = {} }) => ({ insert: typeof insert === 'string' ? insert : '\ufffc', attributes }),
  );

function commentsOf(attributes: Run['attributes']): { key: string; id: string; imported: boolean }[] {
  return Object.entries(attributes).flatMap(([key, value]) => {
    if (!key.startsWith(`${COMMENT}--`) || typeof value !== 'object' || value === null) return [];
    const { id, imported }: Record<string, unknown> = { ...value };
    return typeof id === 'string' ? [{ key, id, imported: imported !== null && imported !== undefined }] : [];
  });
}
