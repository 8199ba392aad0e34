import { refuseNetworkInThread } from '@maroquin/platform/no-network';
import { commentIdsOf, markComment, type SelectedWords, unmarkComments } from '@maroquin/prose';
import { mergeUpdates } from 'yjs';
import { applyWithoutCleanup, newDocument } from '../checkpoints/worker/compare-documents.js';

refuseNetworkInThread();

/** A change of the marks of comments, and the document as its updates. */
export type MarkRequest = { readonly updates: readonly Uint8Array[]; readonly clientId: number } & (
  | { readonly task: 'mark'; readonly id: string; readonly selected: SelectedWords }
  /** Leaves the marks of these threads, and no others. */
  | { readonly task: 'keep'; readonly ids: readonly string[] }
);

export interface MarkAnswer {
  /** null: there is nothing to change, or the selected words have changed. */
  readonly update: Uint8Array | null;
  /** Comments that had marks before the change. */
  readonly found: readonly string[];
}

/** Runs in a worker thread, as everything that builds a Y.Doc of foreign bytes. */
export default function changeMarks(request: MarkRequest): MarkAnswer {
  const doc = newDocument('prose');
  for (const update of request.updates) applyWithoutCleanup(doc, update);
  doc.clientID = request.clientId;
  const found = commentIdsOf(doc);
  const made: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => made.push(update));
  if (request.task === 'mark') {
    if (!markComment(doc, request.id, request.selected)) return { update: null, found };
  } else {
    const ids = new Set(request.ids);
    unmarkComments(doc, (id) => ids.has(id));
  }
  return { update: made.length === 0 ? null : mergeUpdates(made), found };
}
