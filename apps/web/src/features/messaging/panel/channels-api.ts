import { useEffect, useState } from 'react';
import {
  channelSchema,
  channelsSchema,
  createdSchema,
  messagesSchema,
  type ChannelView,
  type Messages,
} from '@maroquin/contracts';
import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { listWhole, newKey, queryKeys, request } from '../../../api/index.js';
import { liveFeeds } from '../conversation/session.js';

type Channels = { items: ChannelView[] };
const collator = new Intl.Collator('fr');

export const useChannels = (parentId: string) =>
  useQuery({
    queryKey: queryKeys.channels(parentId),
    queryFn: async ({ signal }): Promise<Channels> => {
      const items = await listWhole('/channels', { schema: channelsSchema, query: { parentId }, signal });
      return { items: items.sort((a, b) => collator.compare(a.name, b.name)) };
    },
  });

export const channelKey = (id: string) => ['channels', 'one', id] as const;

export const useChannel = (id: string) =>
  useQuery({
    queryKey: channelKey(id),
    queryFn: ({ signal }) => request('GET', `/channels/${id}`, { schema: channelSchema, signal }),
  });

export const useCreateChannel = (parentId: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, isPrivate }: { name: string; isPrivate: boolean }) =>
      request('POST', '/channels', {
        body: { name, parentId, ...(isPrivate && { private: true }) },
        schema: createdSchema,
        idempotencyKey: newKey(),
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.channels(parentId) }),
  });
};

export const listMessages = (
  channelId: string,
  query: { after?: number; before?: number; limit: number },
): Promise<Messages> => request('GET', `/channels/${channelId}/messages`, { schema: messagesSchema, query });

/** Closes a discussion to guests and visitors by link, or opens it to them. */
export const useSetInternal = (channel: Pick<ChannelView, 'id'>) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (internal: boolean) =>
      request('PUT', `/channels/${channel.id}/internal`, { body: { internal } }),
    onSuccess: () => client.invalidateQueries({ queryKey: channelKey(channel.id) }),
  });
};

/** Ends writing in a discussion, or lets it begin again. */
export const useSetArchived = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, archived }: { id: string; archived: boolean }) =>
      request('PUT', `/channels/${id}/archived`, { body: { archived } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['channels'] }),
  });
};

/** Says how far the person has read, and shows it at once in the lists. */
export const markRead = async (client: QueryClient, channelId: string, seq: number): Promise<void> => {
  change(client, channelId, (channel) => ({ ...channel, readSeq: Math.max(channel.readSeq, seq) }));
  await request('PUT', `/channels/${channelId}/read`, { body: { seq } });
};

/** Shown at once in the lists: what comes behind `seq` counts as unread. */
export const markUnread = (client: QueryClient, channelId: string, seq: number): void =>
  change(client, channelId, (channel) => ({ ...channel, readSeq: Math.min(channel.readSeq, seq) }));

const change = (
  client: QueryClient,
  channelId: string,
  work: (channel: ChannelView) => ChannelView,
): void => {
  client.setQueriesData<Channels>({ queryKey: ['channels'] }, (old) =>
    old !== undefined && 'items' in old
      ? { ...old, items: old.items.map((c) => (c.id === channelId ? work(c) : c)) }
      : old,
  );
  client.setQueryData<ChannelView>(channelKey(channelId), (old) => (old === undefined ? old : work(old)));
};

/** More would cost the server without helping anybody: the others are refreshed with the list. */
const FOLLOWED_MAX = 40;

/** Keeps the unread counts of a list true while it is shown: each channel's number is followed. */
export const useLiveCounts = (channels: readonly ChannelView[], myId: string): void => {
  const client = useQueryClient();
  const ids = channels
    .slice(0, FOLLOWED_MAX)
    .map((c) => c.id)
    .join(' ');
  const [known] = useState(() => new Map<string, number>());
  for (const channel of channels)
    known.set(channel.id, Math.max(channel.lastSeq, known.get(channel.id) ?? 0));
  // A list that was asked for before a message came may answer after it: what the hint said stays.
  useEffect(() => {
    for (const { id, lastSeq } of channels) {
      const received = known.get(id) ?? 0;
      if (received > lastSeq) change(client, id, (c) => ({ ...c, lastSeq: Math.max(c.lastSeq, received) }));
    }
  }, [channels, client, known]);
  useEffect(() => {
    const stops = ids
      .split(' ')
      .filter(Boolean)
      .map((id) => {
        const raise = (seq: number, mine: boolean, at?: string): void => {
          if (seq <= (known.get(id) ?? 0)) return;
          known.set(id, seq);
          change(client, id, (c) => ({
            ...c,
            lastSeq: Math.max(c.lastSeq, seq),
            readSeq: mine && c.readSeq === c.lastSeq ? seq : c.readSeq,
            lastAt: at ?? c.lastAt,
          }));
        };
        return liveFeeds().follow(id, {
          after: () => known.get(id) ?? 0,
          onEntry: (entry) => raise(entry.seq, entry.message.author?.id === myId, entry.message.at),
          onSubscribed: (seq) => raise(seq, false),
        });
      });
    return () => {
      for (const stop of stops) stop();
    };
  }, [client, ids, known, myId]);
};
