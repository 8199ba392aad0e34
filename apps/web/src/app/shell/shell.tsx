import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { Outlet, useLocation, useMatch, useNavigate } from 'react-router';
import { isApiError, queryClient, useMaybeMe, useMe } from '../../api/index.js';
import { UnsentBanner } from '../../features/coediting/unsent/unsent-banner.js';
import { trayIsOn } from '../../features/files/tray-switch.js';
import { useLocaleSwitch, useT } from '../../i18n/index.js';
import { closeSocket } from '../../api/index.js';
import { useIsVisitor, useVisitEnd, VisitLine } from '../../features/access/outside/visit.js';
import { BannerSlot, FailureDialog, LiveRegion, ToastRegion, useStore } from '../../ui/index.js';
import { BottomBar } from './bottom-bar.js';
import { KeysDialog } from './keys-dialog.js';
import { ShellContext } from '../../frame/page.js';
import { useRegionCycling } from '../../frame/regions.js';
import { ServiceBanner } from '../../frame/service-banner.js';
import { primaryAction, useShortcut } from '../../frame/shortcuts.js';
import { Sidebar, SidebarDrawer } from './sidebar.js';
import { Spine } from './spine.js';
import { usePageChange } from '../../frame/use-page-change.js';
import { NO_SIDEBAR, useMedia } from '../../ui/hooks/use-media.js';

/** Uploads go on while one looks at other pages; the tray comes with the first of them. */
const UploadTray = lazy(async () => ({
  default: (await import('../../features/files/upload-tray.js')).UploadTray,
}));

/** The frame of every page of a signed-in person. It never disappears while pages load. */
export function Shell() {
  const t = useT();
  const me = useMaybeMe();
  const { setLocale } = useLocaleSwitch();
  const goToSignIn = useGoToSignIn();
  const isOut = isApiError(me.error, 'request.unauthenticated');
  useVisitEnd(goToSignIn);
  useEffect(() => {
    if (isOut) goToSignIn();
  }, [isOut, goToSignIn]);
  // A visitor has no language of its own kept here: that of the page stays.
  const locale = me.data?.visit === undefined ? me.data?.locale : undefined;
  useEffect(() => {
    if (locale) setLocale(locale);
  }, [locale, setLocale]);
  if (me.data) return <Frame />;
  return (
    <div className="mq-open">
      <ServiceBanner />
      <BannerSlot />
      <p role="status">{isOut ? '' : t('app.waitingFor')}</p>
    </div>
  );
}

function useGoToSignIn(): () => void {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  return useCallback(() => {
    closeSocket();
    queryClient.clear();
    void navigate(pathname === '/' ? '/connexion' : `/connexion?suite=${encodeURIComponent(pathname)}`, {
      replace: true,
    });
  }, [navigate, pathname]);
}

/** Messages that an earlier visit could not send leave as soon as one is back, on whatever page. */
function useKeptMessages(): void {
  const personId = useMe().person.id;
  useEffect(() => {
    // Cut off already: the discussions load it when they are opened.
    import('../../features/messaging/conversation/session.js')
      .then(({ outboxOf }) => outboxOf(personId))
      .catch(() => undefined);
  }, [personId]);
}

function Frame() {
  const t = useT();
  const isNarrow = useMedia(NO_SIDEBAR);
  const isEditor = useMatch('/d/:documentId') !== null;
  const [drawer, setDrawer] = useState(false);
  const [keys, setKeys] = useState(false);
  const hasUploads = useStore(trayIsOn);
  useKeptMessages();
  const isVisitor = useIsVisitor();
  const hasSidebar = !isNarrow && !isEditor && !isVisitor;
  const { pathname } = useLocation();
  useEffect(() => setDrawer(false), [pathname]);
  usePageChange();
  useRegionCycling();
  useShortcut('ctrl+/', () => setKeys(true));
  useShortcut('alt+n', () => primaryAction.get()?.run());
  const hasDrawer = !hasSidebar && !isVisitor;
  const offer = useMemo(() => ({ openDrawer: () => setDrawer(true), hasDrawer }), [hasDrawer]);
  return (
    <ShellContext value={offer}>
      <a className="mq-skip" href="#contenu">
        {t('app.skip')}
      </a>
      <div className={`mq-app ${hasSidebar ? '' : 'noside'} ${isEditor || isVisitor ? 'nonav' : ''}`}>
        <Spine />
        {hasSidebar && <Sidebar />}
        <main id="contenu" className="mq-main" tabIndex={-1} data-region="content">
          <BannerSlot />
          <VisitLine />
          <Suspense fallback={null}>
            <Outlet />
          </Suspense>
        </main>
        {!isEditor && !isVisitor && <BottomBar />}
      </div>
      <SidebarDrawer isOpen={drawer} onClose={() => setDrawer(false)} />
      <KeysDialog isOpen={keys} onClose={() => setKeys(false)} />
      <ServiceBanner />
      <UnsentBanner />
      <FailureDialog />
      <Suspense fallback={null}>{hasUploads && <UploadTray />}</Suspense>
      <ToastRegion />
      <LiveRegion />
    </ShellContext>
  );
}
