import { Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { Outlet, useLocation, useMatch, useNavigate } from 'react-router';
import {
  closeSocket,
  forgetHere,
  getSocket,
  isApiError,
  queryClient,
  sendLocale,
  sendPerson,
  unreadIn,
  useCapability,
  useConversationItems,
  useLiveConversations,
  useLiveNotifications,
  useLivePresence,
  useMaybeMe,
  useMe,
  useSharingHints,
} from '../../api/index.js';
import { UnsentBanner } from '../../features/coediting/index.js';
import { AccountNotices } from '../../features/identity/index.js';
import { trayIsOn, UploadTray } from '../../features/files/index.js';
import { useLocaleSwitch, useT } from '../../i18n/index.js';
import { EndingBanner, useIsVisitor, useVisitEnd, VisitLine } from '../../features/access/index.js';
import {
  BannerSlot,
  FailureDialog,
  LiveRegion,
  NO_SIDEBAR,
  photosAreShown,
  ToastRegion,
  useMedia,
  useStore,
} from '../../ui/index.js';
import { sendKeptMessages } from '../../features/messaging/index.js';
import { BottomBar } from './bottom-bar.js';
import { KeysDialog } from './keys-dialog.js';
import {
  primaryAction,
  ServiceBanner,
  titleCount,
  ShellContext,
  usePageChange,
  useRegionCycling,
  useShortcut,
  useFocusGuard,
} from '../../frame/index.js';
import { useSearchPalette } from './search-palette.js';
import { Sidebar, SidebarDrawer } from './sidebar.js';
import { Spine } from './spine.js';

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
    if (!locale) return;
    setLocale(locale);
    sendLocale(locale);
  }, [locale, setLocale]);
  const personId = me.data?.person.id;
  useEffect(() => {
    if (personId !== undefined) sendPerson(personId);
  }, [personId]);
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
    void forgetHere();
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
    sendKeptMessages(personId).catch(() => undefined);
  }, [personId]);
}

/** The count stands before the title of the page, where the browser's tab shows it. */
function useUnreadTitle(): void {
  const count = unreadIn(useConversationItems());
  useEffect(() => titleCount.set(count), [count]);
}

/** Guests and visitors see no directory, and no photos. */
function usePhotos(): void {
  const areShown = useCapability('people.list');
  useEffect(() => photosAreShown.set(areShown), [areShown]);
}

/** What every page receives and sends, whatever it shows. */
function useLivePage(): void {
  // Every page learns at once that its session ended, one that only shows a list too.
  useEffect(() => void getSocket(), []);
  useKeptMessages();
  useSharingHints();
  useLiveConversations();
  useLiveNotifications();
  useLivePresence();
  useUnreadTitle();
  usePhotos();
}

function Frame() {
  const t = useT();
  const isNarrow = useMedia(NO_SIDEBAR);
  const isEditor = useMatch('/d/:documentId') !== null;
  const ownLists = [useMatch('/messages/*'), useMatch('/activite'), useMatch('/recherche')];
  const hasListOfItsOwn = ownLists.some((match) => match !== null);
  const [drawer, setDrawer] = useState(false);
  const [keys, setKeys] = useState(false);
  useLivePage();
  const isVisitor = useIsVisitor();
  const hasSidebar = !isNarrow && !isEditor && !isVisitor && !hasListOfItsOwn;
  const { pathname } = useLocation();
  useEffect(() => setDrawer(false), [pathname]);
  usePageChange();
  useFocusGuard();
  useRegionCycling();
  const openKeys = useCallback(() => setKeys(true), []);
  useShortcut('ctrl+/', openKeys);
  useShortcut('alt+n', () => primaryAction.get()?.run());
  const hasDrawer = !hasSidebar && !isVisitor;
  const { open: openSearch, palette } = useSearchPalette(openKeys);
  const offer = useMemo(
    () => ({ openDrawer: () => setDrawer(true), hasDrawer, openSearch }),
    [hasDrawer, openSearch],
  );
  return (
    <ShellContext value={offer}>
      <a className="mq-skip" href="#contenu">
        {t('app.skip')}
      </a>
      <div className={`mq-app ${hasSidebar ? '' : 'noside'} ${isEditor || isVisitor ? 'nonav' : ''}`}>
        <Spine />
        {hasSidebar && <Sidebar />}
        <main id="contenu" className="mq-main" tabIndex={-1} data-region="content">
          <EndingBanner />
          <BannerSlot />
          <VisitLine />
          <Suspense fallback={null}>
            <Outlet />
          </Suspense>
        </main>
        {!isEditor && !isVisitor && <BottomBar />}
      </div>
      <SidebarDrawer isOpen={drawer} onClose={() => setDrawer(false)} />
      {palette}
      <KeysDialog isOpen={keys} onClose={() => setKeys(false)} />
      <Overlays />
    </ShellContext>
  );
}

/** What stands over every page. */
function Overlays() {
  const hasUploads = useStore(trayIsOn);
  return (
    <>
      <ServiceBanner />
      <AccountNotices />
      <UnsentBanner />
      <FailureDialog />
      <Suspense fallback={null}>{hasUploads && <UploadTray />}</Suspense>
      <ToastRegion />
      <LiveRegion />
    </>
  );
}
