import { useT } from '../../i18n/index.js';

/** How many messages were not read; nothing where all were. */
export function UnreadBadge({ count }: { count: number }) {
  const t = useT();
  if (count === 0) return null;
  return (
    <>
      <span className="mq-count" aria-hidden="true">
        {count > 99 ? '99+' : count}
      </span>
      <span className="mq-vh">{t('ui.unread', { count })}</span>
    </>
  );
}
