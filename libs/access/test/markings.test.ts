import { MarkingRequests, Markings, PeopleNames } from '@maroquin/access';
import { type Action, type Marking, markingLevel, markings } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AccessWorld, type Node, startNode, until } from './access-world.js';

let world: AccessWorld;
let other: Node;
let marker: Markings;
let byTwo: Markings;
let owner: Actor;
let editor: Actor;
let reader: Actor;
let space: string;
let folder: string;
let document: string;

beforeAll(async () => {
  world = await AccessWorld.open();
  other = startNode(world.platform, world.clock);
  const { platform, clock, node } = world;
  const people = new PeopleNames(platform.database, platform.keys, clock);
  const requests = new MarkingRequests(platform.keys, people);
  const markingsBy = (markingLoweredByTwo: boolean) =>
    new Markings(
      ...([node.access, platform.database, node.events, requests] as const),
      ...([{ maxMarking: 'restricted', markingLoweredByTwo }, clock] as const),
    );
  marker = markingsBy(false);
  byTwo = markingsBy(true);
  owner = await world.person('Awa Diallo');
  editor = await world.person('Paul Roux');
  reader = await world.person('Lise Martin');
});
afterAll(async () => {
  other.access.close();
  await world.close();
});
beforeEach(async () => {
  space = await world.space(owner);
  await world.grant(owner, space, editor, 'editor');
  await world.grant(owner, space, reader, 'reader');
  folder = await world.put(owner, space, 'folder');
  document = await world.put(owner, folder, 'document');
});

const viewOf = async (id: string) => (await world.node.tree.get(owner, id)).resource;
async function mark(id: string, marking: Marking, { by = owner, reason = '' } = {}): Promise<void> {
  const { version } = await viewOf(id);
  await marker.set(by, id, { marking, ...(reason === '' ? {} : { reason }) }, version);
}
const markingsOf = async (...ids: string[]) => Promise.all(ids.map(async (id) => (await viewOf(id)).marking));
async function visitorOf(id: string): Promise<Actor> {
  const { link } = await world.node.links.create(owner, id, { name: 'Mairie', role: 'reader' });
  const { secret } = await world.node.visits.open({ token: link.split('#')[1] ?? '' }, '192.0.2.1');
  const visitor = await world.node.visits.authenticate(secret);
  if (visitor === null) throw new Error('the visit did not begin');
  return visitor;
}
const code = (name: string) => ({ code: name });
const REASON = 'Publié au Journal officiel le 1er décembre.';

describe('a marking', () => {
  it('holds for all that stands in its place, and for what comes there', async () => {
    await mark(folder, 'sensitive');
    const later = await world.put(editor, folder, 'document');
    expect(await markingsOf(space, folder, document, later)).toEqual([
      'none',
      'sensitive',
      'sensitive',
      'sensitive',
    ]);
  });

  it('is taken along, and raised, by moving', async () => {
    const strict = await world.put(owner, space, 'folder');
    const loose = await world.put(owner, space, 'folder');
    await mark(strict, 'restricted');
    const move = async (id: string, parentId: string) =>
      world.node.mover.move(owner, { id, parentId, expectedVersion: (await viewOf(id)).version });
    await move(folder, strict);
    expect(await markingsOf(folder, document)).toEqual(['restricted', 'restricted']);
    await move(folder, loose);
    expect(await markingsOf(folder, document)).toEqual(['restricted', 'restricted']);
  });

  it('is never lower than that of its place, and is lowered one by one, with a reason', async () => {
    await mark(folder, 'sensitive');
    await expect(mark(document, 'none', { reason: REASON })).rejects.toMatchObject(
      code('marking.below-place'),
    );
    await expect(mark(folder, 'none')).rejects.toMatchObject(code('marking.reason-needed'));
    await mark(folder, 'none', { reason: REASON });
    expect(await markingsOf(folder, document)).toEqual(['none', 'sensitive']);
    await mark(document, 'none', { reason: REASON });
    expect(await markingsOf(document)).toEqual(['none']);
  });

  it('is a record: the act is in the audit, the reason sealed beside it', async () => {
    await mark(document, 'sensitive');
    await mark(document, 'none', { reason: REASON });
    const acts = await world.platform.asOwner<{ action: string; row: string }>(
      `select action, row_to_json(a)::text as row from audit a where target_id = $1 and action like 'marking.%' order by id`,
      [document],
    );
    expect(acts.map(({ action }) => action)).toEqual(['marking.raised', 'marking.lowered']);
    expect(acts.map(({ row }) => row).join()).not.toContain('Journal officiel');
    const [kept] = await world.platform.asOwner<{ reason_sealed: Buffer }>(
      'select reason_sealed from marking_decision where resource_id = $1 and reason_sealed is not null',
      [document],
    );
    expect(kept?.reason_sealed.toString('latin1')).not.toContain('Journal officiel');
    expect(await marker.get(owner, document)).toMatchObject({
      marking: 'none',
      decidedBy: { name: 'Awa Diallo' },
    });
  });

  it('is decided by whoever manages access, from the version that was seen', async () => {
    await expect(mark(document, 'sensitive', { by: editor })).rejects.toMatchObject(
      code('request.not-found'),
    );
    const { version } = await viewOf(document);
    await mark(document, 'sensitive');
    const late = marker.set(owner, document, { marking: 'restricted' }, version);
    await expect(late).rejects.toMatchObject(code('request.conflict'));
  });

  it('cuts the open sockets of those outside, on every node, and no others', async () => {
    const guest = await world.guest(space);
    const visitor = await visitorOf(document);
    const watches = await Promise.all(
      [guest, visitor, reader].map((actor) => other.access.live.watch(actor, document, () => undefined)),
    );
    await mark(space, 'sensitive');
    await until(() => watches[0]?.current() === null && watches[1]?.current() === null);
    expect(watches[2]?.current()).toBe('reader');
    for (const watch of watches) watch.close();
  });

  it('tells beforehand how many links and guests it would close', async () => {
    await world.guest(space);
    await visitorOf(document);
    expect(await marker.get(owner, space)).toMatchObject({
      ...{ marking: 'none', least: 'none', ceiling: 'restricted', links: 1, guests: 1 },
    });
  });
});

