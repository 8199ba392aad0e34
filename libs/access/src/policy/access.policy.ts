import { roleAtLeast } from '@maroquin/contracts';
import { allow } from './sentence.js';

export const accessPolicy = [
  // Whoever sees something sees with whom it is shared; a visitor by link sees no names of people.
  allow(
    'access.read',
    ({ role, trashed, visitor }) => visitor !== true && !trashed && roleAtLeast(role, 'reader'),
  ),
  allow(
    'access.manage',
    ({ role, trashed, visitor }) => visitor !== true && !trashed && roleAtLeast(role, 'manager'),
  ),
] as const;
