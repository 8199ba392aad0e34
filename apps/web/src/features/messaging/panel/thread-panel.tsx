import {
  type ChannelView,
  createdSchema,
  type followThreadSchema,
  threadSchema,
  type ThreadView,
} from '@maroquin/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Bell, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components';
import type { z } from 'zod';
import { ApiError, request } from '../../../api/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import {
  ErrorNote,
  Icon,
  IconButton,
  personName,
  PersonName,
  reportFailure,
  Skeleton,
} from '../../../ui/index.js';
import { listMessages } from './channels-api.js';
import { MessageBody } from '../message/message-body.js';

interface ThreadPanelProps {
  channel: ChannelView;
  /** The message that is replied to. */
  seq: number;
  onClose: () => void;
  /** Its messages and the field to write in it, as of any conversation. */
  children: (thread: ChannelView) => ReactNode;
}

/** The replies to one message. Escape closes it. */
export function ThreadPanel({ channel, seq, onClose, children }: ThreadPanelProps) {
  const t = useT();
  const key = ['thread', channel.id, seq];
  const { data: thread, error } = useQuery({ queryKey: key, queryFn: () => open(channel, seq), gcTime: 0 });
  const author = thread?.root.author;
  return (
    <aside
      className="mq-dis-thread"
      aria-label={t('thread.title')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <header>
        <div>
          <h3>{t('thread.title')}</h3>
          {author !== null && author !== undefined && (
            <p className="mq-small mq-sec mq-cut">{t('thread.begunBy', { name: personName(t, author) })}</p>
          )}
        </div>
        {thread !== undefined && <Follow thread={thread} queryKey={key} />}
        <IconButton icon={X} label={t('thread.close')} size="s" onPress={onClose} />
      </header>
      {error !== null && <ErrorNote error={error} />}
      {thread === undefined && error === null && <Skeleton rows={2} label={t('conversation.loading')} />}
      {thread !== undefined && (
        <>
          <Root of={thread} />
          {children(asChannel(channel, thread, t('thread.title')))}
        </>
      )}
    </aside>
  );
}

/** Made where there is none and one may write; who only reads finds what is there. */
async function open(channel: ChannelView, seq: number): Promise<ThreadView> {
  const { id } = channel.canPost
    ? await request('POST', `/channels/${channel.id}/messages/${String(seq)}/thread`, {
        schema: createdSchema,
      })
    : await known(channel, seq);
  return request('GET', `/threads/${id}`, { schema: threadSchema });
}

async function known(channel: ChannelView, seq: number): Promise<{ id: string }> {
  const { items } = await listMessages(channel.id, { before: seq + 1, limit: 1 });
  const thread = items[0]?.thread;
  if (thread === undefined) throw new ApiError(404, 'request.not-found', null);
  return thread;
}

function Root({ of: { root } }: { of: ThreadView }) {
  const t = useT();
  const dates = useDates();
  return (
    <div className="mq-dis-root">
      <p className="mq-dis-who">
        <b>
          <PersonName person={root.author ?? { id: 'nobody', name: t('conversation.formerMember') }} />
        </b>{' '}
        <time dateTime={root.at}>{dates.short(root.at)}</time>
      </p>
      {root.deleted === undefined ? (
        <MessageBody text={root.text} mentions={root.mentions} />
      ) : (
        <p className="mq-dis-gone">{t('message.quoteGone')}</p>
      )}
    </div>
  );
}

function Follow({ thread, queryKey }: { thread: ThreadView; queryKey: readonly unknown[] }) {
  const t = useT();
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (body: z.infer<typeof followThreadSchema>) =>
      request('PUT', `/threads/${thread.id}/follow`, { body }),
    onSuccess: (_, { on }) => client.setQueryData(queryKey, { ...thread, following: on }),
    onError: reportFailure,
  });
  return (
    <ToggleButton
      className="mq-btn plain s"
      isSelected={thread.following}
      onPress={() => mutate({ on: !thread.following })}
    >
      <Icon of={Bell} size="s" />
      {t(thread.following ? 'thread.following' : 'thread.follow')}
    </ToggleButton>
  );
}

/** What a conversation is shown by. */
const asChannel = (channel: ChannelView, thread: ThreadView, name: string): ChannelView => ({
  ...channel,
  ...{ id: thread.id, name, documentId: null, internal: true, readOutside: false },
  ...{ lastSeq: thread.lastSeq, readSeq: thread.readSeq },
  ...{ restricted: false, archivedAt: null, canArchive: false },
  ...{ canPost: thread.canPost, canOpen: thread.canModerate },
});
