import {
  Bell,
  CircleQuestionMark,
  House,
  Layers,
  MessageCircle,
  Search,
  type LucideIcon,
} from 'lucide-react';
import { use } from 'react';
import { Link, useLocation } from 'react-router';
import { useT } from '../../i18n/index.js';
import { AccountMenu } from './account-menu.js';
import { useIsVisitor } from '../../features/access/index.js';
import { unreadIn, useConversationItems, useUnreadNotifications } from '../../api/index.js';
import { ShellContext } from '../../frame/index.js';
import { Icon, UnreadBadge } from '../../ui/index.js';

/** The leather spine: the same on every page. */
export function Spine() {
  const t = useT();
  const isVisitor = useIsVisitor();
  return (
    <nav className="mq-rail" aria-label={t('app.nav')} data-region="spine" tabIndex={-1}>
      <Link className="logo" to="/" aria-label={t('app.logo')}>
        <img src="/logo.svg" alt="" width="34" height="34" />
      </Link>
      <ul>
        <SearchItem />
        <SpineItem to="/" icon={House} label={t('app.home')} isHere={(path) => path === '/'} />
        {!isVisitor && (
          <>
            <SpineItem
              to="/espaces"
              icon={Layers}
              label={t('app.spaces')}
              isHere={(path) => /^\/(espaces|e\/|d\/)/u.test(path)}
            />
            <MessagesItem />
            <ActivityItem />
          </>
        )}
      </ul>
      <span className="sp" />
      <ul>
        <SpineItem
          to="/aide"
          icon={CircleQuestionMark}
          label={t('app.help')}
          isHere={(path) => path === '/aide'}
        />
        <li>
          <AccountMenu placement="right bottom" />
        </li>
      </ul>
    </nav>
  );
}

/** Opens the palette over whatever page it is. */
function SearchItem() {
  const t = useT();
  const { openSearch } = use(ShellContext);
  const { pathname } = useLocation();
  if (openSearch === null) return null;
  return (
    <li>
      <button
        type="button"
        aria-current={pathname === '/recherche' ? 'page' : undefined}
        aria-keyshortcuts="Control+K"
        title={t('app.searchKeys')}
        onClick={openSearch}
      >
        <Icon of={Search} size="l" />
        <span>{t('app.search')}</span>
      </button>
    </li>
  );
}

/** All my conversations, with how many messages were not read. */
export function MessagesItem() {
  const count = unreadIn(useConversationItems());
  return (
    <SpineItem
      to="/messages"
      icon={MessageCircle}
      label={useT()('app.messages')}
      isHere={(path) => path.startsWith('/messages')}
      count={count}
    />
  );
}

/** How many of my notifications are unread. */
export function ActivityItem() {
  const count = useUnreadNotifications();
  return (
    <SpineItem
      to="/activite"
      icon={Bell}
      label={useT()('app.activity')}
      isHere={(path) => path.startsWith('/activite')}
      count={count}
      of="items"
    />
  );
}

interface SpineItemProps {
  to: string;
  icon: LucideIcon;
  label: string;
  isHere: (path: string) => boolean;
  count?: number;
  /** What is counted. */
  of?: 'messages' | 'items';
}
export function SpineItem({ to, icon, label, isHere, count = 0, of = 'messages' }: SpineItemProps) {
  const { pathname } = useLocation();
  return (
    <li>
      <Link to={to} aria-current={isHere(pathname) ? 'page' : undefined}>
        <Icon of={icon} size="l" />
        <span>{label}</span>
        <UnreadBadge count={count} of={of} />
      </Link>
    </li>
  );
}
