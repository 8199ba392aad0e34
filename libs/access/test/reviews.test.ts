import { newId } from '@maroquin/platform/config';
import { reviewExportSchema, type ReviewItem, type Role } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AccessWorld } from './access-world.js';

const DAY = 86_400_000;
let world: AccessWorld;
let owner: Actor;
let administrator: Actor;
let reviewer: Actor;
let holder: Actor;
let spaceId: string;
beforeAll(async () => {
  world = await AccessWorld.open();
});
afterAll(() => world.close());
beforeEach(async () => {
  owner = await world.person('Awa Diallo');
  reviewer = await world.person('Rose Besson');
  holder = await world.person('Luc Petit');
  administrator = await world.administrator('Claire Fontaine');
  spaceId = await world.space(owner, 'Cabinet secret');
  await world.grant(owner, spaceId, holder, 'editor');
});

const inDays = (days: number): string => new Date(world.clock.now().getTime() + days * DAY).toISOString();
const open = async (
  more: { rule?: 'keep' | 'withdraw'; by?: Actor; reviewers?: readonly Actor[] } = {},
): Promise<string> => {
  const { rule = 'keep', by = owner, reviewers = [reviewer] } = more;
  const { id } = await world.node.reviews.opening.open(by, {
    ...{ name: 'Revue annuelle', spaceId, rule, endsAt: inDays(7) },
    reviewerIds: reviewers.map(({ personId }) => personId),
  });
  return id;
};
const itemsOf = async (id: string, by: Actor = reviewer): Promise<ReviewItem[]> =>
  (await world.node.reviews.items.list(by, id, { limit: 200 })).items;
const itemOf = async (id: string, subjectId: string): Promise<ReviewItem> => {
  const item = (await itemsOf(id)).find(({ subject }) => subject.id === subjectId);
  if (item === undefined) throw new Error('there is no such item');
  return item;
};
type Wanted = { decision: 'keep' | 'withdraw' } | { decision: 'lower'; role: Role };
const decide = async (id: string, subjectId: string, wanted: Wanted, by = reviewer): Promise<ReviewItem> => {
  const { number, current } = await itemOf(id, subjectId);
  return world.node.reviews.deciding.decide(by, id, number, { ...wanted, seen: current ?? 'reader' });
};

describe('a review', () => {
  it('writes down every right of the space and what is in it, and nothing else', async () => {
    const note = await world.put(owner, spaceId, 'document');
    await world.grant(owner, note, world.orgId, 'reader');
    const elsewhere = await world.space(owner);
    await world.grant(owner, elsewhere, holder, 'reader');
    const items = await itemsOf(await open());
    expect(items.map(({ subject, role, resource }) => [subject.id, role, resource?.id]).sort()).toEqual(
      [
        [owner.personId, 'manager', spaceId],
        [holder.personId, 'editor', spaceId],
        [world.orgId, 'reader', note],
      ].sort(),
    );
  });

  it('of the whole organisation is for administrators, and leaves out nobody’s own space from its owner', async () => {
    const wanted = {
      ...{ name: 'Tout', rule: 'keep' as const, endsAt: inDays(7), reviewerIds: [reviewer.personId] },
    };
    await expect(world.node.reviews.opening.open(owner, wanted)).rejects.toMatchObject({
      code: 'request.not-found',
    });
    const { id } = await world.node.reviews.opening.open(administrator, wanted);
    const items = await itemsOf(id);
    expect(items.some(({ subject }) => subject.id === holder.personId)).toBe(true);
    expect(items.some(({ resource }) => resource?.personal === true)).toBe(false);
  });

  it('is opened by nobody who may only edit the space', async () => {
    await expect(open({ by: holder })).rejects.toMatchObject({ code: 'request.not-found' });
  });

  it('takes reviewers who are members with an open account', async () => {
    const guest = await world.guest(spaceId);
    await expect(open({ reviewers: [guest] })).rejects.toMatchObject({ code: 'review.reviewer' });
  });

  it('ends at a moment that lies ahead', async () => {
    const wanted = { name: 'x', spaceId, rule: 'keep' as const, reviewerIds: [reviewer.personId] };
    for (const endsAt of [inDays(-1), inDays(400)])
      await expect(world.node.reviews.opening.open(owner, { ...wanted, endsAt })).rejects.toMatchObject({
        code: 'request.invalid',
      });
  });

  it('is seen by its reviewers, who manages the space and administrators, and by nobody else', async () => {
    const id = await open();
    for (const actor of [reviewer, owner, administrator])
      expect((await world.node.reviews.list.get(actor, id)).name).toBe('Revue annuelle');
    for (const actor of [holder, await world.person()])
      await expect(world.node.reviews.list.get(actor, id)).rejects.toMatchObject({
        code: 'request.not-found',
      });
  });

  it('shows a reviewer no title that it may not read', async () => {
    const id = await open();
    const items = await itemsOf(id);
    expect(items[0]?.resource).toMatchObject({ kind: 'space', name: null });
    expect(JSON.stringify(items)).not.toMatch(/secret/);
    expect((await itemsOf(id, owner))[0]?.resource?.name).toBe('Cabinet secret');
  });

  it('tells its progress', async () => {
    const id = await open();
    await decide(id, holder.personId, { decision: 'keep' });
    expect((await world.node.reviews.list.get(reviewer, id)).counts).toMatchObject({
      ...{ total: 2, open: 1, kept: 1 },
    });
  });
});

