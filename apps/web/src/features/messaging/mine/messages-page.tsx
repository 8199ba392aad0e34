import { ArrowLeft } from 'lucide-react';
import { Link, useParams } from 'react-router';
import { unreadIn, useConversations } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { PageTitle, placeHref } from '../../../frame/index.js';
import { EmptyState, ErrorNote, Icon, Skeleton, useIsPhone } from '../../../ui/index.js';
import { useChannel } from '../panel/channels-api.js';
import { ConversationPanel } from '../panel/conversation-panel.js';
import { ConversationList } from './conversation-list.js';
import './mine.css';

/** All my conversations beside the one that is open; on a phone one after the other. */
export function MessagesPage() {
  const t = useT();
  const { conversationId } = useParams();
  const isPhone = useIsPhone();
  const mine = useConversations();
  const isListShown = !isPhone || conversationId === undefined;
  const unread = mine.data?.items.filter((one) => unreadIn([one]) > 0).length ?? 0;
  return (
    <div className="mq-mine">
      {isListShown && (
        <div className="mq-mine-list">
          {isPhone && (
            <header className="mq-head">
              <PageTitle>{t('mine.title')}</PageTitle>
              <h1>{t('mine.title')}</h1>
            </header>
          )}
          {mine.data === undefined ? (
            <div className="mq-pad">{mine.error ? <ErrorNote error={mine.error} /> : <Skeleton />}</div>
          ) : (
            <ConversationList conversations={mine.data.items} openId={conversationId} />
          )}
        </div>
      )}
      {conversationId !== undefined && <OpenConversation key={conversationId} id={conversationId} />}
      {conversationId === undefined && !isPhone && (
        <section className="mq-scroll" aria-label={t('mine.title')}>
          <PageTitle>{t('mine.title')}</PageTitle>
          <EmptyState title={t('mine.choose')} level="h1">
            {unread > 0 ? t('mine.unread', { count: unread }) : t('mine.chooseText')}
          </EmptyState>
        </section>
      )}
    </div>
  );
}

function OpenConversation({ id }: { id: string }) {
  const t = useT();
  const isPhone = useIsPhone();
  const channel = useChannel(id);
  const mine = useConversations().data?.items.find((one) => one.id === id);
  const name = mine?.name ?? channel.data?.name ?? t('mine.title');
  return (
    <section className="mq-dis-main" aria-labelledby="open-conversation">
      <PageTitle>{t('mine.documentTitle', { name })}</PageTitle>
      <header className="mq-head">
        {isPhone && (
          <Link className="mq-ib" to="/messages" aria-label={t('mine.back')}>
            <Icon of={ArrowLeft} />
          </Link>
        )}
        <div className="tt">
          <h1 id="open-conversation" className="mq-cut" title={name}>
            {name}
          </h1>
          {mine && <Place conversation={mine} />}
        </div>
      </header>
      {channel.data ? (
        <ConversationPanel channel={{ ...channel.data, name }} />
      ) : (
        <div className="mq-pad">
          {channel.error ? (
            <ErrorNote error={channel.error} />
          ) : (
            <Skeleton rows={3} label={t('conversation.loading')} />
          )}
        </div>
      )}
    </section>
  );
}

/** Where it stands: the space it is of, or the document it is beside. */
function Place({
  conversation: { id, space, documentId },
}: {
  conversation: { id: string; space: { id: string; name: string } | null; documentId: string | null };
}) {
  const t = useT();
  if (documentId !== null)
    return (
      <p className="mq-small mq-muted mq-cut">
        <Link to={`/d/${documentId}`}>{t('mine.besideDocument')}</Link>
        {space && ` · ${space.name}`}
      </p>
    );
  if (space === null) return null;
  return (
    <p className="mq-small mq-muted mq-cut">
      <Link to={placeHref([space.id], 'discussions', id)}>{space.name}</Link>
    </p>
  );
}
