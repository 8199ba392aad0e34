import { administrationRows } from './administration.js';
import type { Doors } from '../doors.js';
import type { Row } from '../table.js';
import { documentDoors, documentRows } from './documents.js';
import { factorDoors, factorRows } from './factors.js';
import { federationDoors, federationRows } from './federation.js';
import { identityDoors, identityRows } from './identity.js';
import { messagingDoors, messagingRows } from './messaging.js';
import { mountedTreeDoors, mountedTreeRows } from './mounted-tree.js';
import { notificationDoors, notificationRows } from './notifications.js';
import { officeDoors, officeRows } from './office.js';
import { pageDoors, pageRows } from './pages.js';
import { provisioningDoors, provisioningRows } from './provisioning.js';
import { resourceDoors, resourceRows } from './resources.js';
import { reviewDoors, reviewRows } from './reviews.js';
import { sharingDoors, sharingRows } from './sharing.js';

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

function isList({ route, door }: Row): boolean {
  return (
    door.endsWith('#lists') ||
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

export const doors: Doors = {
  ...resourceDoors,
  ...documentDoors,
  ...messagingDoors,
  ...notificationDoors,
  ...identityDoors,
  ...factorDoors,
  ...federationDoors,
  ...provisioningDoors,
  ...reviewDoors,
  ...sharingDoors,
  ...mountedTreeDoors,
  ...officeDoors,
  ...pageDoors,
};
