import { useCallback, useEffect, useRef } from 'react';

import { serviceState, useMe } from '../../../api/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import type { KeptWork } from '../outbox/kept-work.js';
import { hasUnsentWork, onCheckUnsent, type TitleOf } from './unsent-view.js';

/** While something could not be sent it is tried again this often. */
const AGAIN_MS = 30_000;
const MAX_TITLE = 120;

type Session = ReturnType<typeof import('./unsent-session.js').unsentWorkOf>;

/** How to reach the background sender, which is loaded when there is something for it. */
export function useUnsentSession(): () => Promise<Session> {
  const personId = useMe().person.id;
  const titleOf = useTitleOf();
  return useCallback(async () => {
    const { unsentWorkOf } = await import('./unsent-session.js');
    return unsentWorkOf(personId, (work) => titleOf.current(work));
  }, [personId, titleOf]);
}

/**
 * Sends what earlier visits left unsent: when the client starts, when the network or the service comes back, when the
 * page is looked at again, and when a document is closed with unsent changes.
 */
export function useUnsentWork(): void {
  const personId = useMe().person.id;
  const session = useUnsentSession();
  useEffect(() => {
    const refresh = (): void => {
      hasUnsentWork(personId)
        .then(async (has) => (has ? (await session()).refresh() : undefined))
        // The sender cannot be loaded while the network is away.
        .catch(() => undefined);
    };
    const seen = (): void => {
      if (document.visibilityState === 'visible') refresh();
    };
    refresh();
    const stops = [onCheckUnsent(refresh), serviceState.onBack(refresh)];
    const timer = setInterval(refresh, AGAIN_MS);
    addEventListener('online', refresh);
    document.addEventListener('visibilitychange', seen);
    return () => {
      for (const stop of stops) stop();
      clearInterval(timer);
      removeEventListener('online', refresh);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [personId, session]);
}

/** What a copy is called, in the language of the page at the moment it is made. */
function useTitleOf(): React.RefObject<TitleOf> {
  const t = useT();
  const dates = useDates();
  const made: TitleOf = ({ title, at }: Pick<KeptWork, 'title' | 'at'>) =>
    t('unsent.copyTitle', {
      title: [...(title === '' ? t('unsent.untitled') : title)].slice(0, MAX_TITLE).join(''),
      date: `${dates.day(new Date(at))}, ${dates.time(new Date(at))}`,
    });
  const latest = useRef(made);
  latest.current = made;
  return latest;
}
