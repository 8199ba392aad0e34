import { createBrowserRouter } from 'react-router';
import { RefusedPage } from '../features/sign-in/refused-page.js';
import { SignInPage } from '../features/sign-in/sign-in-page.js';
import { WelcomePage } from '../features/sign-in/welcome-page.js';
import { PeoplePage } from '../features/identity/people-page.js';
import { PersonRightsPage } from '../features/access/oversight/person-rights-page.js';
import { RightsPage } from '../features/access/oversight/rights-page.js';
import { HomePage } from './pages/home-page.js';
import { PlacePage } from './pages/place-page.js';
import { SpacesPage } from '../features/places/spaces-page.js';
import { TrashPage } from '../features/places/trash-page.js';
import { ReviewPage } from '../features/access/reviews/review-page.js';
import { ReviewsPage } from '../features/access/reviews/reviews-page.js';
import { FilePage } from '../features/files/file-page.js';
import { LinkPage } from '../features/access/outside/link-page.js';
import { LinksPage } from '../features/access/outside/links-page.js';
import { RequestsPage } from '../features/access/outside/requests-page.js';
import { FailurePage, NotFoundPage } from '../frame/failure-pages.js';
import { HelpPage } from './pages/help-page.js';
import { Shell } from './shell/shell.js';

/** The editor is the heavy part (Tiptap, Yjs): it comes with the first document opened. */
const lazyEditor = async () => {
  const { EditorPage } = await import('../features/documents/page/editor-page.js');
  return { Component: EditorPage };
};

/** Passkeys and QR codes come with the page that makes them. */
const lazySecurity = async () => {
  const { SecurityPage } = await import('../features/sign-in/security/security-page.js');
  return { Component: SecurityPage };
};

export const router = createBrowserRouter([
  { path: '/connexion', Component: SignInPage, ErrorBoundary: FailurePage },
  { path: '/connexion/refus', Component: RefusedPage, ErrorBoundary: FailurePage },
  { path: '/lien', Component: LinkPage, ErrorBoundary: FailurePage },
  { path: '/bienvenue', Component: WelcomePage, ErrorBoundary: FailurePage },
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
          { path: 'e/*', Component: PlacePage },
          { path: 'd/:documentId', lazy: lazyEditor },
          { path: 'corbeille', Component: TrashPage },
          { path: 'personnes', Component: PeoplePage },
          { path: 'fichier/:fileId', Component: FilePage },
          { path: 'demandes', Component: RequestsPage },
          { path: 'liens', Component: LinksPage },
          { path: 'revues', Component: ReviewsPage },
          { path: 'revues/:reviewId', Component: ReviewPage },
          { path: 'droits', Component: RightsPage },
          { path: 'droits/personnes/:personId', Component: PersonRightsPage },
          { path: 'securite', lazy: lazySecurity },
          { path: 'aide', Component: HelpPage },
          { path: '*', Component: NotFoundPage },
        ],
      },
    ],
  },
]);
