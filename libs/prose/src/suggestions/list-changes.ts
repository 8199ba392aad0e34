import type { Node } from '@tiptap/pm/model';
import { mentionWords } from '../nodes/mention.node.js';
import { type NodeChange, nodeChangeOf } from '../common/change-attributes.js';

/** One stretch of a suggestion, as a reader is told of it. */
export interface ChangePart {
  readonly kind: 'ins' | 'del';
  /** Words, or what is no text: a paragraph's end, a table, a row, a rule, a page break, a picture, a note… */
  readonly what: 'text' | 'paragraph' | ChangedBlock;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}
export type ChangedBlock =
  | 'table'
  | 'tableRow'
  | 'horizontalRule'
  | 'pageBreak'
  | 'tableOfContents'
  | 'image'
  | 'footnote'
  | 'hardBreak'
  | 'formula'
  | 'mention'
  | 'internalLink'
  | 'field';

/** A suggestion as it is settled: what one author typed or struck there, also if it took several changes to do so. */
export interface PendingChange {
  /** Of this one alone. */
  readonly key: string;
  /** Of the changes in it: ids are made by whoever suggests, so the author belongs to them. */
  readonly ids: readonly string[];
  readonly author: string;
  readonly date: string;
  readonly parts: readonly ChangePart[];
  readonly from: number;
  readonly to: number;
  /** Authors of words that were suggested after it within what it deletes. */
  readonly removesOf: readonly string[];
}

type Signature = Pick<NodeChange, 'id' | 'author' | 'date'>;
interface Found extends Signature {
  readonly part: ChangePart;
  readonly removesOf: readonly string[];
}
interface Group {
  readonly author: string;
  readonly ids: Set<string>;
  readonly parts: ChangePart[];
  readonly removesOf: Set<string>;
  date: string;
}

/** The pending suggestions of a document, in the order in which they begin in the text. */
export function listChanges(doc: Node): PendingChange[] {
  const groups = new Set<Group>();
  const byId = new Map<string, Group>();
  const lastOf = new Map<string, Group>();
  for (const found of changesIn(doc)) {
    const { author, id, part } = found;
    const key = `${author} ${id}`;
    const last = lastOf.get(author);
    const touches = last?.parts.at(-1)?.to === part.from;
    const group = byId.get(key) ?? (touches ? last : undefined) ?? newGroup(author);
    groups.add(group);
    byId.set(key, group);
    lastOf.set(author, group);
    addTo(group, found);
  }
  return [...groups].map(({ ids, parts, removesOf, ...by }) => ({
    key: `${by.author} ${[...ids][0] ?? ''}`,
    ids: [...ids],
    ...by,
    parts,
    from: Math.min(...parts.map((part) => part.from)),
    to: Math.max(...parts.map((part) => part.to)),
    removesOf: [...removesOf],
  }));
}

const newGroup = (author: string): Group => ({
  author,
  ids: new Set(),
  parts: [],
  removesOf: new Set(),
  date: '',
});

function addTo(group: Group, { id, date, part, removesOf }: Found): void {
  group.ids.add(id);
  if (date > group.date) group.date = date;
  for (const other of removesOf) group.removesOf.add(other);
  const last = group.parts.at(-1);
  if (last?.what === 'text' && part.what === 'text' && last.kind === part.kind && last.to === part.from)
    group.parts[group.parts.length - 1] = { ...last, text: last.text + part.text, to: part.to };
  else group.parts.push(part);
}

function changesIn(doc: Node): Found[] {
  const found: Found[] = [];
  doc.descendants((node, pos) => {
    const range = { from: pos, to: pos + node.nodeSize };
    for (const { type, attrs } of node.marks) {
      if (type.name !== 'insertion' && type.name !== 'deletion') continue;
      const kind = type.name === 'insertion' ? 'ins' : 'del';
      const by = attrs as Signature;
      const removesOf = kind === 'del' ? othersIn(node, by) : [];
      found.push({ ...by, part: { kind, what: 'text', text: node.text ?? '', ...range }, removesOf });
    }
    const ofBlock = nodeChangeOf(node.attrs['blockChange']);
    if (ofBlock !== null) {
      const what = node.type.name as ChangedBlock;
      const text = what === 'mention' ? mentionWords(node.attrs) : node.textContent;
      found.push({ ...ofBlock, part: { kind: ofBlock.kind, what, text, ...range }, removesOf: [] });
    }
    const ofBreak = nodeChangeOf(node.attrs['breakChange']);
    if (ofBreak === null) return;
    // Up to where the words of the next paragraph begin.
    const part = {
      kind: ofBreak.kind,
      what: 'paragraph',
      text: '',
      from: range.to - 1,
      to: range.to + 1,
    } as const;
    found.push({ ...ofBreak, part, removesOf: [] });
  });
  // The end of a paragraph comes after the words in it.
  return found.sort((a, b) => a.part.from - b.part.from);
}

/** Others who suggested these very words, which go when the deletion is accepted. */
function othersIn({ marks }: Node, { author, date }: Signature): string[] {
  return marks
    .filter(
      ({ type, attrs }) =>
        type.name === 'insertion' && attrs['author'] !== author && String(attrs['date']) > date,
    )
    .map(({ attrs }) => String(attrs['author']));
}
