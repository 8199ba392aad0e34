import { Store } from '../../../ui/index.js';
import { browserOutbox } from '../outbox/browser-outbox.js';
import type { KeptWork } from '../outbox/kept-work.js';
import type { UnsentView } from './unsent-work.js';

/** What is unsent or kept apart on this computer, for whoever is signed in. */
export const unsentView = new Store<UnsentView>({ sending: 0, kept: [] });

const checks = new Set<() => void>();
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('maroquin-outbox');
channel?.addEventListener('message', () => checkUnsent());

/** Something may be there to be sent: a document was closed with unsent changes, or work was set aside. */
export const checkUnsent = (): void => {
  for (const check of checks) check();
};

/** Notifies the other tabs that something changed on this computer. */
export const notifyTabs = (): void => channel?.postMessage('changed');

export const onCheckUnsent = (check: () => void): (() => void) => {
  checks.add(check);
  return () => void checks.delete(check);
};

/** Whether there is anything at all, asked without loading what sends it. Storage that cannot be read holds nothing. */
export const hasUnsentWork = async (personId: string): Promise<boolean> => {
  try {
    const [unsent, kept] = await Promise.all([browserOutbox.unsent(personId), browserOutbox.kept(personId)]);
    return unsent.length + kept.length > 0;
  } catch {
    return false;
  }
};

export type TitleOf = (work: Pick<KeptWork, 'title' | 'at'>) => string;
