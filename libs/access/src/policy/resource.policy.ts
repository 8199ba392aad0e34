import { roleAtLeast } from '@maroquin/contracts';
import { allow } from './sentence.js';

/** A visitor by link reads and writes what the link opens; where things stand is for people who are known. */
export const resourcePolicy = [
  allow('resource.read', ({ role }) => roleAtLeast(role, 'reader')),
  // Nothing is sent in an archived discussion.
  allow(
    'resource.create',
    ({ role, trashed, archived }) => !trashed && archived !== true && roleAtLeast(role, 'editor'),
  ),
  // A space is everybody's: only who manages it renames it. A person's own space is named by the interface.
  allow(
    'resource.rename',
    ({ role, kind, trashed, personal, visitor }) =>
      visitor !== true && !trashed && !personal && roleAtLeast(role, kind === 'space' ? 'manager' : 'editor'),
  ),
  allow(
    'resource.move',
    ({ role, kind, trashed, visitor }) =>
      visitor !== true && !trashed && kind !== 'space' && roleAtLeast(role, 'editor'),
  ),
  // Also says who may take it out of the trash again.
  allow(
    'resource.trash',
    ({ role, kind, personal, visitor }) =>
      visitor !== true && !personal && roleAtLeast(role, kind === 'space' ? 'manager' : 'editor'),
  ),
  // What is deleted for good was in the bin before, and comes back by nobody. A space goes by the rule of days alone.
  allow(
    'resource.purge',
    ({ role, kind, trashed, visitor }) =>
      visitor !== true && trashed && kind !== 'space' && kind !== 'direct' && roleAtLeast(role, 'manager'),
  ),
] as const;
