import { reviewItemPageSchema } from '@maroquin/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';

/** Who decides in a review whether rights are still needed decides about others. */
const DAY_MS = 24 * 60 * 60_000;
let server: Maroquin;
let owner: Person;
let reviewer: Person;

beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  owner = await firstAdministrator(server);
  reviewer = await invite(server, owner, { name: 'Paul Roux', email: 'paul.roux@prefecture.example' });
});
afterAll(() => server.dispose());

it.each(['directly', 'through a team', 'through a team of a team'])(
  'a reviewer does not confirm a right that they hold %s',
  async (how) => {
    const spaceId = await owner.http.create('/spaces', { name: `Espace ${how}` });
    const subjectId = await holderOf(how);
    await owner.http.act('PUT', `/resources/${spaceId}/grants/${subjectId}`, { role: 'editor' });
    const id = await owner.http.create('/access-reviews', {
      ...{ name: `Revue ${how}`, spaceId, rule: 'withdraw', reviewerIds: [reviewer.id] },
      endsAt: new Date(Date.now() + DAY_MS).toISOString(),
    });
    const { items } = await reviewer.http.get(reviewItemPageSchema, `/access-reviews/${id}/items?limit=200`);
    const item = items.find(({ subject }) => subject.id === subjectId);
    const decide = (decision: string): Promise<void> =>
      reviewer.http.act('POST', `/access-reviews/${id}/items/${String(item?.number)}/decision`, {
        ...{ decision, seen: 'editor' },
      });
    await expect(decide('keep')).rejects.toMatchObject({ problem: { code: 'review.own-right' } });
    // To give it up is theirs.
    await decide('withdraw');
  },
);

/** Whom the right is given to. */
async function holderOf(how: string): Promise<string> {
  if (how === 'directly') return reviewer.id;
  const teamId = await owner.http.create('/teams', { name: `Équipe ${how}` });
  await owner.http.act('PUT', `/teams/${teamId}/members/${reviewer.id}`);
  if (how === 'through a team') return teamId;
  const outerId = await owner.http.create('/teams', { name: `Direction ${how}` });
  await owner.http.act('PUT', `/teams/${outerId}/members/${teamId}`);
  return outerId;
}
