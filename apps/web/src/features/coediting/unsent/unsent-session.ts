import { createdSchema } from '@maroquin/contracts';

import { type BodyOf, isApiError, queryClient, refreshTree, request } from '../../../api/index.js';
import { browserOutbox } from '../outbox/browser-outbox.js';
import { LocalHolders, browserHolders } from '../outbox/holders.js';
import { MemoryOutboxStore } from '../outbox/memory-outbox.js';
import { CollabProvider } from '../provider/provider.js';
import { notifyTabs, unsentView, type TitleOf } from './unsent-view.js';
import { UnsentWork } from './unsent-work.js';

let current: UnsentWork | null = null;

/** The background sender of whoever is signed in. Another person on the same page gets another one. */
export const unsentWorkOf = (personId: string, titleOf: TitleOf): UnsentWork => {
  if (current?.personId === personId) return current;
  current?.stop();
  current = new UnsentWork(personId, {
    outbox: browserOutbox,
    holders: browserHolders,
    titleOf,
    createDocument,
    open: (key, doc) => new CollabProvider({ ...key, doc, outbox: browserOutbox }),
    connect: (documentId, owner, doc) =>
      new CollabProvider({
        ...{ documentId, personId: owner, doc },
        outbox: new MemoryOutboxStore(),
        holders: new LocalHolders(),
      }),
    alone: (work) => alone(`maroquin-outbox-sender ${personId}`, work),
    onChange: (view) => {
      const before = unsentView.get();
      unsentView.set(view);
      const hasChanged = before.kept.length !== view.kept.length || before.sending !== view.sending;
      if (hasChanged && view.sending === 0) notifyTabs();
    },
  });
  return current;
};

const createDocument = async (body: BodyOf<'POST', '/documents'>, key: string): Promise<string | null> => {
  try {
    const { id } = await request('POST', '/documents', { body, schema: createdSchema, idempotencyKey: key });
    refreshTree(queryClient);
    return id;
  } catch (error) {
    if (isApiError(error, 'request.not-found')) return null;
    throw error;
  }
};

/** Without locks two tabs may send the same: the server takes it once. */
const alone = async (name: string, work: () => Promise<void>): Promise<boolean> => {
  const { locks } = navigator as { locks?: LockManager };
  if (locks === undefined) {
    await work();
    return true;
  }
  return locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock === null) return false;
    await work();
    return true;
  });
};
