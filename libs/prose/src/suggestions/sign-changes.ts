import type { Node } from '@tiptap/pm/model';
import { Transform } from '@tiptap/pm/transform';
import { initProseMirrorDoc, updateYFragment } from 'y-prosemirror';
import type { Doc } from 'yjs';
import { type NodeChange, nodeChangeOf } from '../common/change-attributes.js';
import { PROSE_ROOT, proseSchema } from '../schema.js';

/**
 * Makes every suggestion of a document this person's, as who makes a copy answers for all of it: nobody else can have
 * suggested in a document that was not there. Given the same signature it writes the same, however often it is done.
 */
export function signChanges(ydoc: Doc, signature: Pick<NodeChange, 'author' | 'date'>): void {
  const fragment = ydoc.getXmlFragment(PROSE_ROOT);
  const { doc, meta } = initProseMirrorDoc(fragment, proseSchema);
  const tr = new Transform(doc);
  const authors: string[] = [];
  const signed = <T extends object>(change: T): T => ({ ...change, ...signature, id: idOf(change, authors) });
  doc.descendants((node, pos) => signNode(tr, node, pos, signed));
  if (tr.docChanged) ydoc.transact(() => updateYFragment(ydoc, fragment, tr.doc, meta));
}

type Sign = <T extends object>(change: T) => T;

function signNode(tr: Transform, node: Node, pos: number, signed: Sign): void {
  for (const mark of node.marks) {
    if (mark.type.name !== 'insertion' && mark.type.name !== 'deletion') continue;
    const end = pos + node.nodeSize;
    tr.removeMark(pos, end, mark);
    tr.addMark(pos, end, mark.type.create(signed(mark.attrs)));
  }
  for (const name of ['breakChange', 'blockChange']) {
    const change = nodeChangeOf(node.attrs[name]);
    if (change !== null) tr.setNodeAttribute(pos, name, signed(change));
  }
}

const MAX_ID = 60;

/** Two people's changes may have the same id: the number of the author keeps them apart. */
function idOf(change: { id?: unknown; author?: unknown }, authors: string[]): string {
  const author = String(change.author);
  if (!authors.includes(author)) authors.push(author);
  return `${String(change.id).slice(-MAX_ID)}.${String(authors.indexOf(author))}`;
}
