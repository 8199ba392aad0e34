import { ArrowLeft, Bookmark, CalendarClock } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { SavedMessage, ScheduledMessage } from '@maroquin/contracts';
import { ApiError, useConversationItems } from '../../../api/index.js';
import { conversationHref, PageTitle } from '../../../frame/index.js';
import { type Translate, useDates, useT } from '../../../i18n/index.js';
import {
  Button,
  EmptyState,
  ErrorNote,
  Icon,
  personName,
  reportFailure,
  ShowMore,
  Skeleton,
  toast,
  useIsPhone,
} from '../../../ui/index.js';
import { draftOf } from '../drafts/drafts.js';
import { FileCards } from '../attachments/file-cards.js';
import { MessageBody } from '../message/message-body.js';
import { saidIn, toWritten } from '../message/mentions.js';
import { conversationName } from './conversation-words.js';
import { saveMessage, useSaved, useScheduled, useUnsave, useUnschedule } from '../own/own-api.js';
import '../own/own.css';

/** The address of one message, where it is shown. */
const messageHref = ({ channelId, rootSeq, message }: SavedMessage): string =>
  rootSeq === null
    ? `${conversationHref(channelId)}?message=${String(message.seq)}`
    : `${conversationHref(channelId)}?fil=${String(rootSeq)}&message=${String(message.seq)}`;

function OwnPage({ title, children }: { title: string; children: ReactNode }) {
  const t = useT();
  const isPhone = useIsPhone();
  return (
    <section className="mq-dis-main mq-own" aria-labelledby="own-title">
      <PageTitle>{title}</PageTitle>
      <header className="mq-head">
        {isPhone && (
          <Link className="mq-ib" to="/messages" aria-label={t('mine.back')}>
            <Icon of={ArrowLeft} />
          </Link>
        )}
        <div className="tt">
          <h1 id="own-title">{title}</h1>
        </div>
      </header>
      <div className="mq-scroll">
        <div className="mq-pad">{children}</div>
      </div>
    </section>
  );
}

/** What a conversation is called: a direct one after its people. */
function useNameOf(): (id: string | null, name: string) => string {
  const t = useT();
  const mine = useConversationItems();
  return (id, name) => {
    const known = mine.find((one) => one.id === id);
    return known === undefined ? name : conversationName(known, t);
  };
}

/** Messages that one keeps at hand. */
export function SavedPage() {
  const t = useT();
  const list = useSaved();
  return (
    <OwnPage title={t('own.saved')}>
      {list.error !== null && <ErrorNote error={list.error} />}
      {list.isPending && <Skeleton rows={3} />}
      {list.isSuccess && list.rows.length === 0 && (
        <EmptyState title={t('own.noneSaved')}>{t('own.noneSavedText')}</EmptyState>
      )}
      <ul className="mq-own-list" aria-label={t('own.saved')}>
        {list.rows.map((one) => (
          <Saved key={`${one.conversationId} ${String(one.message.seq)}`} one={one} />
        ))}
      </ul>
      <ShowMore list={list} />
    </OwnPage>
  );
}

function Saved({ one }: { one: SavedMessage }) {
  const t = useT();
  const dates = useDates();
  const nameOf = useNameOf();
  const { message, channelId, name, conversationId } = one;
  const unsave = useUnsave();
  const remove = (): void =>
    unsave.mutate(one, {
      onSuccess: () =>
        toast({
          text: t('own.unsaved'),
          undo: () => void saveMessage(conversationId, message.seq, true).catch(reportFailure),
        }),
      onError: reportFailure,
    });
  const author = message.author === null ? t('conversation.formerMember') : personName(t, message.author);
  return (
    <li>
      <p className="mq-small mq-sec">
        <b>{author}</b> · {nameOf(channelId, name)} ·{' '}
        <time dateTime={message.at}>{dates.short(message.at)}</time>
      </p>
      {message.deleted === undefined ? (
        <>
          <MessageBody text={message.text} mentions={message.mentions} />
          <FileCards of={message} />
        </>
      ) : (
        <p className="mq-dis-gone">{t('message.quoteGone')}</p>
      )}
      <p className="acts">
        <Link
          className="mq-btn plain s"
          to={messageHref(one)}
          aria-label={t('own.openOne', { text: cut(saidIn(message)) })}
        >
          {t('own.open')}
        </Link>
        <Button
          size="s"
          variant="ghost"
          onPress={remove}
          aria-label={t('own.unsaveOne', { text: cut(saidIn(message)) })}
        >
          {t('own.unsave')}
        </Button>
      </p>
    </li>
  );
}

