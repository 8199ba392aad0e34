import { proseSchema } from '@maroquin/prose';
import { initProseMirrorDoc } from 'y-prosemirror';
import { TableMap } from '@tiptap/pm/tables';
import type { Node } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { rootOf, type Kind } from './victim.js';

/** More items than any document of these tests has: a walk that gets here runs in a circle. */
const MAX_ITEMS = 2_000_000;

/**
 * What these clients wrote and can be reached from the root, in order. An explicit stack, because hazards nest deeper than
 * a call stack does.
 */
export function textOfClients(doc: Y.Doc, kind: Kind, clients: ReadonlySet<number>): string {
  const open: (Y.Item | null)[] = [rootOf(doc, kind)._start];
  let text = '';
  for (let left = MAX_ITEMS; open.length > 0; left -= 1) {
    if (left === 0) throw new Error('the document runs in a circle');
    const item = open.pop() ?? null;
    if (item === null) continue;
    open.push(item.right);
    if (item.deleted) continue;
    if (item.content instanceof Y.ContentType) open.push(item.content.type._start);
    else if (item.content instanceof Y.ContentString && clients.has(item.id.client)) text += item.content.str;
  }
  return text;
}

/** Everything that two replicas must agree on, as text. */
export function pictureOf(doc: Y.Doc, kind: Kind): string {
  return `${Buffer.from(Y.encodeSnapshot(Y.snapshot(doc))).toString('base64')}\n${shownBy(doc, kind)}`;
}

/** What a document shows, whatever of it is deleted: yjs removes marks that have become idle in each replica by itself. */
export function shownBy(doc: Y.Doc, kind: Kind): string {
  const root = rootOf(doc, kind);
  return root instanceof Y.XmlFragment ? root.toString() : JSON.stringify(root.toDelta());
}

/**
 * The document as an honest colleague's editor opens it: y-prosemirror deletes from the doc what does not fit the
 * product's schema, as it does in her browser. @throws what the editor would throw
 */
export function openInEditor(doc: Y.Doc): Node {
  const { doc: node } = initProseMirrorDoc(doc.getXmlFragment('prose'), proseSchema);
  node.check();
  node.descendants((inner) => {
    // What prosemirror-tables computes for every table that is shown.
    if (inner.type.name === 'table') TableMap.get(inner);
  });
  return node;
}
