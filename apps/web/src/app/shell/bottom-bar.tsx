import { House, Layers, Plus } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useT } from '../../i18n/index.js';
import { AccountMenu } from './account-menu.js';
import { primaryAction } from '../../frame/index.js';
import { useNewDocumentAnywhere } from '../../features/documents/index.js';
import { Icon, Menu, useStore } from '../../ui/index.js';
import { ActivityItem, MessagesItem, SpineItem } from './spine.js';

/** The bottom bar of the phone; "+" runs the primary button of the page. */
export function BottomBar() {
  const t = useT();
  return (
    <nav className="mq-nav" aria-label={t('app.navPhone')} data-region="bottom" tabIndex={-1}>
      <ul>
        <SpineItem to="/" icon={House} label={t('app.home')} isHere={(path) => path === '/'} />
        <SpineItem
          to="/espaces"
          icon={Layers}
          label={t('app.spaces')}
          isHere={(path) => path === '/espaces' || path.startsWith('/e/')}
        />
        <NewButton />
        <MessagesItem />
        <ActivityItem />
        <li>
          <AccountMenu placement="top end" />
        </li>
      </ul>
    </nav>
  );
}

/** "+": the primary button of the page; a menu where the page can make several things. */
function NewButton() {
  const t = useT();
  const action = useStore(primaryAction);
  const newDocument = useNewDocumentAnywhere();
  const more = action?.more ?? [];
  const label = more.length > 0 ? t('app.new') : (action?.label ?? t('app.newDocument'));
  const run = action ? () => action.run() : newDocument;
  if (run === null) return null;
  const button = (
    <Button aria-label={label} onPress={more.length > 0 ? undefined : run}>
      <span className="new">
        <Icon of={Plus} size="l" />
      </span>
    </Button>
  );
  if (!action || more.length === 0) return <li>{button}</li>;
  return (
    <li>
      <Menu
        label={label}
        placement="top"
        trigger={button}
        items={[{ id: 'primary', icon: Plus, label: action.label, onAction: run }, ...more]}
      />
    </li>
  );
}
