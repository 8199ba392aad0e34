import { refuseNetworkInThread } from '@maroquin/platform/no-network';
import { namedIn, type NamedResources, PROSE_ROOT, proseFromY, textOf } from '@maroquin/prose';
import { applyUpdate, Doc, mergeUpdates } from 'yjs';

refuseNetworkInThread();

export interface TextRequest {
  readonly kind: 'prose' | 'text';
  readonly updates: readonly Uint8Array[];
  /** Of this server: links to it are links within it. */
  readonly origin: string;
}

export interface DocumentText {
  readonly text: string;
  readonly named: NamedResources;
}

/** Runs in a worker thread: building a Y.Doc of foreign bytes may cost or hang, and must not stop the server. */
export default function readText({ kind, updates, origin }: TextRequest): DocumentText {
  const doc = new Doc({ gc: true });
  doc.getText('text');
  doc.getXmlFragment(PROSE_ROOT);
  if (updates.length > 0) applyUpdate(doc, mergeUpdates([...updates]));
  if (kind === 'text') return { text: doc.getText('text').toJSON(), named: { mentions: [], links: [] } };
  const prose = proseFromY(doc);
  return { text: textOf(prose, { notes: true }), named: namedIn(prose, origin) };
}
