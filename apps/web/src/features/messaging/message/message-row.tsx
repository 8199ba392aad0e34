import { CircleAlert, Clock, Pin } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ConversationEvent, MessageView, PersonView } from '@maroquin/contracts';
import { ApiError, useMe } from '../../../api/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import { PersonCardName } from '../../identity/index.js';
import { Avatar, Button, Icon, PersonName, personName, toast, useStore } from '../../../ui/index.js';
import type { MessageOutbox, PendingMessage } from '../conversation/outbox.js';
import { FileCards } from '../attachments/file-cards.js';
import { LinkCards } from '../attachments/link-cards.js';
import { EditField } from './edit-field.js';
import { eventWords } from './event-words.js';
import { Edited } from './former-texts.js';
import { toWritten } from './mentions.js';
import { useMessageActs } from './message-acts.js';
import { MessageBar } from './message-bar.js';
import { MessageBody } from './message-body.js';
import { Quote } from './quote.js';
import { Reactions } from './reactions.js';
import { WriteTo } from './write-to.js';
import { ThreadLink } from './thread-link.js';

export interface MessageRowProps {
  message: MessageView;
  follows: boolean;
  /** Under the pointer, or with the focus: it shows what can be done with it. */
  isActive: boolean;
  onActive: (seq: number | null) => void;
}
export function MessageRow({ message, follows, isActive, onActive }: MessageRowProps) {
  const acts = useMessageActs();
  const isEdited = useStore(acts.editing) === message.seq;
  const row = useRef<HTMLLIElement>(null);
  const [isBusy, setBusy] = useState(false);
  if (useStore(acts.leaving).has(message.seq)) return null;
  if (message.event !== undefined) return <EventRow message={message} event={message.event} />;
  if (message.deleted !== undefined) return <DeletedRow message={message} deleted={message.deleted} />;
  const stopEditing = (): void => {
    acts.editing.set(null);
    row.current?.closest('.mq-dis-conv')?.querySelector<HTMLElement>('.mq-dis-composer textarea')?.focus();
  };
  return (
    <li
      ref={row}
      className={`mq-dis-msg ${follows ? 'follows' : ''} ${isActive ? 'active' : ''}`}
      data-seq={message.seq}
      tabIndex={-1}
      onPointerEnter={() => onActive(message.seq)}
      onPointerLeave={() => !isBusy && !row.current?.contains(document.activeElement) && onActive(null)}
      onFocus={() => onActive(message.seq)}
    >
      <Author message={message} follows={follows} isActive={isActive || isBusy} onBusy={setBusy} />
      {message.pinned !== undefined && <Pinned by={message.pinned.by} />}
      {message.quote !== undefined && <Quote seq={message.quote} />}
      {isEdited ? (
        <EditField message={message} onDone={stopEditing} />
      ) : (
        <div className="mq-dis-body">
          <MessageBody text={message.text} mentions={message.mentions} />
          <FileCards of={message} />
          <LinkCards text={message.text} />
          {follows && message.editedAt !== undefined && <Edited message={message} at={message.editedAt} />}
        </div>
      )}
      <Reactions message={message} />
      <ThreadLink message={message} />
      {(isActive || isBusy) && !isEdited && <MessageBar message={message} onBusy={setBusy} />}
    </li>
  );
}

interface AuthorProps extends Pick<MessageRowProps, 'message' | 'follows' | 'isActive'> {
  /** Something of it is open over the page: it stays as it is. */
  onBusy: (isBusy: boolean) => void;
}
function Author({ message, follows, isActive, onBusy }: AuthorProps) {
  const t = useT();
  const dates = useDates();
  const myId = useMe().person.id;
  const author = message.author ?? { id: 'nobody', name: t('conversation.formerMember') };
  return (
    <>
      {!follows && <Avatar person={author} size="l" isDecorative />}
      <div className={follows ? 'mq-vh' : 'mq-dis-who'}>
        <b>
          {/* One more stop for Tab in the message one is on, and in no other. */}
          {isActive && !follows && message.author !== null ? (
            <PersonCardName
              person={message.author}
              onOpenChange={onBusy}
              actions={message.author.id !== myId && <WriteTo person={message.author} />}
            />
          ) : (
            <PersonName person={author} />
          )}
        </b>{' '}
        <time dateTime={message.at} title={dates.full(message.at)}>
          {dates.time(message.at)}
        </time>
        {!follows && message.editedAt !== undefined && <Edited message={message} at={message.editedAt} />}
      </div>
      {follows && (
        <span className="mq-dis-hover" aria-hidden="true">
          {dates.time(message.at)}
        </span>
      )}
    </>
  );
}

