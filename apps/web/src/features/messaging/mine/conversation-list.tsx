import { FileText, MessagesSquare } from 'lucide-react';
import { Link } from 'react-router';
import type { ConversationView } from '@maroquin/contracts';
import { unreadIn } from '../../../api/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import { conversationHref } from '../../../frame/index.js';
import { Icon, Tile, UnreadBadge } from '../../../ui/index.js';

interface ConversationListProps {
  conversations: readonly ConversationView[];
  openId: string | undefined;
}

/** All of mine, across spaces, the newest first. */
export function ConversationList({ conversations, openId }: ConversationListProps) {
  const t = useT();
  return (
    <nav className="mq-side mq-cvs" aria-label={t('mine.list')} data-region="conversations" tabIndex={-1}>
      <div>
        <h2>{t('mine.recent')}</h2>
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
  const { id, name, space, documentId, lastAt } = conversation;
  const dates = useDates();
  const unread = unreadIn([conversation]);
  return (
    <li>
      <Link
        className={`it cv ${unread > 0 ? 'un' : ''}`}
        to={conversationHref(id)}
        aria-current={isOpen ? 'page' : undefined}
      >
        <Tile>
          <Icon of={documentId === null ? MessagesSquare : FileText} size="s" />
        </Tile>
        <span className="mq-grow tx">
          <span className="mq-row">
            <span className="nm mq-cut mq-grow">{name}</span>
            {lastAt !== null && (
              <time dateTime={lastAt} title={dates.full(lastAt)}>
                {dates.brief(lastAt)}
              </time>
            )}
          </span>
          <span className="sn">
            <span className="mq-cut mq-grow">{space?.name}</span>
            <UnreadBadge count={unread} />
          </span>
        </span>
      </Link>
    </li>
  );
}
