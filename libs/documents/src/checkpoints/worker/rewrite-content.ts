import type { DocumentKind } from '@maroquin/coediting';
import * as Y from 'yjs';
import { newDocument, rootOf } from './compare-documents.js';

/**
 * Copies the content of a document into a new one that shares no history with it. After a loss, items that built on it
 * may have their origins in the wrong order; kept with these, they would end up in different places for different people
 * as soon as somebody writes beside them. @throws {Error} where Yjs cannot copy it
 */
export function rewriteContent(kind: DocumentKind, doc: Y.Doc, clientId: number): Y.Doc {
  const copy = newDocument(kind);
  copy.clientID = clientId;
  const [from, to] = [rootOf(kind, doc), rootOf(kind, copy)];
  copy.transact(() => {
    if (from instanceof Y.Text && to instanceof Y.Text) to.applyDelta(from.toDelta() as unknown[]);
    else if (from instanceof Y.XmlFragment && to instanceof Y.XmlFragment) to.insert(0, copies(from));
  });
  return copy;
}

function copies(fragment: Y.XmlFragment): (Y.XmlElement | Y.XmlText)[] {
  return fragment.toArray().map((child) => {
    if (child instanceof Y.XmlElement || child instanceof Y.XmlText) return child.clone();
    throw new TypeError('neither an element nor a text');
  });
}
