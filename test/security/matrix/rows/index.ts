import { administrationRows } from './administration.js';
import type { RequestPlans } from '../request-plans.js';
import type { Row } from '../table.js';
import { documentRequests, documentRows } from './documents.js';
import { factorRequests, factorRows } from './factors.js';
import { federationRequests, federationRows } from './federation.js';
import { identityRequests, identityRows } from './identity.js';
import { messagingRequests, messagingRows } from './messaging.js';
import { mountedTreeRequests, mountedTreeRows } from './mounted-tree.js';
import { notificationRequests, notificationRows } from './notifications.js';
import { officeRequests, officeRows } from './office.js';
import { pageRequests, pageRows } from './pages.js';
import { provisioningRequests, provisioningRows } from './provisioning.js';
import { resourceRequests, resourceRows } from './resources.js';
import { reviewRequests, reviewRows } from './reviews.js';
import { sharingRequests, sharingRows } from './sharing.js';

/** The whole matrix. Lists are asked first, while what they show fits on a page. */
export const rows: readonly Row[] = [
  ...resourceRows,
  ...documentRows,
  ...messagingRows,
  ...notificationRows,
  ...identityRows,
  ...factorRows,
  ...federationRows,
  ...provisioningRows,
  ...sharingRows,
  ...reviewRows,
  ...mountedTreeRows,
  ...officeRows,
  ...pageRows,
  ...administrationRows,
].sort((a, b) => Number(isList(b)) - Number(isList(a)));

function isList({ route, request }: Row): boolean {
  return (
    request.endsWith('#lists') ||
    [
      'GET /resources/recent',
      'GET /resources/shared',
      'GET /conversations',
      'GET /notifications',
      'GET /spaces',
      'GET /trash',
    ].includes(route)
  );
}

export const requestPlans: RequestPlans = {
  ...resourceRequests,
  ...documentRequests,
  ...messagingRequests,
  ...notificationRequests,
  ...identityRequests,
  ...factorRequests,
  ...federationRequests,
  ...provisioningRequests,
  ...reviewRequests,
  ...sharingRequests,
  ...mountedTreeRequests,
  ...officeRequests,
  ...pageRequests,
};