function Pinned({ by }: { by: PersonView | null }) {
  const t = useT();
  return (
    <p className="mq-dis-pinned">
      <Icon of={Pin} size="s" />
      {by === null ? t('message.isPinned') : t('message.pinnedBy', { name: personName(t, by) })}
    </p>
  );
}

/** Somebody joined or left a conversation, or gave it a name. */
function EventRow({ message, event }: { message: MessageView; event: ConversationEvent }) {
  const t = useT();
  const dates = useDates();
  return (
    <li className="mq-dis-msg gone" data-seq={message.seq} tabIndex={-1}>
      <p className="mq-dis-gone" title={dates.full(message.at)}>
        {eventWords(t, message.author, event)} <time dateTime={message.at}>{dates.time(message.at)}</time>
      </p>
    </li>
  );
}

/** It keeps its place: what was answered to it still makes sense. */
function DeletedRow({
  message,
  deleted,
}: {
  message: MessageView;
  deleted: NonNullable<MessageView['deleted']>;
}) {
  const t = useT();
  const dates = useDates();
  const time = dates.time(deleted.at);
  return (
    <li className="mq-dis-msg gone" data-seq={message.seq} tabIndex={-1}>
      <p className="mq-dis-gone" title={dates.full(deleted.at)}>
        {deleted.by === null
          ? t('message.gone', { time })
          : t('message.goneBy', { name: personName(t, deleted.by), time })}
      </p>
      <ThreadLink message={message} />
    </li>
  );
}

export interface PendingRowProps {
  pending: PendingMessage;
  follows: boolean;
  me: { id: string; name: string };
  outbox: MessageOutbox;
  /** The connection is known to be cut: said at once rather than after a moment. */
  isCut: boolean;
}
export function PendingRow({ pending, follows, me, outbox, isCut }: PendingRowProps) {
  const dates = useDates();
  return (
    <li className={`mq-dis-msg ${follows ? 'follows' : ''}`} data-pending={pending.state}>
      {!follows && <Avatar person={me} size="l" isDecorative />}
      <div className={follows ? 'mq-vh' : 'mq-dis-who'}>
        <b>{me.name}</b> <time dateTime={pending.at}>{dates.time(pending.at)}</time>
      </div>
      {pending.quote !== undefined && <Quote seq={pending.quote} />}
      <div className="mq-dis-body">
        <MessageBody text={pending.text} />
        {pending.files && <FileCards of={{ ...pending, author: me, files: [...pending.files] }} />}
      </div>
      {pending.state === 'waiting' && <Waiting isCut={isCut} />}
      {pending.state === 'refused' && <Refusal pending={pending} outbox={outbox} />}
    </li>
  );
}

function Waiting({ isCut }: { isCut: boolean }) {
  const t = useT();
  return (
    <p className={`mq-dis-state wait ${isCut ? '' : 'late'}`}>
      <Icon of={Clock} size="s" />
      {t('conversation.waiting')}
    </p>
  );
}

function Refusal({ pending, outbox }: { pending: PendingMessage; outbox: MessageOutbox }) {
  const t = useT();
  const error = new ApiError(400, pending.code ?? 'request.invalid', null);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(toWritten(pending.text));
    toast({ text: t('ui.copied') });
  };
  return (
    <div className="mq-dis-state ko">
      <Icon of={CircleAlert} size="s" />
      <p>
        <b>{t('conversation.refused')}</b> · {error.title(t.locale)} {error.remedy(t.locale)}
      </p>
      {pending.code === 'message.many-people' && (
        <Button size="s" variant="primary" onPress={() => outbox.sendToMany(pending)}>
          {t('conversation.sendAnyway')}
        </Button>
      )}
      <Button size="s" onPress={() => void copy()}>
        {t('conversation.copy')}
      </Button>
      <Button size="s" variant="ghost" onPress={() => outbox.discard(pending)}>
        {t('conversation.discard')}
      </Button>
    </div>
  );
}
