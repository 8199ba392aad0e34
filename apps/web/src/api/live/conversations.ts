import { conversationsSchema, type ConversationView } from '@maroquin/contracts';
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { FirstHints } from './first-hints.js';
import { queryKeys } from '../keys.js';
import { listWhole } from '../pages.js';
import { getSocket } from './socket.js';
import { spread } from './spread.js';
import { useMe } from '../session.js';

const SPREAD_MS = 1_000;

const hints = new FirstHints();

/** What one has of a conversation for oneself changes often while one writes. */
const SETTLED_MS = 1_500;

interface Listed {
  items: ConversationView[];
}

/** For a person with more conversations than these pages hold, the newest are enough. */
const MOST_PAGES = 5;

/** All conversations of mine, across spaces. Kept true by `useLiveConversations`. */
export const useConversations = () => {
  const isVisitor = useMe().visit !== undefined;
  return useQuery({
    queryKey: queryKeys.conversations,
    queryFn: async ({ signal }): Promise<Listed> => {
      await hints.wait();
      const options = { schema: conversationsSchema, signal, mostPages: MOST_PAGES };
      return { items: await listWhole('/conversations', options) };
    },
    enabled: !isVisitor,
  });
};
const none: readonly ConversationView[] = [];
export const useConversationItems = (): readonly ConversationView[] => useConversations().data?.items ?? none;

/** How many messages of these were not read. */
export const unreadIn = (conversations: readonly Pick<ConversationView, 'lastSeq' | 'readSeq'>[]): number =>
  conversations.reduce((sum, { lastSeq, readSeq }) => sum + Math.max(0, lastSeq - readSeq), 0);

type Change = (conversation: ConversationView) => ConversationView;
/** False when the list does not hold it. */
const change = (client: QueryClient, id: string, work: Change): boolean => {
  const list = client.getQueryData<Listed>(queryKeys.conversations);
  if (list === undefined || !list.items.some((one) => one.id === id)) return false;
  const items = list.items.map((one) => (one.id === id ? work(one) : one));
  client.setQueryData<Listed>(queryKeys.conversations, { ...list, items });
  return true;
};

/** Keeps the list of conversations true while the page is open, whatever page it is. Call once. */
export function useLiveConversations(): void {
  const client = useQueryClient();
  const { person, visit } = useMe();
  const isVisitor = visit !== undefined;
  useEffect(() => {
    if (isVisitor) return;
    const socket = getSocket();
    const { schedule, stop: stopSpread } = spread(
      () => void client.invalidateQueries({ queryKey: queryKeys.conversations }),
      SPREAD_MS,
    );
    const stop = listen(client, person.id, schedule);
    const onWatched = (): void => {
      // What was written while the line was cut is in no event.
      if (hints.begin()) schedule();
    };
    const onConnect = (): void => {
      socket.emit('conversations.watch', {}, onWatched);
    };
    socket.on('connect', onConnect);
    socket.on('conversations.changed', schedule);
    if (socket.connected) onConnect();
    return () => {
      stopSpread();
      socket.off('connect', onConnect);
      socket.off('conversations.changed', schedule);
      stop();
    };
  }, [client, person.id, isVisitor]);
}

/** @param schedule asks for the whole list again */
const listen = (client: QueryClient, myId: string, schedule: () => void): (() => void) => {
  const socket = getSocket();
  const onMoved = ({ id, seq, by }: { id: string; seq: number; by: string | null }): void => {
    const isKnown = change(client, id, (one) =>
      seq <= one.lastSeq
        ? one
        : {
            ...one,
            lastSeq: seq,
            lastAt: new Date().toISOString(),
            readSeq: by === myId ? seq : one.readSeq,
          },
    );
    if (!isKnown) schedule();
  };
  const onRead = ({ id, seq }: { id: string; seq: number }): void => {
    change(client, id, (one) => ({ ...one, readSeq: Math.max(one.readSeq, seq) }));
  };
  // Several at once while somebody writes: one question after the last of them.
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onChanged = (): void => {
    clearTimeout(timer);
    timer = setTimeout(
      () => void client.invalidateQueries({ queryKey: queryKeys.conversations }),
      SETTLED_MS,
    );
  };
  socket.on('conversation.changed', onChanged);
  socket.on('conversation.moved', onMoved);
  socket.on('conversation.read', onRead);
  return () => {
    clearTimeout(timer);
    socket.off('conversation.changed', onChanged);
    socket.off('conversation.moved', onMoved);
    socket.off('conversation.read', onRead);
  };
};
