import {
  createdSchema,
  type Messages,
  pinsSchema,
  type SavedMessage,
  savedMessagesSchema,
  type ScheduledMessage,
  scheduledMessagesSchema,
} from '@maroquin/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { newKey, type LoadedList, request, useList } from '../../../api/index.js';

const SAVED = ['saved-messages'];
const SCHEDULED = ['scheduled-messages'];

/** Messages that I keep at hand, the last first. */
export const useSaved = (): LoadedList<SavedMessage, { items: SavedMessage[]; next: string | null }> =>
  useList({ key: SAVED, path: '/saved-messages', schema: savedMessagesSchema });

/** Messages of mine that wait for their moment, the next first. */
export const useScheduled = () =>
  useList<ScheduledMessage, { items: ScheduledMessage[]; next: string | null }>({
    ...{ key: SCHEDULED, path: '/scheduled-messages', schema: scheduledMessagesSchema },
    // One is sent while one looks.
    refetchInterval: 20_000,
  });

/** Pinned messages of one conversation, the newest first. */
export const usePins = (channelId: string) =>
  useList<Messages['items'][number], { items: Messages['items']; next: string | null }>({
    ...{ key: ['pins', channelId], path: `/channels/${channelId}/pins`, schema: pinsSchema, staleTime: 0 },
  });

export const saveMessage = (channelId: string, seq: number, on: boolean): Promise<unknown> =>
  request('PUT', `/channels/${channelId}/messages/${String(seq)}/saved`, { body: { on } });

/** What is done with one of my lists, which is asked for again then. */
function useOwn<Input, Output>(key: readonly string[], mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  // Refused, it shows what is no longer as it was.
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: key }) });
}

export const useUnsave = () =>
  useOwn(SAVED, ({ conversationId, message }: SavedMessage) =>
    saveMessage(conversationId, message.seq, false),
  );

export const useUnschedule = () =>
  useOwn(SCHEDULED, (id: string) => request('DELETE', `/scheduled-messages/${id}`));

export const useSchedule = (channelId: string) =>
  useOwn(SCHEDULED, (body: { text: string; sendAt: string; files?: readonly string[]; toMany?: boolean }) =>
    request('POST', `/channels/${channelId}/scheduled`, {
      ...{ body, schema: createdSchema, idempotencyKey: newKey() },
    }),
  );
