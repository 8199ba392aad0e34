import { CloseCode } from '@maroquin/coediting';

import type { CollabProvider } from './provider.js';

/** sent: everything is committed. over: the document was restored. refused: it will not be taken. later: not known yet. */
export type Outcome =
  { readonly kind: 'sent' | 'over' | 'later' } | { readonly kind: 'refused'; readonly code: string };

/** Waits until what a provider has to send is settled one way or another, `limitMs` at most. */
export function settle(provider: CollabProvider, limitMs: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const finish = (outcome: Outcome): void => {
      clearTimeout(timer);
      unsubscribe();
      resolve(outcome);
    };
    const timer = setTimeout(() => finish({ kind: 'later' }), limitMs);
    const check = (): void => {
      const { state, pending, synced, refused, ended } = provider.state.getSnapshot();
      if (synced && pending === 0) finish({ kind: 'sent' });
      else if (ended === CloseCode.epoch) finish({ kind: 'over' });
      else if (refused !== undefined) finish({ kind: 'refused', code: refused.code });
      else if (ended !== undefined || state === 'cut' || state === 'down') finish({ kind: 'later' });
    };
    const unsubscribe = provider.state.subscribe(check);
    check();
  });
}
