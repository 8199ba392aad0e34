import { unreadSchema, type Unread } from '@maroquin/contracts';
import { useQuery } from '@tanstack/react-query';
import { request } from './client.js';
import { queryKeys } from './keys.js';
import { useMe } from './session.js';

type UnreadChannel = Unread['items'][number];
/** A message is announced to those who follow its discussion. For all others the server is asked every half minute. */
const LOOK_EVERY_MS = 30_000;

/** Discussions in which something was written that I have not read, anywhere. */
export const useUnread = (): readonly UnreadChannel[] => {
  const isVisitor = useMe().visit !== undefined;
  const { data } = useQuery({
    queryKey: queryKeys.unread,
    queryFn: ({ signal }) => request('GET', '/channels/unread', { schema: unreadSchema, signal }),
    enabled: !isVisitor,
    refetchInterval: LOOK_EVERY_MS,
    // The tab that is not looked at is the one whose title counts.
    refetchIntervalInBackground: true,
  });
  return data?.items ?? [];
};

/** How many messages of these were not read. */
export const unreadIn = (channels: readonly Pick<UnreadChannel, 'lastSeq' | 'readSeq'>[]): number =>
  channels.reduce((sum, { lastSeq, readSeq }) => sum + Math.max(0, lastSeq - readSeq), 0);
