import { createBrowserRouter, Navigate } from 'react-router';
import { FailurePage, NotFoundPage } from '../../frame/index.js';
import {
  AdministrationSignInPage,
  AdministratorsPage,
  AntivirusPage,
  EnrolmentPage,
  MailPage,
  OrganisationsPage,
  PeoplePage,
  ProvidersPage,
  SessionsPage,
  SovereigntyPage,
  TokensPage,
} from '../../features/administration/index.js';
import { AccessibilityPage } from '../pages/accessibility-page.js';
import { AdministrationShell } from './shell.js';

export const router = createBrowserRouter([
  { path: '/connexion', element: <AdministrationSignInPage />, errorElement: <FailurePage /> },
  { path: '/bienvenue', element: <EnrolmentPage />, errorElement: <FailurePage /> },
  { path: '/accessibilite', element: <AccessibilityPage />, errorElement: <FailurePage /> },
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
      { path: 'antivirus', element: <AntivirusPage /> },
      { path: 'courriel', element: <MailPage /> },
      { path: 'souverainete', element: <SovereigntyPage /> },
      { path: 'administrateurs', element: <AdministratorsPage /> },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
]);
