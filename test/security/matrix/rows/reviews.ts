import { reviewItemPageSchema } from '@maroquin/contracts';
import { API, changing, type RequestPlan, type RequestPlans, sending } from '../request-plans.js';
import { table } from '../table.js';
import { name, reviewOf, type World } from '../world.js';

/** Groups of cells: invited (owner editor commenter reader guest) | not (administrator stranger revoked foreign) | owner's tokens (all documents files messages admin scim) | administrators' tokens (admin content scim, and scim of the other organisation) | visitors by link (reader editor used-up expired withdrawn) | nobody (signed out, disabled, anonymous). */
export const reviewRows = table(`
  // Everybody's own list.
  GET    /access-reviews                                none    200  +++++ ++++ +---+- +--- ---!! !!!
  POST   /access-reviews/search                         none    200  +++++ ++++ +---+- +--- ---!! !!!
  // Of a space: who manages its access, and administrators of its organisation.
  POST   /access-reviews                                space   201  +---- +--- +----- +--- ---!! !!!
  POST   /access-reviews                                folder  201  ----- ---- ------ ---- ---!! !!!
  // The owner is a reviewer. Administrators look; they decide nothing in a reviewer's place.
  GET    /access-reviews/{id}                           review  200  +---- +--- +---+- +--- ---!! !!!
  GET    /access-reviews/{id}/items                     review  200  +---- +--- +---+- +--- ---!! !!!
  GET    /access-reviews/{id}/export                    review  200  +---- +--- +---+- +--- ---!! !!!
  POST   /access-reviews/{id}/items/{number}/decision   review  200  +---- ---- +---+- ---- ---!! !!!
  POST   /access-reviews/{id}/close                     review  200  +---- +--- +----- +--- ---!! !!!
`);

/** The right of the one who comments, in the review of the target. */
async function itemOf(world: World, reviewId: string): Promise<number> {
  const path = `/access-reviews/${reviewId}/items?limit=200`;
  const { items } = await world.owner.get(reviewItemPageSchema, path);
  return items.find(({ subject }) => subject.id === world.person('commenter').id)?.number ?? 0;
}

const deciding: RequestPlan = {
  ask: async (id, { world, target }) => ({
    path: `${API}/access-reviews/${id}/items/${String(await itemOf(world, target.id))}/decision`,
    body: { decision: 'keep', seen: 'commenter' },
  }),
  fresh: true,
};

export const reviewRequests: RequestPlans = {
  'POST /access-reviews/search': sending('/access-reviews/search', () => ({ limit: 200 })),
  'POST /access-reviews': {
    ask: (id, { world }) => ({
      path: `${API}/access-reviews`,
      body: { ...reviewOf(id, [world.person('helper').id]), name: name() },
    }),
  },
  'GET /access-reviews/{id}/export': {
    ask: (id) => ({ path: `${API}/access-reviews/${id}/export?format=json` }),
  },
  'POST /access-reviews/{id}/items/{number}/decision': deciding,
  'POST /access-reviews/{id}/close': changing('/access-reviews/{id}/close'),
};
