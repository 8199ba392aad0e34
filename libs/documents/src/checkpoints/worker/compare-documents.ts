import { createHash, type Hash } from 'node:crypto';
import { type DocumentKind, KIND_RULES } from '@maroquin/coediting';
import * as Y from 'yjs';

/** An empty document whose root has its type, so that what is loaded can be read. */
export function newDocument(kind: DocumentKind): Y.Doc {
  // A name that is given need not be drawn.
  const doc = new Y.Doc({ gc: true, guid: 'checkpoint' });
  rootOf(kind, doc);
  return doc;
}

export type Root = Y.XmlFragment | Y.Text;

export function rootOf(kind: DocumentKind, doc: Y.Doc): Root {
  const { root } = KIND_RULES[kind];
  return kind === 'prose' ? doc.getXmlFragment(root) : doc.getText(root);
}

/**
 * Applies an update and does nothing else. After somebody else's update Yjs calls its observers and then deletes marks
 * that became useless; when it does so depends on how updates were grouped, so that the same content, taken in
 * stepwise and merged, would seem to be two documents.
 */
export function applyWithoutCleanup(doc: Y.Doc, update: Uint8Array): void {
  doc.transact((transaction) => {
    Y.applyUpdate(doc, update);
    transaction.local = true;
  });
}

/** Nothing waits for structs or deletes that have not come. */
export const isWhole = (doc: Y.Doc): boolean =>
  doc.store.pendingStructs === null && doc.store.pendingDs === null;

/**
 * SHA-256 over clocks, deletes, everything the document shows, with marks and attributes, and in which order items lie,
 * deleted ones too: between those that lie the other way round the next update would come to another place. Documents
 * with the same one are the same and stay so; taken so that two of them need not be in memory at once.
 */
export function fingerprintOf(kind: DocumentKind, doc: Y.Doc): string {
  const hash = createHash('sha256');
  hash.update(isWhole(doc) ? 'whole' : 'waiting');
  hash.update(Y.encodeStateVector(doc));
  hashDeletes(hash, Y.createDeleteSetFromStructStore(doc.store));
  hashShown(hash, kind, doc);
  hashOrder(hash, rootOf(kind, doc));
  return hash.digest('hex');
}

/** SHA-256 over what the document shows alone: of copies with another history it is the same. */
export function shownOf(kind: DocumentKind, doc: Y.Doc): string {
  const hash = createHash('sha256');
  hashShown(hash, kind, doc);
  return hash.digest('hex');
}

function hashShown(hash: Hash, kind: DocumentKind, doc: Y.Doc): void {
  const { root } = KIND_RULES[kind];
  if (kind === 'text') hashText(hash, doc.getText(root));
  else hashChildren(hash, doc.getXmlFragment(root));
}

function hashDeletes(
  hash: Hash,
  { clients }: { readonly clients: Map<number, readonly { clock: number; len: number }[]> },
): void {
  for (const [client, ranges] of [...clients].sort(([a], [b]) => a - b)) {
    hash.update(`client ${String(client)}`);
    hash.update(Float64Array.from(ranges.flatMap(({ clock, len }) => [clock, len])));
  }
}

type List = Pick<Root, '_start'>;

/** Ids in the order of their list, as stretches: how items are joined says nothing. */
function hashOrder(hash: Hash, list: List): void {
  const inner: List[] = [];
  let [client, from, to] = [-1, 0, 0];
  const close = (): void => void hash.update(Float64Array.of(client, from, to));
  for (let item = list._start; item !== null; item = item.right) {
    if (item.id.client !== client || item.id.clock !== to) {
      close();
      [client, from] = [item.id.client, item.id.clock];
    }
    to = item.id.clock + item.length;
    if (!item.deleted && item.content instanceof Y.ContentType) inner.push(item.content.type);
  }
  close();
  for (const type of inner) hashOrder(hash, type);
}

function hashText(hash: Hash, text: Y.Text): void {
  hash.update(`text ${comparable(stretchesOf(text))}`);
}

type Stretch = [insert: unknown, marks: string];

/** Text with its marks; where marks were set twice, or in which order, is not to be seen. */
function stretchesOf(text: Y.Text): Stretch[] {
  const stretches: Stretch[] = [];
  const delta = text.toDelta() as { insert: unknown; attributes?: Readonly<Record<string, unknown>> }[];
  for (const { insert, attributes } of delta) {
    const shown: unknown = insert instanceof Y.AbstractType ? insert.toJSON() : insert;
    const marks = JSON.stringify(sorted(attributes ?? {}));
    const last = stretches.at(-1);
    if (last?.[1] === marks && typeof last[0] === 'string' && typeof shown === 'string') last[0] += shown;
    else stretches.push([shown, marks]);
  }
  return stretches;
}

function hashChildren(hash: Hash, parent: Y.XmlFragment): void {
  const children: unknown[] = parent.toArray();
  hash.update(`children ${String(children.length)}`);
  for (const child of children) {
    if (child instanceof Y.XmlText) hashText(hash, child);
    else if (child instanceof Y.XmlElement) {
      hash.update(`element ${JSON.stringify(child.nodeName)}${comparable(sorted(child.getAttributes()))}`);
      hashChildren(hash, child);
    } else hash.update(`other ${comparable(child instanceof Y.AbstractType ? child.toJSON() : child)}`);
  }
}

const sorted = (attributes: Readonly<Record<string, unknown>>): [string, unknown][] =>
  Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));

/**
 * A honest edit inside a surrogate pair makes Yjs put U+FFFD for each half, when and where it splits the pair: halves
 * compare as equal to it.
 */
const comparable = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? part.replace(/[\uD800-\uDFFF\uFFFD]/g, '\uFFFD') : part,
  );