describe('a reviewer', () => {
  it('confirms a right, which stays', async () => {
    const id = await open();
    const item = await decide(id, holder.personId, { decision: 'keep' });
    expect(item).toMatchObject({ decision: 'kept', decidedBy: { name: 'Rose Besson' } });
    expect(await world.role(holder, spaceId)).toBe('editor');
  });

  it('lowers a right, which acts at once and keeps its end', async () => {
    await world.grant(owner, spaceId, holder, 'editor', new Date(inDays(3)));
    const id = await open();
    const item = await decide(id, holder.personId, { decision: 'lower', role: 'reader' });
    expect(item).toMatchObject({ decision: 'lowered', newRole: 'reader', current: 'reader' });
    expect(item.expiresAt).not.toBeNull();
    expect(await world.role(holder, spaceId)).toBe('reader');
  });

  it('withdraws a right, which is gone at once', async () => {
    const id = await open();
    expect(await decide(id, holder.personId, { decision: 'withdraw' })).toMatchObject({
      ...{ decision: 'withdrawn', current: null },
    });
    expect(await world.role(holder, spaceId)).toBeNull();
  });

  it('ends the seat of a guest with its right', async () => {
    const guest = await world.guest(spaceId);
    expect(await world.role(guest, spaceId)).toBe('reader');
    const id = await open();
    expect((await itemOf(id, guest.personId)).kind).toBe('guest');
    await decide(id, guest.personId, { decision: 'withdraw' });
    const seats = await world.platform.database.inOrgs({ orgs: [world.orgId] }, (tx) =>
      tx.query<{ ends_at: Date }>('select ends_at from seat where account_id = $1', [guest.personId]),
    );
    expect(seats[0]?.ends_at.getTime()).toBeLessThanOrEqual(world.clock.now().getTime());
    expect(await world.role(guest, spaceId)).toBeNull();
  });

  it('gives nothing: a right is only lowered', async () => {
    const id = await open();
    for (const role of ['editor', 'manager'] as const)
      await expect(decide(id, holder.personId, { decision: 'lower', role })).rejects.toMatchObject({
        code: 'review.not-lower',
      });
  });

  it('does not confirm its own right, but may give it up', async () => {
    await world.grant(owner, spaceId, reviewer, 'editor');
    const id = await open();
    await expect(decide(id, reviewer.personId, { decision: 'keep' })).rejects.toMatchObject({
      code: 'review.own-right',
    });
    await decide(id, reviewer.personId, { decision: 'withdraw' });
    expect(await world.role(reviewer, spaceId)).toBeNull();
  });

  it('does not confirm a right that it holds through a team of a team', async () => {
    const inner = await world.node.teams.create(administrator, `Bureau ${newId()}`);
    const outer = await world.node.teams.create(administrator, `Direction ${newId()}`);
    await world.node.teams.addMember(administrator, inner.id, reviewer.personId);
    await world.node.teams.addMember(administrator, outer.id, inner.id);
    await world.grant(owner, spaceId, outer.id, 'editor');
    const id = await open();
    await expect(decide(id, outer.id, { decision: 'keep' })).rejects.toMatchObject({
      code: 'review.own-right',
    });
    expect(await world.role(reviewer, spaceId)).toBe('editor');
  });

  it('decides on the right that it saw, and once', async () => {
    const id = await open();
    const { number } = await itemOf(id, holder.personId);
    const keep = () =>
      world.node.reviews.deciding.decide(reviewer, id, number, { decision: 'keep', seen: 'editor' });
    await world.grant(owner, spaceId, holder, 'manager');
    await expect(keep()).rejects.toMatchObject({ code: 'request.conflict' });
    await world.grant(owner, spaceId, holder, 'editor');
    await keep();
    await expect(keep()).rejects.toMatchObject({ code: 'review.decided' });
  });

  it('finds gone what somebody withdrew meanwhile', async () => {
    const id = await open();
    await world.node.grants.remove(owner, spaceId, holder.personId);
    expect(await decide(id, holder.personId, { decision: 'keep' })).toMatchObject({ decision: 'gone' });
  });

  it('does not take the last manager away', async () => {
    const id = await open();
    await expect(decide(id, owner.personId, { decision: 'withdraw' })).rejects.toMatchObject({
      code: 'access.last-manager',
    });
    expect((await itemOf(id, owner.personId)).decision).toBeNull();
  });

  it('is appointed: who manages the space, and an administrator, decide nothing in its place', async () => {
    const id = await open();
    for (const by of [owner, administrator])
      await expect(decide(id, holder.personId, { decision: 'keep' }, by)).rejects.toMatchObject({
        code: 'request.not-found',
      });
  });

  it('decides nothing more after the end', async () => {
    const id = await open();
    world.clock.forward(8 * DAY);
    await expect(decide(id, holder.personId, { decision: 'keep' })).rejects.toMatchObject({
      code: 'review.over',
    });
  });
});

