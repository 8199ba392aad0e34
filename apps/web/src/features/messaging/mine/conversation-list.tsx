import { SquarePen } from 'lucide-react';
import { Link } from 'react-router';
import type { ConversationView, DraftView } from '@maroquin/contracts';
import { unreadIn, useIsHere } from '../../../api/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import { conversationHref } from '../../../frame/index.js';
import { IconButton, UnreadBadge } from '../../../ui/index.js';
import { withNames } from '../message/mentions.js';
import { RestrictedMark } from '../../access/index.js';
import { OwnLinks } from './own-pages.js';
import { ConversationIcon, conversationName, otherPerson } from './conversation-words.js';

interface ConversationListProps {
  conversations: readonly ConversationView[];
  openId: string | undefined;
  onNew: () => void;
}

/** All of mine, across spaces, the newest first. */
export function ConversationList({ conversations, openId, onNew }: ConversationListProps) {
  const t = useT();
  return (
    <nav className="mq-side mq-cvs" aria-label={t('mine.list')} data-region="conversations" tabIndex={-1}>
      <div>
        <h2>
          {t('mine.recent')}
          <IconButton icon={SquarePen} size="s" label={t('mine.new')} onPress={onNew} />
        </h2>
        <OwnLinks openId={openId} />
        <ul>
          {conversations.map((one) => (
            <ConversationItem key={one.id} conversation={one} isOpen={one.id === openId} />
          ))}
        </ul>
        {conversations.length === 0 && <p className="none">{t('mine.none')}</p>}
      </div>
    </nav>
  );
}

function ConversationItem({ conversation, isOpen }: { conversation: ConversationView; isOpen: boolean }) {
  const t = useT();
  const { id, lastAt } = conversation;
  const dates = useDates();
  const unread = unreadIn([conversation]);
  const isHere = useIsHere(otherPerson(conversation)?.id ?? null);
  return (
    <li>
      <Link
        className={`it cv ${unread > 0 ? 'un' : ''}`}
        to={conversationHref(id)}
        aria-current={isOpen ? 'page' : undefined}
      >
        <ConversationIcon conversation={conversation} isHere={isHere} />
        <span className="mq-grow tx">
          <span className="mq-row">
            <span className="nm mq-cut mq-grow">
              {conversationName(conversation, t)}
              {isHere && <span className="mq-vh">{t('mine.here')}</span>}
            </span>
            <RestrictedMark of={conversation} />
            {lastAt !== null && (
              <time dateTime={lastAt} title={dates.full(lastAt)}>
                {dates.brief(lastAt)}
              </time>
            )}
          </span>
          <span className="sn">
            {conversation.draft !== null && !isOpen ? (
              <DraftLine draft={conversation.draft} />
            ) : (
              <SecondLine conversation={conversation} />
            )}
            <UnreadBadge count={unread} />
          </span>
        </span>
      </Link>
    </li>
  );
}

/** What one was writing there. */
function DraftLine({ draft: { text, mentions } }: { draft: DraftView }) {
  const t = useT();
  return (
    <span className="mq-cut mq-grow">
      <b className="draft">{t('mine.draft')}</b> {withNames(text, mentions).slice(0, 120)}
    </span>
  );
}

/** Where a discussion stands; who takes part in a conversation with a name; who is from outside. */
function SecondLine({ conversation: { space, people, name } }: { conversation: ConversationView }) {
  const t = useT();
  const hasOutsiders = people.some(({ external }) => external);
  return (
    <>
      <span className="mq-cut mq-grow">
        {space?.name ?? (name === '' ? '' : people.map((one) => one.name).join(', '))}
      </span>
      {hasOutsiders && <span className="mq-tag ext">{t('ui.external')}</span>}
    </>
  );
}
