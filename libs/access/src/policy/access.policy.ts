import { roleAtLeast } from '@maroquin/contracts';
import { allow, type PolicyFacts } from './sentence.js';

const manages = ({ role, trashed, visitor }: PolicyFacts): boolean =>
  visitor !== true && !trashed && roleAtLeast(role, 'manager');

export const accessPolicy = [
  // Whoever sees something sees with whom it is shared; a visitor by link sees no names of people.
  allow(
    'access.read',
    ({ role, trashed, visitor }) => visitor !== true && !trashed && roleAtLeast(role, 'reader'),
  ),
  // To give and take rights of people and teams, as far as one's own reaches.
  allow('access.share', manages),
  allow('access.link', manages),
  allow('access.answer', manages),
  // All that and more (guests, reviews): never by a custom role.
  allow('access.manage', manages),
] as const;