describe('where a marking is lowered by two people, it', () => {
  const lower = async (by: Actor) => {
    const { version } = await viewOf(document);
    await byTwo.set(by, document, { marking: 'none', reason: REASON }, version);
  };
  const acts = async (): Promise<string[]> => {
    const rows = await world.platform.asOwner<{ action: string }>(
      "select action from audit where target_id = $1 and action like 'marking.%' order by id",
      [document],
    );
    return rows.map(({ action }) => action);
  };
  let deputy: Actor;
  beforeEach(async () => {
    deputy = await world.person('Inès Caron');
    await world.grant(owner, space, deputy, 'manager');
    await mark(document, 'sensitive');
  });

  it('stays as it is until another person who manages access has agreed, whom the record names', async () => {
    await lower(owner);
    expect(await markingsOf(document)).toEqual(['sensitive']);
    expect((await byTwo.get(deputy, document)).request).toMatchObject({
      ...{ marking: 'none', reason: REASON, askedBy: { name: 'Awa Diallo' }, mine: false },
    });
    await expect(byTwo.answer(owner, document, true)).rejects.toMatchObject(code('approval.other-person'));
    await expect(byTwo.answer(editor, document, true)).rejects.toMatchObject(code('request.not-found'));
    expect(await markingsOf(document)).toEqual(['sensitive']);
    await byTwo.answer(deputy, document, true);
    expect(await markingsOf(document)).toEqual(['none']);
    expect(await byTwo.get(owner, document)).toMatchObject({
      request: null,
      decidedBy: { name: 'Inès Caron' },
    });
    expect(await acts()).toEqual(['marking.raised', 'marking.lowering-asked', 'marking.lowered']);
  });

  it('is agreed to once: by two at the same moment, one finds nothing left', async () => {
    await lower(owner);
    const second = await world.person('Yann Le Goff');
    await world.grant(owner, space, second, 'manager');
    const answers = await Promise.allSettled([deputy, second].map((by) => byTwo.answer(by, document, true)));
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await acts()).filter((action) => action === 'marking.lowered')).toHaveLength(1);
  });

  it('can be refused by the other and withdrawn by who asked, and each stands in the audit', async () => {
    await lower(owner);
    await byTwo.answer(deputy, document, false);
    await lower(owner);
    await byTwo.answer(owner, document, false);
    await expect(byTwo.answer(deputy, document, true)).rejects.toMatchObject(code('request.not-found'));
    expect(await markingsOf(document)).toEqual(['sensitive']);
    expect((await acts()).slice(1)).toEqual([
      ...['marking.lowering-asked', 'marking.lowering-refused'],
      ...['marking.lowering-asked', 'marking.lowering-withdrawn'],
    ]);
  });

  it('is raised by one, which ends what was asked', async () => {
    await lower(owner);
    await mark(document, 'restricted');
    expect((await byTwo.get(deputy, document)).request).toBeNull();
  });
});

/** Acts × markings × people, from the rule alone: what is marked is for nobody outside. */
describe.each(markings)('under %s', (marking) => {
  const isClosed = markingLevel(marking) > 0;
  const acts: readonly Action[] = [
    'resource.read',
    'document.read',
    'document.edit',
    'access.share',
    'access.link',
  ];

  it('people of the organisation keep exactly their rights, and outsiders have none', async () => {
    const people: Record<string, Actor> = { owner, editor, reader };
    people['guest'] = await world.guest(space);
    people['visitor'] = await visitorOf(document);
    const may = async () => {
      const allowed: Record<string, boolean> = {};
      for (const [name, actor] of Object.entries(people))
        for (const act of acts) allowed[`${name} ${act}`] = await world.node.access.may(actor, act, document);
      return allowed;
    };
    const before = await may();
    if (marking !== 'none') await mark(document, marking);
    const expected = Object.entries(before).map(([key, allowed]) => [
      key,
      allowed && !(isClosed && /^(guest|visitor)/u.test(key)),
    ]);
    expect(Object.entries(await may())).toEqual(expected);
    expect(before['guest document.read'] && before['visitor document.read']).toBe(true);
  });

  it('links and guests are let in by nobody where it is marked', async () => {
    const guest = await world.guest(await world.space(owner));
    if (marking !== 'none') await mark(document, marking);
    const acts = [
      () => world.node.links.create(owner, document, { name: 'Mairie', role: 'reader' }),
      () => world.grant(owner, document, guest, 'reader'),
    ];
    for (const act of acts)
      if (isClosed) await expect(act()).rejects.toMatchObject(code('marking.forbids-outside'));
      else await act();
    await world.grant(owner, document, reader, 'editor');
    expect(await world.role(reader, document)).toBe('editor');
  });

  it('what was given before opens again once it is not marked', async () => {
    const guest = await world.guest(space);
    if (marking !== 'none') {
      await mark(document, marking);
      await mark(document, 'none', { reason: REASON });
    }
    expect(await world.role(guest, document)).toBe('reader');
  });
});
