import type { Actor } from '@maroquin/platform/database';
import type { ResourceFacts } from '../engine/resource-facts.js';
import { holds } from '../policy/policies.js';

/**
 * Whether the person manages the access to it, and so may move it away from its people. Whether a token is for it, and for
 * all that stands in it, is asked with the move itself: no scope but all of them covers the access to a folder.
 */
export const mayTakeAway = ({ standing }: Pick<Actor, 'standing'>, facts: ResourceFacts): boolean =>
  holds('access.manage', { ...facts, visitor: standing === 'visitor' });
