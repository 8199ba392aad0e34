import type { MessageView } from '@maroquin/contracts';
import { useDates, useT } from '../../../i18n/index.js';
import { AvatarStack } from '../../../ui/index.js';
import { useMessageActs } from './message-acts.js';

/** Under a message: how many replies there are, and the way to them. */
export function ThreadLink({ message: { seq, thread } }: { message: MessageView }) {
  const t = useT();
  const dates = useDates();
  const { openThread } = useMessageActs();
  if (thread === undefined || openThread === null) return null;
  const isToday = dates.day(thread.lastAt) === dates.day(new Date());
  const time = isToday ? dates.time(thread.lastAt) : dates.short(thread.lastAt);
  return (
    <button type="button" className="mq-dis-replies" onClick={() => openThread(seq)}>
      <span aria-hidden="true">
        <AvatarStack people={thread.people} size="s" />
      </span>
      <b>{t('thread.replies', { count: thread.replies })}</b>
      <span className="mq-sec mq-cut">{t('thread.last', { time })}</span>
    </button>
  );
}
