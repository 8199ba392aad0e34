import type { MessageView } from '@maroquin/contracts';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import type { MouseEvent } from 'react';
import { queryKeys } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { IconButton, personName, useStore } from '../../../ui/index.js';
import { saidIn } from './mentions.js';
import { useMessageActs } from './message-acts.js';

const MOST = 200;

/** The message that is answered, as it is by now. */
export function Quote({ seq }: { seq: number }) {
  const acts = useMessageActs();
  const shown = acts.find(seq);
  const { data } = useQuery({
    queryKey: queryKeys.message(acts.channel.id, seq),
    queryFn: () => acts.read(seq),
    enabled: shown === undefined,
  });
  const message = shown ?? data ?? null;
  if (message === null) return null;
  const goThere = ({ currentTarget }: MouseEvent): void => {
    const list = currentTarget.closest('.mq-dis-list');
    const row = list?.querySelector<HTMLElement>(`li[data-seq="${String(seq)}"]`);
    row?.scrollIntoView({ block: 'center' });
    row?.focus();
  };
  return (
    <blockquote className="mq-dis-quote">
      {shown === undefined ? (
        <Words of={message} />
      ) : (
        <button type="button" onClick={goThere}>
          <Words of={message} />
        </button>
      )}
    </blockquote>
  );
}

function Words({ of: message }: { of: MessageView }) {
  const { author, deleted } = message;
  const t = useT();
  const name = author === null ? t('conversation.formerMember') : personName(t, author);
  const words = deleted === undefined ? saidIn(message).slice(0, MOST) : t('message.quoteGone');
  return <span className="mq-cut">{t('message.quoted', { name, text: words })}</span>;
}

/** Above the field: what the next message answers. */
export function Quoting() {
  const t = useT();
  const acts = useMessageActs();
  const message = useStore(acts.quoting);
  if (message === null) return null;
  return (
    <div className="mq-dis-quoting">
      <blockquote className="mq-dis-quote">
        <Words of={message} />
      </blockquote>
      <IconButton icon={X} label={t('message.quoteNot')} size="s" onPress={() => acts.quoting.set(null)} />
    </div>
  );
}
