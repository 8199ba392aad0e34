import { useT } from '../../i18n/index.js';

interface UnreadBadgeProps {
  count: number;
  /** Of what: messages, or anything. */
  of?: 'messages' | 'items';
}
/** How many were not read; nothing where all were. */
export function UnreadBadge({ count, of = 'messages' }: UnreadBadgeProps) {
  const t = useT();
  if (count === 0) return null;
  return (
    <>
      <span className="mq-count" aria-hidden="true">
        {count > 99 ? '99+' : count}
      </span>
      <span className="mq-vh">{t(of === 'messages' ? 'ui.unread' : 'ui.unreadItems', { count })}</span>
    </>
  );
}
