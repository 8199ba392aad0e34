import { BookOpenCheck, House, Layers, Plus } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useMe } from '../api/index.js';
import { useT } from '../i18n/index.js';
import { AccountMenu } from '../identity/account-menu.js';
import { placeHref } from '../places/hrefs.js';
import { useNewDocument } from '../places/use-new-document.js';
import { Icon, useStore } from '../ui/index.js';
import { primaryAction } from './shortcuts.js';
import { SpineItem } from './spine.js';

/** The bottom bar of the phone; "+" runs the primary button of the page. */
export function BottomBar() {
  const t = useT();
  const me = useMe();
  const action = useStore(primaryAction);
  const newDocument = useNewDocument();
  const mine = placeHref([me.personalSpaceId], 'documents');
  return (
    <nav className="mq-nav" aria-label={t('app.navPhone')} data-region="bottom" tabIndex={-1}>
      <ul>
        <SpineItem to="/" icon={House} label={t('app.home')} isHere={(path) => path === '/'} />
        <SpineItem
          to="/espaces"
          icon={Layers}
          label={t('app.spaces')}
          isHere={(path) => path === '/espaces' || (path.startsWith('/e/') && !path.startsWith(`/e/${me.personalSpaceId}`))}
        />
        <li>
          <Button
            aria-label={action?.label ?? t('app.newDocument')}
            onPress={() => (action ? action.run() : newDocument({ kind: 'prose' }))}
          >
            <span className="new">
              <Icon of={Plus} size="l" />
            </span>
          </Button>
        </li>
        <SpineItem to={mine} icon={BookOpenCheck} label={t('app.mine')} isHere={(path) => path.startsWith(`/e/${me.personalSpaceId}`)} />
        <li>
          <AccountMenu placement="top end" />
        </li>
      </ul>
    </nav>
  );
}
