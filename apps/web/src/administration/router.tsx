import { createBrowserRouter, Navigate } from 'react-router';
import { FailurePage, NotFoundPage } from '../app/failure-pages.js';
import { AdministratorsPage } from './administrators-page.js';
import { EnrolmentPage } from './enrolment-page.js';
import { AdministrationShell } from './shell.js';
import { AdministrationSignInPage } from './sign-in-page.js';

export const router = createBrowserRouter([
  { path: '/connexion', element: <AdministrationSignInPage />, errorElement: <FailurePage /> },
  { path: '/bienvenue', element: <EnrolmentPage />, errorElement: <FailurePage /> },
  {
    path: '/',
    element: <AdministrationShell />,
    errorElement: <FailurePage />,
    children: [
      { index: true, element: <Navigate to="/administrateurs" replace /> },
      { path: 'administrateurs', element: <AdministratorsPage /> },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
]);