describe('the end of a review', () => {
  const end = async (): Promise<void> => {
    world.clock.forward(8 * DAY);
    await world.node.reviews.closing.closeDue(world.orgId);
  };

  it('keeps what nobody decided on, where that is the rule', async () => {
    const id = await open({ rule: 'keep' });
    await end();
    expect(await itemOf(id, holder.personId)).toMatchObject({ decision: 'kept', decidedBy: null });
    expect(await world.role(holder, spaceId)).toBe('editor');
    expect((await world.node.reviews.list.get(owner, id)).state).toBe('closed');
  });

  it('withdraws what nobody decided on, where that is the rule, and keeps what was confirmed', async () => {
    const other = await world.person();
    await world.grant(owner, spaceId, other, 'reader');
    const id = await open({ rule: 'withdraw' });
    await decide(id, other.personId, { decision: 'keep' });
    await end();
    expect(await world.role(holder, spaceId)).toBeNull();
    expect(await world.role(other, spaceId)).toBe('reader');
    expect(await itemOf(id, holder.personId)).toMatchObject({ decision: 'withdrawn' });
  });

  it('goes on past a guest whose seat was changed in the database, which is taken away', async () => {
    const guest = await world.guest(spaceId);
    const last = await world.person();
    await world.grant(owner, spaceId, last, 'reader');
    const id = await open({ rule: 'withdraw' });
    await world.platform.asOwner(
      `update seat set ends_at = ends_at + interval '1 year' where account_id = $1`,
      [guest.personId],
    );
    await end();
    expect(await world.role(last, spaceId)).toBeNull();
    expect((await world.node.reviews.list.get(owner, id)).state).toBe('closed');
    expect(await world.platform.asOwner('select from seat where account_id = $1', [guest.personId])).toEqual(
      [],
    );
    const acts = await world.platform.asOwner(
      `select from audit where action = 'access.forged-removed' and target_id = $1`,
      [guest.personId],
    );
    expect(acts).toHaveLength(1);
  });

  it('keeps the last manager in spite of the rule, and says so', async () => {
    const id = await open({ rule: 'withdraw' });
    await end();
    expect(await itemOf(id, owner.personId)).toMatchObject({
      ...{ decision: 'kept', obstacle: 'access.last-manager' },
    });
    expect(await world.role(owner, spaceId)).toBe('manager');
  });

  it('comes earlier when who may open it ends it', async () => {
    const id = await open({ rule: 'withdraw' });
    await expect(world.node.reviews.closing.close(reviewer, id)).rejects.toMatchObject({
      code: 'request.not-found',
    });
    const review = await world.node.reviews.closing.close(owner, id);
    expect(review).toMatchObject({ state: 'closed', closedBy: { name: 'Awa Diallo' } });
    expect(await world.role(holder, spaceId)).toBeNull();
  });

  it('is followed once by two nodes at the same moment', async () => {
    const id = await open({ rule: 'withdraw' });
    world.clock.forward(8 * DAY);
    await Promise.all([1, 2].map(() => world.node.reviews.closing.closeDue(world.orgId)));
    const acts = await world.platform.database.inOrgs({ orgs: [world.orgId] }, (tx) =>
      tx.query<{ action: string }>(
        `select action from audit where (target_id = $1 and action = 'review.closed') or details->>'reviewId' = $1::text`,
        [id],
      ),
    );
    expect(acts.map(({ action }) => action).sort()).toEqual([
      'review.closed',
      'review.kept',
      'review.withdrawn',
    ]);
  });
});

describe('the export', () => {
  it('is a CSV of RFC 4180 with a byte order mark, in which nothing is a formula', async () => {
    const evil = await world.person('=HYPERLINK("https://x.example";"ici")');
    await world.grant(owner, spaceId, evil, 'reader');
    const id = await open();
    const csv = await world.node.reviews.exporting.csv(owner, id);
    expect(csv.startsWith('\ufeff"Numéro","Nature",')).toBe(true);
    expect(csv).toContain(`"'=HYPERLINK(""https://x.example"";""ici"")"`);
    expect(csv.endsWith('\r\n')).toBe(true);
    expect(csv.split('\r\n')).toHaveLength(5);
  });

  it('carries no title to a reviewer who may not read it', async () => {
    const id = await open();
    expect(await world.node.reviews.exporting.csv(reviewer, id)).not.toMatch(/secret/);
    expect(await world.node.reviews.exporting.json(reviewer, id)).not.toMatch(/secret/);
    expect(await world.node.reviews.exporting.csv(owner, id)).toMatch(/Cabinet secret/);
  });

  it('says the same as JSON', async () => {
    const id = await open();
    const parsed = reviewExportSchema.parse(JSON.parse(await world.node.reviews.exporting.json(owner, id)));
    expect(parsed.items).toEqual(await itemsOf(id, owner));
    expect(parsed.review.counts.total).toBe(2);
  });
});
