import { CircleAlert, Clock } from 'lucide-react';
import type { MessageView } from '@maroquin/contracts';
import { ApiError } from '../../../api/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import { Avatar, Button, Icon, PersonName, toast } from '../../../ui/index.js';
import { splitLinks } from './message-text.js';
import type { MessageOutbox, PendingMessage } from '../conversation/outbox.js';

/** Text as it was written: lines kept, addresses can be followed, nothing else is interpreted. */
export function MessageText({ text }: { text: string }) {
  return (
    <p className="mq-dis-text">
      {splitLinks(text).map((part, index) =>
        part.href === undefined ? (
          part.text
        ) : (
          <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </a>
        ),
      )}
    </p>
  );
}

export function MessageRow({ message, follows }: { message: MessageView; follows: boolean }) {
  const t = useT();
  const dates = useDates();
  const author = message.author ?? { id: 'nobody', name: t('conversation.formerMember') };
  const time = (
    <time dateTime={message.at} title={dates.full(message.at)}>
      {dates.time(message.at)}
    </time>
  );
  return (
    <li className={`mq-dis-msg ${follows ? 'follows' : ''}`} data-seq={message.seq}>
      {!follows && <Avatar person={author} size="l" isDecorative />}
      <div className={follows ? 'mq-vh' : 'mq-dis-who'}>
        <b>
          <PersonName person={author} />
        </b>{' '}
        {time}
      </div>
      <MessageText text={message.text} />
      {follows && (
        <span className="mq-dis-hover" aria-hidden="true">
          {dates.time(message.at)}
        </span>
      )}
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
      <MessageText text={pending.text} />
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
    await navigator.clipboard.writeText(pending.text);
    toast({ text: t('ui.copied') });
  };
  return (
    <div className="mq-dis-state ko">
      <Icon of={CircleAlert} size="s" />
      <p>
        <b>{t('conversation.refused')}</b> · {error.title(t.locale)} {error.remedy(t.locale)}
      </p>
      <Button size="s" onPress={() => void copy()}>
        {t('conversation.copy')}
      </Button>
      <Button size="s" variant="ghost" onPress={() => outbox.discard(pending)}>
        {t('conversation.discard')}
      </Button>
    </div>
  );
}