const cut = (text: string): string => text.slice(0, 60);

/** Messages that wait for their moment. */
export function ScheduledPage({ myId }: { myId: string }) {
  const t = useT();
  const list = useScheduled();
  return (
    <OwnPage title={t('own.scheduled')}>
      {list.error !== null && <ErrorNote error={list.error} />}
      {list.isPending && <Skeleton rows={3} />}
      {list.isSuccess && list.rows.length === 0 && (
        <EmptyState title={t('own.noneScheduled')}>{t('own.noneScheduledText')}</EmptyState>
      )}
      <ul className="mq-own-list" aria-label={t('own.scheduled')}>
        {list.rows.map((one) => (
          <Scheduled key={one.id} one={one} myId={myId} />
        ))}
      </ul>
      <ShowMore list={list} />
    </OwnPage>
  );
}

function Scheduled({ one, myId }: { one: ScheduledMessage; myId: string }) {
  const t = useT();
  const dates = useDates();
  const nameOf = useNameOf();
  const { mutateAsync, isPending } = useUnschedule();
  const { id, channelId, conversationId, text, mentions, sendAt, files = [], refused } = one;
  const remove = (): void =>
    void mutateAsync(id).then(() => {
      // The words are not lost: they go back where they were written, unless something else stands there.
      const draft = draftOf(myId, conversationId);
      if (channelId !== null && draft.text.get() === '') draft.write(toWritten(text, mentions));
      toast({ text: t(files.length > 0 ? 'own.takenBackFiles' : 'own.takenBack') });
    }, reportFailure);
  return (
    <li>
      <p className="mq-small mq-sec">
        {refused === null ? t('own.leavesAt', { time: dates.full(sendAt) }) : refusalOf(refused, t)}
        {nameOf(channelId, '') !== '' && ` · ${nameOf(channelId, '')}`}
      </p>
      {text !== '' && <MessageBody text={text} mentions={mentions} />}
      <FileCards of={{ files, author: null, at: sendAt }} />
      <p className="acts">
        {channelId !== null && (
          <Link className="mq-btn plain s" to={conversationHref(channelId)}>
            {t('mine.open')}
          </Link>
        )}
        <Button size="s" variant="ghost" isPending={isPending} onPress={remove}>
          {t('own.takeBack')}
        </Button>
      </p>
    </li>
  );
}

const refusalOf = (code: string, t: Translate): string =>
  t('own.refused', { why: new ApiError(400, code, null).title(t.locale) });

/** Leads from the list of conversations to what one keeps and what waits. */
export function OwnLinks({ openId }: { openId: string | undefined }) {
  const t = useT();
  const links = [
    { id: SAVED_PAGE, icon: Bookmark, label: t('own.saved') },
    { id: SCHEDULED_PAGE, icon: CalendarClock, label: t('own.scheduled') },
  ];
  return (
    <ul className="mq-own-links">
      {links.map(({ id, icon, label }) => (
        <li key={id}>
          <Link className="it" to={conversationHref(id)} aria-current={openId === id ? 'page' : undefined}>
            <Icon of={icon} size="s" />
            {label}
          </Link>
        </li>
      ))}
    </ul>
  );
}
/** In the address, in place of a conversation. */
export const SAVED_PAGE = 'enregistres';
export const SCHEDULED_PAGE = 'programmes';
