import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ChannelView, MessageView } from '@maroquin/contracts';
import type { Translate } from '../../../i18n/index.js';
import { announce, personName } from '../../../ui/index.js';
import { eventWords } from '../message/event-words.js';
import { saidIn } from '../message/mentions.js';
import type { MessageActs } from '../message/message-acts.js';
import { markRead, markUnread } from './channels-api.js';

/** What stands on the screen of somebody who is there counts as read. */
export const useReading = (channel: ChannelView, last: number, isShown: boolean, acts: MessageActs): void => {
  const client = useQueryClient();
  const said = useRef(channel.readSeq);
  const newest = useRef(last);
  useLayoutEffect(() => {
    newest.current = last;
    // Marked as unread, it stays so until something new comes.
    acts.onUnread = (seq) => {
      said.current = newest.current;
      markUnread(client, channel.id, seq);
    };
  });
  useEffect(() => {
    const sendRead = (): void => {
      if (!isShown || document.visibilityState !== 'visible' || !document.hasFocus() || last <= said.current)
        return;
      const before = said.current;
      said.current = last;
      // Lost with the network: said again with the next message or the next visit.
      void markRead(client, channel.id, last).catch(() => (said.current = before));
    };
    const timer = setTimeout(sendRead, 400);
    addEventListener('focus', sendRead);
    document.addEventListener('visibilitychange', sendRead);
    return () => {
      clearTimeout(timer);
      removeEventListener('focus', sendRead);
      document.removeEventListener('visibilitychange', sendRead);
    };
  }, [client, channel.id, last, isShown]);
};

/** Says what others write while one reads here; true while something newer stands below. */
export const useArrivals = (
  messages: readonly MessageView[],
  myId: string,
  atEnd: boolean,
  t: Translate,
): boolean => {
  const received = useRef<number | null>(null);
  const [below, setBelow] = useState(false);
  const last = messages.at(-1);
  useEffect(() => {
    if (last === undefined) return;
    const before = received.current;
    received.current = last.seq;
    if (before === null || last.seq <= before || last.author?.id === myId) return;
    const name = last.author ? personName(t, last.author) : t('conversation.formerMember');
    const text = saidIn(last).slice(0, 160);
    announce(
      last.event === undefined
        ? t('conversation.arrived', { name, text })
        : eventWords(t, last.author, last.event),
    );
    if (!atEnd) setBelow(true);
  }, [last, myId, atEnd, t]);
  return below && !atEnd;
};
