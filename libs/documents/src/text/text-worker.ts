import { refuseNetworkInThread } from '@maroquin/platform/no-network';
import { PROSE_ROOT, proseFromY, textOf } from '@maroquin/prose';
import { applyUpdate, Doc, mergeUpdates } from 'yjs';

refuseNetworkInThread();

export interface TextRequest {
  readonly kind: 'prose' | 'text';
  readonly updates: readonly Uint8Array[];
}

/** Runs in a worker thread: building a Y.Doc of foreign bytes may cost or hang, and must not stop the server. */
export default function readText({ kind, updates }: TextRequest): string {
  const doc = new Doc({ gc: true });
  doc.getText('text');
  doc.getXmlFragment(PROSE_ROOT);
  if (updates.length > 0) applyUpdate(doc, mergeUpdates([...updates]));
  return kind === 'text' ? doc.getText('text').toJSON() : textOf(proseFromY(doc), { notes: true });
}
