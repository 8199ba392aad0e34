import { createBrowserRouter, Navigate } from 'react-router';
import { FailurePage, NotFoundPage } from '../../frame/failure-pages.js';
import { AdministratorsPage } from '../../features/administration/administrators-page.js';
import { EnrolmentPage } from '../../features/administration/enrolment-page.js';
import { OrganisationsPage } from '../../features/administration/organisations-page.js';
import { PeoplePage } from '../../features/administration/people-page.js';
import { ProvidersPage } from '../../features/administration/providers-page.js';
import { SessionsPage } from '../../features/administration/sessions-page.js';
import { AdministrationShell } from './shell.js';
import { AdministrationSignInPage } from '../../features/administration/sign-in-page.js';
import { TokensPage } from '../../features/administration/tokens-page.js';

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
