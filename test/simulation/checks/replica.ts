import type { DocumentKind } from '@maroquin/coediting';
import * as Y from 'yjs';

import type { Brought, Range } from './ranges.js';

/** A Y.Doc whose clientID is handed in: Yjs itself would roll dice. */
export function newDoc(clientID: number): Y.Doc {
  const doc = new Y.Doc({ guid: 'simulated' });
  doc.clientID = clientID;
  return doc;
}

/** Takes an update in and does nothing else: behind another's transaction Yjs would tidy marks, a change of its own. */
export function take(doc: Y.Doc, update: Uint8Array): void {
  doc.transact((transaction) => {
    Y.applyUpdate(doc, update);
    transaction.local = true;
  });
}

/** Holds these structs, and these deletes as deletes. */
export const holds = (doc: Y.Doc, { blocks, deletes }: Brought): boolean =>
  blocks.every((range) => holdsStructs(doc, range)) && deletes.every((range) => holdsDeleted(doc, range));

export const holdsStructs = (doc: Y.Doc, { client, to }: Range): boolean =>
  Y.getState(doc.store, client) >= to;

export function holdsDeleted(doc: Y.Doc, { client, from, to }: Range): boolean {
  const structs = doc.store.clients.get(client);
  if (structs === undefined || Y.getState(doc.store, client) < to) return false;
  for (let index = Y.findIndexSS(structs, from); index < structs.length; index += 1) {
    const struct = structs[index]!;
    if (struct.id.clock >= to) break;
    if (!struct.deleted) return false;
  }
  return true;
}

/** Everything that two replicas must have in common, as one comparable text. */
export function imageOf(doc: Y.Doc, kind: DocumentKind): string {
  return JSON.stringify([vectorOf(doc), deletedOf(doc), jsonOf(doc, kind)]);
}

export const vectorOf = (doc: Y.Doc): [number, number][] =>
  [...doc.store.clients.keys()]
    .sort((a, b) => a - b)
    .map((client) => [client, Y.getState(doc.store, client)]);

export function deletedOf(doc: Y.Doc): [number, number[]][] {
  const { clients } = Y.createDeleteSetFromStructStore(doc.store);
  return [...clients]
    .sort((a, b) => a[0] - b[0])
    .map(([client, items]) => [client, items.flatMap(({ clock, len }) => [clock, clock + len])]);
}

export function jsonOf(doc: Y.Doc, kind: DocumentKind): unknown {
  if (kind === 'prose') return doc.getXmlFragment('prose').toString();
  const delta = doc.getText('text').toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[];
  // In which order marks are listed says nothing.
  return delta.map(({ insert, attributes }) => [insert, Object.entries(attributes ?? {}).sort()]);
}

/** Something waits for what never came: the mark of a gap that was stored. */
export const isComplete = (doc: Y.Doc): boolean =>
  doc.store.pendingStructs === null && doc.store.pendingDs === null;

/** What a document waits for, and so does everybody's who loads it. */
export function waitText({ store: { pendingStructs, pendingDs } }: Y.Doc): string {
  const structs = [...(pendingStructs?.missing ?? [])].map(
    ([client, clock]) => `client ${String(client)} at ${String(clock)}`,
  );
  return [...structs, ...(pendingDs === null ? [] : ['what is to be deleted'])].join(', ');
}
