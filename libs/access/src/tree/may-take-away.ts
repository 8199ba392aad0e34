import { roleAtLeast } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import type { ResourceFacts } from '../engine/resource-facts.js';

/**
 * Whoever manages the access to something may move it away from its people. The right of the person decides: whether a token
 * is for it, and for all that stands in it, is asked with the move itself.
 * @param facts of an act that was allowed on it
 */
export const mayTakeAway = (
  { standing }: Pick<Actor, 'standing'>,
  { role }: Pick<ResourceFacts, 'role'>,
): boolean => standing !== 'visitor' && roleAtLeast(role, 'manager');
