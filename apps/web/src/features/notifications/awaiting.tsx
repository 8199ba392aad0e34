import { Link } from 'react-router';
import type { NotificationKind } from '@maroquin/contracts';
import { useCircuitParts } from '../../api/index.js';
import { useT } from '../../i18n/index.js';
import { ActivityList } from './activity-list.js';
import { CircuitRows } from './circuit-rows.js';
import { useNotifications } from './notifications-api.js';
import './activity.css';

/** What somebody asks of me; the rest of the activity only informs. What a circuit asks has a line of its own. */
const ASKING: ReadonlySet<NotificationKind> = new Set([
  'mention',
  'reply',
  'direct',
  'comment-assigned',
  'access-requested',
  'circuit-returned',
]);
const SHOWN = 5;

/** « Ce qui vous attend » on the home page; absent while nothing does. */
export function Awaiting() {
  const t = useT();
  const rows = useNotifications('unread').rows.filter(({ kind }) => ASKING.has(kind));
  const parts = useCircuitParts();
  if (rows.length + parts.length === 0) return null;
  return (
    <section className="mq-awaiting" aria-labelledby="awaiting">
      <div className="mq-sect">
        <h2 id="awaiting">
          {t('activity.awaiting')} <span className="mq-muted mq-num">{rows.length + parts.length}</span>
        </h2>
        <Link to="/activite">{t('activity.allOfIt')}</Link>
      </div>
      {parts.length > 0 && <CircuitRows parts={parts} />}
      {rows.length > 0 && <ActivityList rows={rows.slice(0, SHOWN)} headings="h3" />}
    </section>
  );
}
