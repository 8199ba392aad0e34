import { roleAtLeast } from '@maroquin/contracts';
import { allow } from './sentence.js';

export const resourcePolicy = [
  allow('resource.read', ({ role }) => roleAtLeast(role, 'reader')),
  allow('resource.create', ({ role, trashed }) => !trashed && roleAtLeast(role, 'editor')),
  // A space is everybody's: only who manages it renames it. A person's own space is named by the interface.
  allow(
    'resource.rename',
    ({ role, kind, trashed, personal }) =>
      !trashed && !personal && roleAtLeast(role, kind === 'space' ? 'manager' : 'editor'),
  ),
  allow(
    'resource.move',
    ({ role, kind, trashed }) => !trashed && kind !== 'space' && roleAtLeast(role, 'editor'),
  ),
  // Also says who may take it out of the trash again.
  allow(
    'resource.trash',
    ({ role, kind, personal }) => !personal && roleAtLeast(role, kind === 'space' ? 'manager' : 'editor'),
  ),
] as const;
