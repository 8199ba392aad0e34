import {
  markedNotificationsSchema,
  type NotificationFilter,
  type Notifications,
  notificationsSchema,
  type NotificationView,
} from '@maroquin/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type LoadedList, queryKeys, request, useList } from '../../api/index.js';

export const useNotifications = (show: NotificationFilter): LoadedList<NotificationView, Notifications> =>
  useList({
    key: [...queryKeys.notifications, 'list'],
    path: '/notifications',
    schema: notificationsSchema,
    query: { show },
  });

/** Without ids, all that are unread; answers which were changed. */
export const useMarkNotifications = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { ids?: readonly string[]; read: boolean }) =>
      request('PUT', '/notifications/read', { body, schema: markedNotificationsSchema, keepalive: true }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.notifications }),
  });
};
