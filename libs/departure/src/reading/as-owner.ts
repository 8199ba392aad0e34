import type { Actor } from '@maroquin/platform/database';

/** In somebody's own space, or conversation, whoever imports has no right, and gets none. */
export const asOwner = (actor: Actor, ownerId: string | null): Actor =>
  ownerId === null || ownerId === actor.personId ? actor : { ...actor, personId: ownerId, adminOf: [] };
