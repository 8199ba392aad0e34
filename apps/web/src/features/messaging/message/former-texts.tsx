import type { MessageView } from '@maroquin/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useDates, useT } from '../../../i18n/index.js';
import { Dialog, ErrorNote, Skeleton } from '../../../ui/index.js';
import { useMessageActs } from './message-acts.js';
import { MessageBody } from './message-body.js';

/** "modifié"; its author and managers see what the message said before. */
export function Edited({ message, at }: { message: MessageView; at: string }) {
  const t = useT();
  const dates = useDates();
  const acts = useMessageActs();
  const [isOpen, setOpen] = useState(false);
  const title = t('message.editedAt', { time: dates.full(at) });
  if (!acts.isMine(message) && !acts.channel.canOpen)
    return (
      <span className="mq-dis-edited" title={title}>
        {t('message.edited')}
      </span>
    );
  return (
    <>
      <button
        type="button"
        className="mq-dis-edited"
        title={title}
        aria-label={t('message.showFormer', { time: dates.full(at) })}
        onClick={() => setOpen(true)}
      >
        {t('message.edited')}
      </button>
      {isOpen && <FormerTexts message={message} onClose={() => setOpen(false)} />}
    </>
  );
}

function FormerTexts({ message, onClose }: { message: MessageView; onClose: () => void }) {
  const t = useT();
  const dates = useDates();
  const acts = useMessageActs();
  const { data, error } = useQuery({
    queryKey: ['message-edits', acts.channel.id, message.seq, message.version],
    queryFn: () => acts.edits(message.seq),
  });
  return (
    <Dialog isOpen onClose={onClose} title={t('message.formerTitle')}>
      {error !== null && <ErrorNote error={error} />}
      {data === undefined && error === null && <Skeleton rows={2} label={t('conversation.loading')} />}
      <ol className="mq-dis-former">
        {data?.items.map(({ text, at }) => (
          <li key={at}>
            <time dateTime={at}>{dates.full(at)}</time>
            <MessageBody text={text} />
          </li>
        ))}
        {data !== undefined && (
          <li>
            <span>{t('message.formerNow')}</span>
            <MessageBody text={message.text} />
          </li>
        )}
      </ol>
    </Dialog>
  );
}
