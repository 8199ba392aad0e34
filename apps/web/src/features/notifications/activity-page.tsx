import { AtSign, Bell, CheckCheck, MailOpen, Settings, type LucideIcon } from 'lucide-react';
import { Link, useSearchParams } from 'react-router';
import { type NotificationFilter, notificationFilterSchema } from '@maroquin/contracts';
import { useUnreadNotifications } from '../../api/index.js';
import { PageBody, PageHeader } from '../../frame/index.js';
import { type MessageKey, useT } from '../../i18n/index.js';
import {
  Button,
  EmptyState,
  ErrorNote,
  Icon,
  IconButton,
  LinkButton,
  NO_SIDEBAR,
  reportFailure,
  ShowMore,
  Skeleton,
  toast,
  UnreadBadge,
  useIsPhone,
  useMedia,
} from '../../ui/index.js';
import { ActivityList } from './activity-list.js';
import { useMarkNotifications, useNotifications } from './notifications-api.js';
import './activity.css';

const filters: Readonly<
  Record<NotificationFilter, { readonly icon: LucideIcon; readonly label: MessageKey }>
> = {
  all: { icon: Bell, label: 'activity.all' },
  unread: { icon: MailOpen, label: 'activity.unread' },
  mentions: { icon: AtSign, label: 'activity.mentions' },
};
const filterHref = (show: NotificationFilter): string =>
  show === 'all' ? '/activite' : `/activite?type=${show}`;

/** `/activite`: the person's notifications, by day, the newest first. */
export function ActivityPage() {
  const t = useT();
  const [query] = useSearchParams();
  const show = notificationFilterSchema.catch('all').parse(query.get('type') ?? 'all');
  const list = useNotifications(show);
  const hasSide = !useMedia(NO_SIDEBAR);
  return (
    <div className={`mq-act ${hasSide ? 'sided' : ''}`}>
      {hasSide && <Filters show={show} className="mq-side" />}
      <section className="mq-act-main" aria-label={t('activity.title')}>
        <PageHeader title={t('activity.title')} actions={<MarkAll />} />
        <PageBody>
          {!hasSide && <Filters show={show} className="mq-act-chips" />}
          {list.error && <ErrorNote error={list.error} />}
          {list.isPending && <Skeleton />}
          {list.isSuccess && list.rows.length === 0 && <Nothing show={show} />}
          {list.rows.length > 0 && <ActivityList rows={list.rows} />}
          <ShowMore list={list} />
          {list.rows.length > 0 && !list.hasMore && (
            <p className="mq-small mq-muted end">{t('activity.kept')}</p>
          )}
        </PageBody>
      </section>
    </div>
  );
}

/** Beside the list; above it where there is no room. */
function Filters({ show, className }: { show: NotificationFilter; className: string }) {
  const t = useT();
  const unread = useUnreadNotifications();
  return (
    <nav className={className} aria-label={t('activity.filters')} data-region="filters" tabIndex={-1}>
      <div>
        <h2>{t('activity.filters')}</h2>
        <ul>
          {notificationFilterSchema.options.map((one) => (
            <li key={one}>
              <Link
                className="it"
                to={filterHref(one)}
                aria-current={one === show ? 'page' : undefined}
                replace
              >
                <Icon of={filters[one].icon} />
                <span className="mq-grow mq-cut">{t(filters[one].label)}</span>
                {one === 'unread' && <UnreadBadge count={unread} of="items" />}
              </Link>
            </li>
          ))}
        </ul>
      </div>
      <div>
        <ul>
          <li>
            <Link className="it" to="/activite/reglages">
              <Icon of={Settings} />
              <span className="mq-grow mq-cut">{t('activity.settings')}</span>
            </Link>
          </li>
        </ul>
      </div>
    </nav>
  );
}

function Nothing({ show }: { show: NotificationFilter }) {
  const t = useT();
  if (show === 'all') return <EmptyState title={t('activity.none')}>{t('activity.noneText')}</EmptyState>;
  return (
    <EmptyState
      title={t(show === 'unread' ? 'activity.noneUnread' : 'activity.noneMentions')}
      actions={<LinkButton to={filterHref('all')}>{t('activity.clear')}</LinkButton>}
    />
  );
}

function MarkAll() {
  const t = useT();
  const mark = useMarkNotifications();
  const unread = useUnreadNotifications();
  const run = (): void =>
    mark.mutate(
      { read: true },
      {
        onSuccess: ({ ids }) =>
          toast({
            text: t('activity.marked', { count: ids.length }),
            ...(ids.length > 0 && {
              undo: () => mark.mutate({ ids, read: false }, { onError: reportFailure }),
            }),
          }),
        onError: reportFailure,
      },
    );
  const shared = { icon: CheckCheck, isDisabled: unread === 0 || mark.isPending, onPress: run };
  return useIsPhone() ? (
    <IconButton label={t('activity.markAll')} {...shared} />
  ) : (
    <Button {...shared}>{t('activity.markAll')}</Button>
  );
}
