import { unreadNotificationsSchema } from '@maroquin/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { request } from '../client.js';
import { FirstHints } from './first-hints.js';
import { queryKeys } from '../keys.js';
import { useMe } from '../session.js';
import { getSocket } from './socket.js';
import { spread } from './spread.js';

const SPREAD_MS = 500;
const hints = new FirstHints();

/** How many of my notifications are unread; 100 stands for more. Kept true by `useLiveNotifications`. */
export const useUnreadNotifications = (): number => {
  const isVisitor = useMe().visit !== undefined;
  const unread = useQuery({
    queryKey: queryKeys.unreadNotifications,
    queryFn: async ({ signal }) => {
      await hints.wait();
      return request('GET', '/notifications/unread', { schema: unreadNotificationsSchema, signal });
    },
    enabled: !isVisitor,
  });
  return unread.data?.count ?? 0;
};

/** Keeps my notifications up to date while any page is open. Call once. */
export function useLiveNotifications(): void {
  const client = useQueryClient();
  const isVisitor = useMe().visit !== undefined;
  useEffect(() => {
    if (isVisitor) return;
    const socket = getSocket();
    const { schedule, stop } = spread(
      () => void client.invalidateQueries({ queryKey: queryKeys.notifications }),
      SPREAD_MS,
    );
    // What happened before the hints began, or while the line was cut, is in none of them.
    const onConnect = (): void => {
      socket.emit('notifications.watch', {}, () => {
        if (hints.begin()) return schedule();
        // What waited for this is not asked for twice.
        void client.invalidateQueries({
          queryKey: queryKeys.notifications,
          predicate: ({ state }) => state.dataUpdatedAt > 0 || state.errorUpdatedAt > 0,
        });
      });
    };
    socket.on('connect', onConnect);
    socket.on('notifications.changed', schedule);
    if (socket.connected) onConnect();
    return () => {
      stop();
      socket.off('connect', onConnect);
      socket.off('notifications.changed', schedule);
    };
  }, [client, isVisitor]);
}
