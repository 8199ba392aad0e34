import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { MessageChange } from '@maroquin/contracts';
import { isApiError, useMe } from '../../../api/index.js';
import { listMessages } from './channels-api.js';
import { Conversation, type ConversationState } from '../conversation/conversation.js';
import type { MessageOutbox } from '../conversation/outbox.js';
import { liveFeeds, outboxOf, pause } from '../conversation/session.js';

export interface ConversationHandle {
  readonly state: ConversationState;
  readonly outbox: MessageOutbox;
  readonly loadOlder: () => Promise<void>;
  /** What was done here with a message, as the server answered it. */
  readonly change: (change: MessageChange) => void;
}

/** Follows a channel while the component is shown. */
export const useConversation = (channelId: string, readSeq: number): ConversationHandle => {
  const myId = useMe().person.id;
  const outbox = outboxOf(myId);
  const conversation = useMemo(
    () =>
      new Conversation(channelId, {
        list: (query) => listMessages(channelId, query),
        live: liveFeeds(),
        outbox,
        pause,
        readSeq,
        isAbsent: (error) => isApiError(error, 'request.not-found'),
      }),
    [channelId, outbox, readSeq],
  );
  useEffect(() => conversation.start(), [conversation]);
  const state = useSyncExternalStore(conversation.subscribe, conversation.getState);
  return { state, outbox, loadOlder: () => conversation.loadOlder(), change: conversation.change };
};
