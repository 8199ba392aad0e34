import { createBrowserRouter } from 'react-router';
import {
  loadSecurityPage,
  loadTokensPage,
  RefusedPage,
  SignInPage,
  WelcomePage,
} from '../features/sign-in/index.js';
import { loadProfilePage, PeoplePage, StoragePage, TeamPage, TeamsPage } from '../features/identity/index.js';
import {
  LinkPage,
  LinksPage,
  loadAuditPage,
  loadBreakGlassPage,
  loadCustodyLinkPage,
  loadCustodyPage,
  loadEndingPage,
  PersonRightsPage,
  RequestsPage,
  ReviewPage,
  ReviewsPage,
  RightsPage,
} from '../features/access/index.js';
import { HomePage } from './pages/home-page.js';
import { PlacePage } from './pages/place-page.js';
import { SharedPage, SpacesPage, TrashPage } from '../features/places/index.js';
import { loadMessagesPage } from '../features/messaging/index.js';
import {
  loadActivityPage,
  loadNotificationSettingsPage,
  loadOpenNotificationPage,
  loadUnsubscribePage,
} from '../features/notifications/index.js';
import { loadResultsPage } from '../features/search/index.js';
import { FilePage, loadOfficePage } from '../features/files/index.js';
import { loadCircuitVersionPage, loadEditorPage, loadTemplatesPage } from '../features/documents/index.js';
import { FailurePage, lazyPage, NotFoundPage } from '../frame/index.js';
import { AccessibilityPage } from './pages/accessibility-page.js';
import { HelpPage } from './pages/help-page.js';
import { Shell } from './shell/shell.js';

export const router = createBrowserRouter([
  { path: '/connexion', Component: SignInPage, ErrorBoundary: FailurePage },
  { path: '/connexion/refus', Component: RefusedPage, ErrorBoundary: FailurePage },
  { path: '/accessibilite', Component: AccessibilityPage, ErrorBoundary: FailurePage },
  { path: '/lien', Component: LinkPage, ErrorBoundary: FailurePage },
  {
    path: '/cles/garde',
    lazy: lazyPage(loadCustodyLinkPage),
    ErrorBoundary: FailurePage,
    HydrateFallback: () => null,
  },
  { path: '/bienvenue', Component: WelcomePage, ErrorBoundary: FailurePage },
  {
    path: '/desabonnement',
    lazy: lazyPage(loadUnsubscribePage),
    ErrorBoundary: FailurePage,
    HydrateFallback: () => null,
  },
  {
    Component: Shell,
    ErrorBoundary: FailurePage,
    HydrateFallback: () => null,
    children: [
      {
        ErrorBoundary: FailurePage,
        children: [
          { index: true, Component: HomePage },
          { path: 'espaces', Component: SpacesPage },
          { path: 'partages', Component: SharedPage },
          { path: 'e/*', Component: PlacePage },
          { path: 'd/:documentId', lazy: lazyPage(loadEditorPage) },
          { path: 'd/:documentId/circuit/:circuitId', lazy: lazyPage(loadCircuitVersionPage) },
          { path: 'modeles', lazy: lazyPage(loadTemplatesPage) },
          { path: 'messages/:conversationId?', lazy: lazyPage(loadMessagesPage) },
          { path: 'activite', lazy: lazyPage(loadActivityPage) },
          { path: 'activite/ouvrir/:id', lazy: lazyPage(loadOpenNotificationPage) },
          { path: 'activite/reglages', lazy: lazyPage(loadNotificationSettingsPage) },
          { path: 'recherche', lazy: lazyPage(loadResultsPage) },
          { path: 'corbeille', Component: TrashPage },
          { path: 'personnes', Component: PeoplePage },
          { path: 'stockage', Component: StoragePage },
          { path: 'equipes', Component: TeamsPage },
          { path: 'equipes/:teamId', Component: TeamPage },
          { path: 'fichier/:fileId', Component: FilePage },
          { path: 'fichier/:fileId/editeur', lazy: lazyPage(loadOfficePage) },
          { path: 'demandes', Component: RequestsPage },
          { path: 'liens', Component: LinksPage },
          { path: 'revues', Component: ReviewsPage },
          { path: 'revues/:reviewId', Component: ReviewPage },
          { path: 'droits', Component: RightsPage },
          { path: 'droits/personnes/:personId', Component: PersonRightsPage },
          { path: 'audit', lazy: lazyPage(loadAuditPage) },
          { path: 'cles', lazy: lazyPage(loadCustodyPage) },
          { path: 'fin', lazy: lazyPage(loadEndingPage) },
          { path: 'bris-de-glace', lazy: lazyPage(loadBreakGlassPage) },
          { path: 'profil', lazy: lazyPage(loadProfilePage) },
          { path: 'securite', lazy: lazyPage(loadSecurityPage) },
          { path: 'applications', lazy: lazyPage(loadTokensPage) },
          { path: 'aide', Component: HelpPage },
          { path: '*', Component: NotFoundPage },
        ],
      },
    ],
  },
]);
