import { createBrowserRouter } from 'react-router';
import { RefusedPage } from '../federation/refused-page.js';
import { SignInPage } from '../identity/sign-in-page.js';
import { WelcomePage } from '../identity/welcome-page.js';
import { PeoplePage } from '../identity/people-page.js';
import { PersonRightsPage } from '../oversight/person-rights-page.js';
import { RightsPage } from '../oversight/rights-page.js';
import { HomePage } from '../places/home-page.js';
import { PlacePage } from '../places/place-page.js';
import { SpacesPage } from '../places/spaces-page.js';
import { TrashPage } from '../places/trash-page.js';
import { ReviewPage } from '../reviews/review-page.js';
import { ReviewsPage } from '../reviews/reviews-page.js';
import { FilePage } from '../sharing/file-page.js';
import { LinkPage } from '../sharing/link-page.js';
import { LinksPage } from '../sharing/links-page.js';
import { RequestsPage } from '../sharing/requests-page.js';
import { FailurePage, NotFoundPage } from './failure-pages.js';
import { HelpPage } from './help-page.js';
import { Shell } from './shell.js';

/** The editor is the heavy part (Tiptap, Yjs): it comes with the first document opened. */
const lazyEditor = async () => {
  const { EditorPage } = await import('../editor/editor-page.js');
  return { Component: EditorPage };
};

/** Passkeys and QR codes come with the page that makes them. */
const lazySecurity = async () => {
  const { SecurityPage } = await import('../security/security-page.js');
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
