import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { useT } from '../../../i18n/index.js';
import { toast } from '../../../ui/index.js';
import type { ConversationHandle } from './use-conversation.js';
import { MESSAGE } from './use-landing.js';

/** In the address: the day to which one wants to go. */
export const DAY = 'jour';

/** Reads back to the day that the address names, and lands on its first message. */
export function useGoToDay(
  { state: { status }, backTo }: Pick<ConversationHandle, 'state' | 'backTo'>,
  isWanted: boolean,
): void {
  const t = useT();
  const [query, setQuery] = useSearchParams();
  const day = isWanted ? query.get(DAY) : null;
  useEffect(() => {
    const since = new Date(`${day ?? ''}T00:00`);
    if (status !== 'ready' || Number.isNaN(since.getTime())) return;
    let isOver = false;
    void backTo(since.toISOString()).then((seq) => {
      if (isOver) return;
      setQuery(
        (old) => {
          const next = new URLSearchParams(old);
          next.delete(DAY);
          if (seq !== null) next.set(MESSAGE, String(seq));
          return next;
        },
        { replace: true },
      );
      if (seq === null) toast({ text: t('date.none') });
    });
    return () => {
      isOver = true;
    };
  }, [status, day, backTo, setQuery, t]);
}
