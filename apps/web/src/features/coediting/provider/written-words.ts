import {
  ContentString,
  ContentType,
  Doc,
  Item,
  XmlElement,
  XmlText,
  decodeUpdate,
  encodeStateAsUpdate,
  type XmlFragment,
} from 'yjs';

/** Names of the shared types that hold a document's text (libs/prose, and the plain-text note). */
export const PROSE_ROOT = 'prose';
export const TEXT_ROOT = 'text';

export interface Writing {
  readonly kind: 'prose' | 'text';
  /** One V1 update of an empty document. */
  readonly content: Uint8Array;
  readonly words: string;
}

/**
 * A document's text with what was changed here, to be kept elsewhere. When the text on which the changes build never
 * came (they were left by an earlier visit), what the person wrote is gathered from the changes themselves.
 */
export function writingOf(doc: Doc, kind: 'prose' | 'text'): Writing {
  const content = encodeStateAsUpdate(doc);
  if (doc.store.pendingStructs === null) {
    const words =
      kind === 'text'
        ? doc.getText(TEXT_ROOT).toString()
        : linesOf(doc.getXmlFragment(PROSE_ROOT)).join('\n');
    return { kind, content, words };
  }
  const words = insertedWords(content);
  const note = new Doc();
  note.getText(TEXT_ROOT).insert(0, words);
  return { kind: 'text', content: encodeStateAsUpdate(note), words };
}

/** One line for each block that holds text. */
function linesOf(fragment: XmlFragment | XmlElement): string[] {
  const lines: string[] = [];
  let line = '';
  let hasText = false;
  for (const part of fragment.toArray()) {
    if (part instanceof XmlText) {
      line += plain(part);
      hasText = true;
    } else if (part instanceof XmlElement) lines.push(...linesOf(part));
  }
  return hasText ? [line, ...lines] : lines;
}

const plain = (text: XmlText): string =>
  (text.toDelta() as readonly { insert: unknown }[])
    .map(({ insert }) => (typeof insert === 'string' ? insert : ''))
    .join('');

/** The text that an update inserts and does not delete again, in the order in which it was written. */
export function insertedWords(update: Uint8Array): string {
  const { structs, ds } = decodeUpdate(update);
  let words = '';
  let next = { client: -1, clock: 0 };
  for (const struct of structs) {
    if (!(struct instanceof Item)) continue;
    const { client, clock } = struct.id;
    if (struct.content instanceof ContentString) {
      const gone = ds.clients.get(client) ?? [];
      const goesOn = next.client === client && next.clock === clock;
      if (!goesOn && words !== '' && !words.endsWith('\n')) words += '\n';
      words += [...unitsOf(struct.content.str)]
        .filter(
          (_, at) => !gone.some(({ clock: from, len }) => clock + at >= from && clock + at < from + len),
        )
        .join('');
      next = { client, clock: clock + struct.length };
    } else if (struct.content instanceof ContentType && words !== '' && !words.endsWith('\n')) words += '\n';
  }
  return words.trim();
}

/** Yjs counts UTF-16 code units. */
const unitsOf = (text: string): string[] => text.split('');
