import type { DocumentKind } from '@maroquin/coediting';
import * as Y from 'yjs';
import { newDocument, rootOf } from './compare-documents.js';

/**
 * What a document shows, in one that shares no history with it. Where something was lost, what built on it may have
 * neighbours that stand the other way round; kept with them, it would come to lie elsewhere for one person than for
 * another as soon as somebody writes beside it. @throws {Error} where Yjs cannot copy it
 */
export function writeAnew(kind: DocumentKind, doc: Y.Doc, clientId: number): Y.Doc {
  const anew = newDocument(kind);
  anew.clientID = clientId;
  const [from, to] = [rootOf(kind, doc), rootOf(kind, anew)];
  anew.transact(() => {
    if (from instanceof Y.Text && to instanceof Y.Text) to.applyDelta(from.toDelta() as unknown[]);
    else if (from instanceof Y.XmlFragment && to instanceof Y.XmlFragment) to.insert(0, copies(from));
  });
  return anew;
}

function copies(fragment: Y.XmlFragment): (Y.XmlElement | Y.XmlText)[] {
  return fragment.toArray().map((child) => {
    if (child instanceof Y.XmlElement || child instanceof Y.XmlText) return child.clone();
    throw new TypeError('neither an element nor a text');
  });
}
