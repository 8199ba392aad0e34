import { type RefObject, useEffect, useRef } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import type { ConversationState } from '../conversation/conversation.js';
import { showRow } from './use-stick.js';

/** In the address: the number of the message whose thread is open. */
export const THREAD = 'fil';
/** The number of the message to land on; with a thread open, one of the thread. */
export const MESSAGE = 'message';

/** Brings the message that the address names into view and gives it the focus, once a visit. */
export function useLanding(
  box: RefObject<HTMLElement | null>,
  { status, log, loadingOlder }: ConversationState,
  loadOlder: () => Promise<void>,
  isThread: boolean,
): void {
  const [query] = useSearchParams();
  const { key } = useLocation();
  const asked = query.has(THREAD) === isThread ? Number(query.get(MESSAGE) ?? '') : 0;
  const landed = useRef<string | null>(null);
  const { messages, complete } = log;
  useEffect(() => {
    if (!Number.isSafeInteger(asked) || asked <= 0 || status !== 'ready' || landed.current === key) return;
    const row = box.current?.querySelector<HTMLElement>(`li[data-seq="${String(asked)}"]`);
    if (box.current !== null && row !== null && row !== undefined) {
      landed.current = key;
      showRow(box.current, row);
      row.focus({ preventScroll: true });
    } else if (!complete && !loadingOlder && asked < (messages[0]?.seq ?? 0)) void loadOlder();
  }, [asked, key, status, box, messages, complete, loadingOlder, loadOlder]);
}
