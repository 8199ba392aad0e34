import { roleAtLeast } from '@maroquin/contracts';
import { allow } from './sentence.js';

export const accessPolicy = [
  // Whoever sees something sees with whom it is shared.
  allow('access.read', ({ role, trashed }) => !trashed && roleAtLeast(role, 'reader')),
  allow('access.manage', ({ role, trashed }) => !trashed && roleAtLeast(role, 'manager')),
] as const;
