import { Doc, applyUpdate } from 'yjs';

import type { KeptWork } from '../outbox/kept-work.js';
import type { AboutDocument, OutboxEntry, OutboxKey, OutboxStore } from '../outbox/outbox.js';
import { TEXT_ROOT, writingOf } from './written-words.js';

interface Reason {
  /** A code of the error table. */
  readonly code: string;
  readonly state: KeptWork['state'];
}

/** What stands in a document here, as work of its own. Without knowledge of the document its kind follows from its content. */
export function keptWork(
  { documentId, personId }: OutboxKey,
  doc: Doc,
  about: AboutDocument | null,
  { code, state }: Reason,
  at: number,
): KeptWork {
  return {
    ...{ id: crypto.randomUUID(), personId, documentId },
    ...{ title: about?.title ?? '', parentId: about?.parentId ?? null },
    ...writingOf(doc, about?.kind ?? (doc.share.has(TEXT_ROOT) ? 'text' : 'prose')),
    ...{ code, at, state },
    ...{ copyId: null, requestKeys: [crypto.randomUUID(), crypto.randomUUID()] },
  };
}

/** Work of an epoch that was over when it was found: nothing of it may reach the present one. */
export async function setEntriesAside(
  key: OutboxKey,
  entries: readonly OutboxEntry[],
  outbox: OutboxStore,
  now: number,
): Promise<void> {
  const doc = new Doc();
  for (const { update } of entries) applyUpdate(doc, update);
  const about = await outbox.about(key).catch(() => null);
  const work = keptWork(key, doc, about, { code: 'collab.epoch', state: 'copying' }, now);
  const ids = entries.map(({ id }) => id);
  // If this fails they stay where they are, and the next visit sets them aside.
  await outbox.setAside(work, ids).catch(() => undefined);
}
