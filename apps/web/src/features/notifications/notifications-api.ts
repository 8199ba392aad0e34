import {
  markedNotificationsSchema,
  type NotificationLevel,
  notificationLevelSchema,
  type NotificationFilter,
  type Notifications,
  type NotificationSettings,
  notificationSettingsSchema,
  notificationsSchema,
  type NotificationView,
} from '@maroquin/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type BodyOf, type LoadedList, queryKeys, request, useList } from '../../api/index.js';

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
    mutationFn: (body: BodyOf<'PUT', '/notifications/read'>) =>
      request('PUT', '/notifications/read', { body, schema: markedNotificationsSchema, keepalive: true }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.notifications }),
  });
};

const settingsKey = ['notification-settings'] as const;

export const useNotificationSettings = () =>
  useQuery({
    queryKey: settingsKey,
    queryFn: ({ signal }) =>
      request('GET', '/notifications/settings', { schema: notificationSettingsSchema, signal }),
  });

/** Shown as chosen at once, and as it was where the server refuses; one after the other. */
export const useSaveSettings = () => {
  const client = useQueryClient();
  return useMutation({
    scope: { id: 'notification-settings' },
    mutationFn: (body: NotificationSettings) => request('PUT', '/notifications/settings', { body }),
    onMutate: async (body) => {
      // What was asked before the choice would show the setting as it was.
      await client.cancelQueries({ queryKey: settingsKey });
      client.setQueryData(settingsKey, body);
    },
    onError: () => client.invalidateQueries({ queryKey: settingsKey }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.notifications }),
  });
};

export const useLevel = (id: string) =>
  useQuery({
    queryKey: ['notification-level', id],
    queryFn: ({ signal }) =>
      request('GET', `/notifications/levels/${id}`, { schema: notificationLevelSchema, signal }),
    staleTime: 0,
  });

export const useSaveLevel = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (level: NotificationLevel) =>
      request('PUT', `/notifications/levels/${id}`, { body: { level } }),
    onSuccess: (_answer, level) => client.setQueryData(['notification-level', id], { level }),
  });
};
