import { X } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { discussionSchema } from '@maroquin/contracts';
import { request, useMe, usePlaceWatch } from '../../../api/index.js';
import { ConversationPanel, useChannel, useChannels, useLiveCounts } from '../../messaging/index.js';
import { useT } from '../../../i18n/index.js';
import { ErrorNote, IconButton, Skeleton } from '../../../ui/index.js';

/**
 * Messages beside this document that are not read; the discussion is only made when somebody opens it. null: it is
 * internal, and this person is a guest or came by a link.
 */
export const useDiscussionUnread = (documentId: string, isOutside: boolean): number | null => {
  // A discussion made by somebody else while the document is open must be heard of too.
  usePlaceWatch(documentId);
  const channels = useChannels(documentId).data?.items ?? none;
  useLiveCounts(channels, useMe().person.id);
  if (isOutside && channels.length === 0) return null;
  return channels.reduce((sum, channel) => sum + Math.max(0, channel.lastSeq - channel.readSeq), 0);
};
const none: never[] = [];

/** The discussion beside the document. On a phone it covers the page. */
export function DocumentPanel({ documentId, onClose }: { documentId: string; onClose: () => void }) {
  const t = useT();
  const panel = useRef<HTMLElement>(null);
  const made = useQuery({
    queryKey: ['document', documentId, 'discussion'],
    queryFn: () => request('POST', `/documents/${documentId}/discussion`, { schema: discussionSchema }),
    staleTime: Infinity,
  });
  const channelId = made.data?.channelId;
  useEffect(() => panel.current?.focus(), []);
  return (
    <aside
      ref={panel}
      className="mq-panel"
      aria-labelledby="document-discussion"
      data-region="panel"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <header className="mq-panel-head">
        <h2 id="document-discussion">{t('editor.discussion')}</h2>
        <IconButton icon={X} size="s" label={t('editor.closePanel')} onPress={onClose} />
      </header>
      {channelId === undefined ? (
        <div className="mq-pad">
          {made.error ? (
            <ErrorNote error={made.error} />
          ) : (
            <Skeleton rows={3} label={t('editor.discussionLoading')} />
          )}
        </div>
      ) : (
        <Beside channelId={channelId} />
      )}
    </aside>
  );
}

function Beside({ channelId }: { channelId: string }) {
  const t = useT();
  const { data, error } = useChannel(channelId);
  if (data === undefined)
    return (
      <div className="mq-pad">
        {error ? <ErrorNote error={error} /> : <Skeleton rows={3} label={t('editor.discussionLoading')} />}
      </div>
    );
  return <ConversationPanel key={data.id} channel={data} beside autoFocus />;
}
