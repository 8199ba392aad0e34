import {
  decodeRun,
  decodeSnapshot,
  encodeSnapshot,
  type DocumentKind,
  type Holder,
  type JournalRow,
} from '@maroquin/coediting';
import * as Y from 'yjs';

import { broughtBy } from './ranges.js';
import { newDoc, take } from './replica.js';

/** What rows of one epoch hold, and whose the clientIDs are: loaded with nothing but Yjs. */
export function loadRows(rows: readonly JournalRow[]): { doc: Y.Doc; leases: Map<number, Holder> } {
  const doc = newDoc(1);
  let leases = new Map<number, Holder>();
  for (const row of rows) {
    if (row.kind === 'base') {
      const snapshot = decodeSnapshot(row.run);
      leases = new Map(snapshot.leases);
      take(doc, snapshot.update);
      continue;
    }
    for (const { personId, update } of decodeRun(row.run)) {
      for (const { client } of broughtBy(update).blocks)
        if (!leases.has(client)) leases.set(client, personId);
      take(doc, update);
    }
  }
  return { doc, leases };
}

/** The content of a new epoch: what rows of the one before held, as content of no author. */
export function restored(
  rows: readonly JournalRow[],
  upTo: number,
  kind: DocumentKind,
  client: number,
): Uint8Array {
  const { leases } = loadRows(rows);
  const old = loadRows(rows.slice(0, upTo)).doc;
  const doc = newDoc(client);
  if (kind === 'text') doc.getText('text').insert(0, old.getText('text').toString());
  else {
    const copies = old
      .getXmlFragment('prose')
      .toArray()
      .map((block) => block.clone() as Y.XmlElement);
    doc.getXmlFragment('prose').insert(0, copies);
  }
  const retired = new Map<number, Holder>([...leases.keys(), client].map((id) => [id, null]));
  return encodeSnapshot({ leases: retired, update: Y.encodeStateAsUpdate(doc) });
}
