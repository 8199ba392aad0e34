import { createBrowserRouter, Navigate } from 'react-router';
import { FailurePage, NotFoundPage } from '../app/failure-pages.js';
import { AdministratorsPage } from './administrators-page.js';
import { EnrolmentPage } from './enrolment-page.js';
import { OrganisationsPage } from './organisations-page.js';
import { PeoplePage } from './people-page.js';
import { ProvidersPage } from './providers-page.js';
import { SessionsPage } from './sessions-page.js';
import { AdministrationShell } from './shell.js';
import { AdministrationSignInPage } from './sign-in-page.js';
import { TokensPage } from './tokens-page.js';

export const router = createBrowserRouter([
  { path: '/connexion', element: <AdministrationSignInPage />, errorElement: <FailurePage /> },
  { path: '/bienvenue', element: <EnrolmentPage />, errorElement: <FailurePage /> },
  {
    path: '/',
    element: <AdministrationShell />,
    errorElement: <FailurePage />,
    children: [
      { index: true, element: <Navigate to="/personnes" replace /> },
      { path: 'personnes', element: <PeoplePage /> },
      { path: 'sessions', element: <SessionsPage /> },
      { path: 'jetons', element: <TokensPage /> },
      { path: 'organisations', element: <OrganisationsPage /> },
      { path: 'fournisseurs', element: <ProvidersPage /> },
      { path: 'administrateurs', element: <AdministratorsPage /> },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
]);
