import { Doc, applyUpdate } from 'yjs';

import type { KeptWork } from '../outbox/kept-work.js';
import type { CollabProvider } from '../provider/provider.js';
import { settle, type Outcome } from '../provider/settle.js';

export interface CopyPorts {
  /** Remembers how far a copy has come. */
  put(work: KeptWork): Promise<void>;
  /**
   * Makes an empty document; the same key makes it once. Null: not there, because that place is gone or closed.
   * Without a parent it goes to the person's own space.
   */
  createDocument(
    document: { title: string; kind: 'prose' | 'text'; parentId?: string },
    key: string,
  ): Promise<string | null>;
  /** A connection without outbox to the document. */
  connect(documentId: string, personId: string, doc: Doc): CollabProvider;
  titleOf(work: KeptWork): string;
}

const COMMIT_WITHIN_MS = 60_000;

/**
 * Makes a document out of kept work. May be begun again at any point, by another page too: the document is asked for
 * under the same key, and its content consists of the same operations, which the server takes once.
 * @throws what `createDocument` throws
 */
export async function makeCopy(work: KeptWork, ports: CopyPorts): Promise<Outcome> {
  const copyId = work.copyId ?? (await createFor(work, ports));
  if (copyId === null) return { kind: 'refused', code: 'request.not-found' };
  const copying: KeptWork = { ...work, copyId, state: 'copying' };
  await ports.put(copying);
  const doc = new Doc();
  const provider = ports.connect(copyId, work.personId, doc);
  try {
    applyUpdate(doc, work.content);
    await signAll(doc, work);
    await provider.start();
    const outcome = await settle(provider, COMMIT_WITHIN_MS);
    if (outcome.kind === 'sent') await ports.put({ ...copying, state: 'copied' });
    return outcome;
  } finally {
    provider.destroy();
  }
}

const MONTH_MS = 30 * 24 * 3_600_000;

/** A suggestion by somebody else cannot be made in a new document: whoever makes the copy suggests it. */
async function signAll(doc: Doc, { kind, personId, at }: KeptWork): Promise<void> {
  if (kind !== 'prose') return;
  // Only for whoever needs it: the schema of documents is large.
  const { signChanges } = await import('@maroquin/prose');
  const date = new Date(Math.max(at, Date.now() - MONTH_MS)).toISOString();
  signChanges(doc, { author: personId, date });
}

async function createFor(work: KeptWork, ports: CopyPorts): Promise<string | null> {
  const document = { title: ports.titleOf(work), kind: work.kind };
  const { parentId, requestKeys } = work;
  const [beside, atHome] = requestKeys;
  const there = parentId === null ? null : await ports.createDocument({ ...document, parentId }, beside);
  return there ?? ports.createDocument(document, atHome);
}
