import { ArrowLeft, SquarePen } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import type { ChannelView, ConversationView } from '@maroquin/contracts';
import { unreadIn, useConversations, useIsHere, useMe } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { PageTitle, placeHref, usePrimaryAction } from '../../../frame/index.js';
import { Button, EmptyState, ErrorNote, Icon, PersonName, Skeleton, useIsPhone } from '../../../ui/index.js';
import { RestrictedMark } from '../../access/index.js';
import { useChannel } from '../panel/channels-api.js';
import { ChannelMenu } from '../panel/channel-menu.js';
import { ConversationPanel } from '../panel/conversation-panel.js';
import { ConversationTools } from '../panel/conversation-tools.js';
import { SAVED_PAGE, SavedPage, SCHEDULED_PAGE, ScheduledPage } from './own-pages.js';
import { ConversationList } from './conversation-list.js';
import { ConversationMenu } from './conversation-menu.js';
import { conversationName, otherPerson } from './conversation-words.js';
import { NewConversationDialog } from './people-dialog.js';
import './mine.css';

/** All my conversations beside the one that is open; on a phone one after the other. */
export function MessagesPage() {
  const t = useT();
  const { conversationId } = useParams();
  const isPhone = useIsPhone();
  const [creating, setCreating] = useState(false);
  const isGuest = useMe().visit !== undefined;
  const create = (): void => setCreating(true);
  usePrimaryAction(t('mine.new'), isGuest ? null : create);
  return (
    <div className="mq-mine">
      {(!isPhone || conversationId === undefined) && <ListSide openId={conversationId} onNew={create} />}
      {conversationId !== undefined && <Open id={conversationId} />}
      {conversationId === undefined && !isPhone && <NoneOpen onNew={create} />}
      {creating && <NewConversationDialog onClose={() => setCreating(false)} />}
    </div>
  );
}

function Open({ id }: { id: string }) {
  const myId = useMe().person.id;
  if (id === SAVED_PAGE) return <SavedPage />;
  if (id === SCHEDULED_PAGE) return <ScheduledPage myId={myId} />;
  return <OpenConversation key={id} id={id} />;
}

function ListSide({ openId, onNew }: { openId: string | undefined; onNew: () => void }) {
  const t = useT();
  const isPhone = useIsPhone();
  const mine = useConversations();
  return (
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
        <ConversationList conversations={mine.data.items} openId={openId} onNew={onNew} />
      )}
    </div>
  );
}

function NoneOpen({ onNew }: { onNew: () => void }) {
  const t = useT();
  const unread = useConversations().data?.items.filter((one) => unreadIn([one]) > 0).length ?? 0;
  return (
    <section className="mq-scroll" aria-label={t('mine.title')}>
      <PageTitle>{t('mine.title')}</PageTitle>
      <EmptyState
        title={t('mine.choose')}
        level="h1"
        actions={
          <Button variant="primary" icon={SquarePen} onPress={onNew}>
            {t('mine.new')}
          </Button>
        }
      >
        {unread > 0 ? t('mine.unread', { count: unread }) : t('mine.chooseText')}
      </EmptyState>
    </section>
  );
}

function OpenConversation({ id }: { id: string }) {
  const t = useT();
  const isPhone = useIsPhone();
  const channel = useChannel(id);
  const { state } = useLocation() as { state: { isNew?: boolean } | null };
  const mine = useConversations().data?.items.find((one) => one.id === id);
  const name = mine === undefined ? (channel.data?.name ?? '') : conversationName(mine, t);
  const title = name === '' ? t('mine.title') : name;
  return (
    <section className="mq-dis-main" aria-labelledby="open-conversation">
      <PageTitle>{t('mine.documentTitle', { name: title })}</PageTitle>
      <header className="mq-head">
        {isPhone && (
          <Link className="mq-ib" to="/messages" aria-label={t('mine.back')}>
            <Icon of={ArrowLeft} />
          </Link>
        )}
        <div className="tt">
          <h1 id="open-conversation" className="mq-cut" title={title}>
            {title}
          </h1>
          {mine && <Subtitle conversation={mine} />}
        </div>
        <div className="acts">
          {channel.data && <RestrictedMark of={channel.data} isLabelled={!isPhone} />}
          <ConversationTools channelId={id} canPost={channel.data?.canPost === true} />
          <OneMenu conversation={mine} channel={channel.data} />
        </div>
      </header>
      {channel.data ? (
        <ConversationPanel channel={{ ...channel.data, name: title }} autoFocus={state?.isNew === true} />
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

interface OneMenuProps {
  /** Absent where it is archived: it is no longer among mine. */
  conversation: ConversationView | undefined;
  channel: ChannelView | undefined;
}
function OneMenu({ conversation, channel }: OneMenuProps) {
  const navigate = useNavigate();
  if (conversation?.kind === 'direct') return <ConversationMenu conversation={conversation} />;
  // That of a document goes with it.
  if (channel === undefined || channel.documentId !== null) return null;
  if (conversation === undefined && channel.archivedAt === null) return null;
  return <ChannelMenu channel={channel} onTrashed={() => void navigate('/messages')} />;
}

/** Who takes part, or where it stands: the space it is of, the document it is beside. */
function Subtitle({
  conversation: { id, kind, people, space, documentId },
}: {
  conversation: ConversationView;
}) {
  const t = useT();
  const isHere = useIsHere(otherPerson({ kind, people })?.id ?? null);
  if (isHere) return <p className="mq-small mq-muted">{t('mine.hereAlone')}</p>;
  // One of two is called by the other already.
  if (kind === 'direct' && people.length < 2 && people[0]?.external !== true) return null;
  if (kind === 'direct')
    return (
      <p className="mq-small mq-muted mq-cut">
        {people.map((person, index) => (
          <span key={person.id}>
            {index > 0 && ', '}
            <PersonName person={person} />
          </span>
        ))}
        {people.length > 1 && t('mine.andYou')}
      </p>
    );
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
