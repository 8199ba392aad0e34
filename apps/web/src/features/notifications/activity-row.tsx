import { type KeyboardEvent, useId } from 'react';
import { Link } from 'react-router';
import type { NotificationView } from '@maroquin/contracts';
import { useDates, useT } from '../../i18n/index.js';
import { AnswerRequest } from '../access/index.js';
import { Avatar, Icon, Tile } from '../../ui/index.js';
import { hrefOf, sentenceOf, signs } from './activity-words.js';

interface ActivityRowProps {
  one: NotificationView;
  /** The row that Tab leads to. */
  isActive: boolean;
  onFocus: () => void;
  onRead: (read: boolean) => void;
}

/** Who did what, where; opening it marks it as read, and so does the dot. */
export function ActivityRow({ one, isActive, onFocus, onRead }: ActivityRowProps) {
  const t = useT();
  const dates = useDates();
  const id = useId();
  const tabIndex = isActive ? 0 : -1;
  return (
    <li className={`ev ${one.read ? '' : 'un'}`} onFocus={onFocus}>
      <RowSign one={one} />
      <p className="bd" id={`${id}-words`}>
        {!one.read && <span className="mq-vh">{t('activity.isUnread')}</span>}
        <Sentence one={one} tabIndex={tabIndex} onRead={onRead} />
      </p>
      <time dateTime={one.at} title={dates.full(one.at)}>
        {dates.time(one.at)}
      </time>
      {one.kind === 'access-requested' && !one.read && one.resource !== null && one.actor !== null && (
        <div className="btns">
          <AnswerRequest
            resourceId={one.resource.id}
            person={one.actor}
            isActive={isActive}
            onAnswered={() => onRead(true)}
          />
        </div>
      )}
      <button
        type="button"
        id={`${id}-dot`}
        className={`dotb ${one.read ? 'read' : ''}`}
        tabIndex={tabIndex}
        aria-label={t(one.read ? 'activity.markUnread' : 'activity.markRead')}
        aria-labelledby={`${id}-dot ${id}-words`}
        title={t(one.read ? 'activity.markUnread' : 'activity.markRead')}
        onClick={() => onRead(!one.read)}
      />
    </li>
  );
}

function RowSign({ one: { kind, actor, team } }: { one: NotificationView }) {
  return (
    <span className="avk">
      {actor === null || team !== null ? (
        <Tile>
          <Icon of={signs[kind]} />
        </Tile>
      ) : (
        <Avatar person={actor} size="l" isDecorative />
      )}
      <span className="k" aria-hidden="true">
        <Icon of={signs[kind]} size="s" />
      </span>
    </span>
  );
}

function Sentence({
  one,
  tabIndex,
  onRead,
}: Pick<ActivityRowProps, 'one' | 'onRead'> & { tabIndex: number }) {
  const t = useT();
  const href = hrefOf(one);
  const toggle = (event: KeyboardEvent): void => {
    if (event.key !== ' ') return;
    event.preventDefault();
    onRead(!one.read);
  };
  // What leads nowhere is only marked.
  if (href === null)
    return (
      <button
        type="button"
        className="go"
        tabIndex={tabIndex}
        onClick={() => onRead(true)}
        onKeyDown={toggle}
      >
        {sentenceOf(t, one)}
      </button>
    );
  return (
    <Link
      className="go"
      to={href}
      tabIndex={tabIndex}
      onKeyDown={toggle}
      onClick={() => {
        if (!one.read) onRead(true);
      }}
    >
      {sentenceOf(t, one)}
    </Link>
  );
}
