import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { MessageChange, MessageView } from '@maroquin/contracts';
import { isApiError, queryKeys, useMe } from '../../../api/index.js';
import { listMessages } from './channels-api.js';
import { Conversation, type ConversationState } from '../conversation/conversation.js';
import { changedBy } from '../conversation/message-log.js';
import type { MessageOutbox } from '../conversation/outbox.js';
import { liveFeeds, outboxOf, pause } from '../conversation/session.js';

export interface ConversationHandle {
  readonly state: ConversationState;
  readonly outbox: MessageOutbox;
  readonly loadOlder: () => Promise<void>;
  readonly backTo: Conversation['readBackTo'];
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
  useEventsOf(state);
  useChangesOfQuoted(channelId, state);
  const { change, readBackTo: backTo } = conversation;
  return { state, outbox, loadOlder: () => conversation.loadOlder(), change, backTo };
};

/** Who takes part, or the name, has changed: both stand in the list of conversations. */
function useEventsOf({ log }: ConversationState): void {
  const client = useQueryClient();
  const last = log.messages.findLast(({ event }) => event !== undefined)?.seq;
  useEffect(() => {
    if (last !== undefined) void client.invalidateQueries({ queryKey: queryKeys.conversations });
  }, [client, last]);
}

/** A quoted message that is not among those shown was read by itself: what happens to it now is seen there too. */
function useChangesOfQuoted(channelId: string, { log: { held } }: ConversationState): void {
  const client = useQueryClient();
  useEffect(() => {
    for (const [seq, change] of held)
      client.setQueryData<MessageView | null>(queryKeys.message(channelId, seq), (quoted) =>
        quoted === undefined || quoted === null ? undefined : changedBy(quoted, change),
      );
  }, [client, channelId, held]);
}
