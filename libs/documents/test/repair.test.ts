import { CloseCode } from '@maroquin/coediting';
import { newId } from '@maroquin/platform/config';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DocumentCheckpoints } from '../src/checkpoints/document-checkpoints.js';
import { DocumentWorld, type Editor, until } from './document-world.js';

let world: DocumentWorld;
const mallory = newId();

beforeAll(async () => {
  world = await DocumentWorld.open();
});
afterAll(() => world.close());

/** Somebody who writes honest updates, and keeps what the journal should make of them. */
class Author {
  readonly doc = new Y.Doc();
  readonly id = newId();

  constructor(readonly documentId: string) {}

  async write(words: string, at?: number): Promise<number> {
    const text = this.doc.getText('text');
    const [update] = this.updatesOf(() => text.insert(at ?? text.length, words));
    return world.append(this.documentId, update!, this.id);
  }

  updatesOf(work: () => void): Uint8Array[] {
    const updates: Uint8Array[] = [];
    const keep = (update: Uint8Array): void => void updates.push(update);
    this.doc.on('update', keep);
    work();
    this.doc.off('update', keep);
    return updates;
  }
}

async function document(): Promise<{ id: string; anna: Author }> {
  const id = await world.createDocument();
  return { id, anna: new Author(id) };
}

/** As a client finds it that opens the document now. */
async function open(id: string): Promise<Editor> {
  const checkpoints = new DocumentCheckpoints(world.store, { now: () => undefined });
  return world.enter(world.rooms(world.newFeeds(), checkpoints), id);
}
const repair = (id: string) => world.job.run(world.orgId, id);
const taken = async (id: string) =>
  (await world.quarantine.list(world.orgId, id)).map(({ first, last, reason }) => ({ first, last, reason }));

/** Varints of an update's bytes, as yjs writes them. */
const bytesOf = (...values: number[]): number[] =>
  values.flatMap((value) => {
    const bytes: number[] = [];
    for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
    return [...bytes, value];
  });
const LETTER = [1, 'x'.charCodeAt(0)];
const STRING = 4;
const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;

/** One letter whose right neighbour stands before its left one: live it lies elsewhere than loaded again. */
const twisted = (client: number, of: number): Uint8Array =>
  Uint8Array.from([
    ...bytesOf(1, 1, client, 0),
    STRING | HAS_ORIGIN | HAS_RIGHT_ORIGIN,
    ...bytesOf(of, 7, of, 4),
    ...[3, 120, 32, 8],
    0,
  ]);

/** Letters that all want to stand at the beginning, each before another right neighbour: their places cost n². */
const crowded = (client: number, of: number, count: number): Uint8Array => {
  const bytes = [...bytesOf(1, count, client, 0)];
  for (let clock = 0; clock < count; clock += 1)
    bytes.push(STRING | HAS_RIGHT_ORIGIN, ...bytesOf(of, clock), ...LETTER);
  return Uint8Array.from([...bytes, 0]);
};

/** Letters that can never be joined: each is an item of its own in memory. */
const scattered = (client: number, count: number): Uint8Array => {
  const bytes = [...bytesOf(1, count, client, 0), STRING, ...[1, 4], ...Buffer.from('text'), ...LETTER];
  for (let clock = 1; clock < count; clock += 1)
    bytes.push(STRING | HAS_RIGHT_ORIGIN, ...bytesOf(client, clock - 1), ...LETTER);
  return Uint8Array.from([...bytes, 0]);
};

describe('an update that harms its document', () => {
  const poisons: [string, string, (anna: Author) => Uint8Array][] = [
    ['is no update', 'malformed', () => Uint8Array.of(1, 1, 9, 0, 255)],
    [
      'builds on what was never written',
      'gap',
      () => Uint8Array.from([...bytesOf(1, 1, 9, 5), STRING | HAS_ORIGIN, ...bytesOf(9, 4), ...LETTER, 0]),
    ],
    ['loads as another document than it was live', 'differs', ({ doc }) => twisted(9, doc.clientID)],
  ];
  it.each(poisons)('and %s is taken out, and everything else stays', async (_what, reason, poisonOf) => {
    const { id, anna } = await document();
    await anna.write('hello world');
    await anna.write(' et encore');
    const poison = await world.append(id, poisonOf(anna), mallory);
    await anna.write(', puis la suite');
    await repair(id);
    const again = await open(id);
    expect(again.closedWith).toBeNull();
    expect(again.text.toJSON()).toBe('hello world et encore, puis la suite');
    expect(await world.quarantine.list(world.orgId, id)).toMatchObject([
      { first: poison, last: poison, reason, authorId: mallory, epoch: 2 },
    ]);
  });

  it('that takes too long is taken out', async () => {
    const { id, anna } = await document();
    await anna.write('m'.repeat(9_000));
    await world.append(id, crowded(9, anna.doc.clientID, 9_000), mallory);
    await anna.write(' fin');
    await world.jobWith({ heapMib: 256, stuckMs: 700 }).run(world.orgId, id);
    expect((await open(id)).text.toJSON()).toBe(`${'m'.repeat(9_000)} fin`);
    expect(await taken(id)).toMatchObject([{ first: 2, last: 2, reason: 'hangs' }]);
  });

  it('that exhausts the heap is taken out', async () => {
    const { id, anna } = await document();
    await anna.write('avant');
    await world.append(id, scattered(9, 200_000), mallory);
    await anna.write(' après');
    await world.jobWith({ heapMib: 40, stuckMs: 20_000 }).run(world.orgId, id);
    expect((await open(id)).text.toJSON()).toBe('avant après');
    expect(await taken(id)).toMatchObject([{ first: 2, last: 2, reason: 'heap' }]);
  });

  it('does not take along what was built on it, as far as that has a place', async () => {
    const { id, anna } = await document();
    await anna.write('hello world');
    const [bad] = [twisted(9, anna.doc.clientID)];
    await world.append(id, bad, mallory);
    // Honest words behind the harmful letters, and the same person's next ones.
    const next = Uint8Array.from([
      ...bytesOf(1, 1, 9, 3),
      STRING | HAS_ORIGIN,
      ...bytesOf(9, 2),
      ...LETTER,
      0,
    ]);
    await world.append(id, next, mallory);
    await anna.write(' fin');
    await repair(id);
    const { text } = await open(id);
    expect([...text.toJSON()].sort().join('')).toBe([...'hello worldx fin'].sort().join(''));
    expect(await taken(id)).toEqual([{ first: 2, last: 2, reason: 'differs' }]);
  });

  it('is taken out among several, each with its reason', async () => {
    const { id, anna } = await document();
    await anna.write('hello world');
    await world.append(id, Uint8Array.of(9, 9, 9), mallory);
    await anna.write(' un');
    await world.append(id, twisted(9, anna.doc.clientID), mallory);
    await anna.write(' deux');
    await world.append(id, Uint8Array.of(1, 0), mallory);
    await repair(id);
    expect((await open(id)).text.toJSON()).toBe('hello world un deux');
    expect(await taken(id)).toEqual([
      { first: 2, last: 2, reason: 'malformed' },
      { first: 4, last: 4, reason: 'differs' },
      { first: 6, last: 6, reason: 'malformed' },
    ]);
    expect(await world.acts(id)).toEqual(expect.arrayContaining(['document.repaired']));
  });

  it('sends who has the document open to the good one', async () => {
    const { id, anna } = await document();
    await anna.write('hello world');
    const bruno = await open(id);
    await world.append(id, twisted(9, anna.doc.clientID), mallory);
    await repair(id);
    await until(() => bruno.closedWith === CloseCode.epoch, 'sent away');
    expect((await open(id)).text.toJSON()).toBe('hello world');
  });

  it('leaves the journal whole', async () => {
    const { id, anna } = await document();
    await anna.write('un');
    await world.append(id, Uint8Array.of(9, 9, 9), mallory);
    await repair(id);
    const rows = await world.feeds.read(world.orgId, id, { after: 0 });
    expect(rows.map(({ first, kind }) => [first, kind])).toEqual([
      [1, 'updates'],
      [2, 'updates'],
      [3, 'base'],
    ]);
  });
});

describe('a damaged row', () => {
  const words = ['un ', 'deux ', 'trois ', 'quatre ', 'cinq '];
  async function fiveRows() {
    const made = await document();
    for (const word of words) await made.anna.write(word);
    return made;
  }

  it('that a checkpoint covers harms nobody', async () => {
    const { id, anna } = await fiveRows();
    await repair(id);
    await anna.write('six');
    await world.flipBits('feed_entry', 'feed_id', id, 'last', 3);
    await repair(id);
    expect((await open(id)).text.toJSON()).toBe(`${words.join('')}six`);
    expect((await world.refOf(id)).epoch).toBe(1);
  });

  it('is left out, what was written before and after it stays, and the range is named', async () => {
    const { id } = await fiveRows();
    await world.flipBits('feed_entry', 'feed_id', id, 'last', 3);
    await expect(world.journal.content(world.orgId, id)).rejects.toMatchObject({ code: 'sealed.damaged' });
    await repair(id);
    const again = await open(id);
    expect(again.text.toJSON()).toBe('un deux quatre cinq ');
    expect(await taken(id)).toEqual([{ first: 3, last: 3, reason: 'damaged' }]);
    await again.write('six');
    expect((await open(id)).text.toJSON()).toBe('un deux quatre cinq six');
    expect(await world.feeds.head(world.orgId, id)).toBeGreaterThan(6);
  });

  it('is repaired once, however many find it at the same time', async () => {
    const { id } = await fiveRows();
    await world.flipBits('feed_entry', 'feed_id', id, 'last', 3);
    await Promise.all([repair(id), repair(id), repair(id)]);
    expect((await open(id)).text.toJSON()).toBe('un deux quatre cinq ');
    expect((await world.refOf(id)).epoch).toBe(2);
    expect((await world.acts(id)).filter((act) => act === 'document.repaired')).toHaveLength(1);
  });

  it('is missed when it was taken away, in the middle and at the end', async () => {
    for (const [gone, left] of [
      [2, 'un trois quatre cinq '],
      [5, 'un deux trois quatre '],
    ] as const) {
      const { id } = await fiveRows();
      await world.platform.asOwner('delete from feed_entry where feed_id = $1 and last = $2', [id, gone]);
      await repair(id);
      expect((await open(id)).text.toJSON()).toBe(left);
      expect(await taken(id)).toEqual([{ first: gone, last: gone, reason: 'damaged' }]);
    }
  });

  it('may be the one with which an epoch begins', async () => {
    const { id, anna } = await fiveRows();
    const content = Y.encodeStateAsUpdate(anna.doc);
    const expectedSeq = await world.feeds.head(world.orgId, id);
    const epoch = { orgId: world.orgId, documentId: id, actorId: null, expectedSeq, content };
    await world.epochs.begin(epoch);
    await (await open(id)).write('six');
    await world.flipBits('feed_entry', 'feed_id', id, 'kind', "'base'");
    await world.flipBits('document_checkpoint', 'document_id', id);
    await repair(id);
    expect((await open(id)).text.toJSON()).toBe(`${words.join('')}six`);
  });

  it('counts as one when the number of the journal was changed', async () => {
    for (const number of [3, 900]) {
      const { id } = await fiveRows();
      await world.platform.asOwner('update feed set seq = $2 where id = $1', [id, number]);
      await repair(id);
      const again = await open(id);
      expect(again.text.toJSON()).toBe(words.join(''));
      await again.write('six');
      expect((await open(id)).text.toJSON()).toBe(`${words.join('')}six`);
    }
  });
});

describe('single flipped bits', () => {
  /** A small linear congruential generator (Numerical Recipes): the same bits every time. */
  let state = 20_261_127;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };

  it('are seen in each of 1,000 rows, and the document opens from its checkpoint', async () => {
    const { id, anna } = await document();
    const updates = anna.updatesOf(() => {
      for (let turn = 0; turn < 1_000; turn += 1) anna.doc.getText('text').insert(turn, 'a');
    });
    await Promise.all(updates.map((update) => world.append(id, update, anna.id)));
    await repair(id);
    const bits = updates.map(() => random(2 ** 30));
    await world.platform.asOwner(
      `update feed_entry e
       set payload = set_bit(e.payload, f.bit % (length(e.payload) * 8), 1 - get_bit(e.payload, f.bit % (length(e.payload) * 8)))
       from unnest($2::bigint[]) with ordinality as f(bit, seq) where e.feed_id = $1 and e.last = f.seq`,
      [id, bits],
    );
    const { entries, damaged } = await world.feeds.salvage(world.orgId, id, 0);
    expect(entries).toEqual([]);
    expect(damaged).toEqual([{ first: 1, last: 1_000 }]);
    const again = await open(id);
    expect(again.text.toJSON()).toBe('a'.repeat(1_000));
    await again.write('b');
    expect((await open(id)).text.toJSON()).toBe(`${'a'.repeat(1_000)}b`);
  });

  it('in a row or a checkpoint, again and again, cost at most the words of that row', async () => {
    const { id } = await document();
    const kept: string[] = [];
    for (let turn = 0; turn < 25; turn += 1) {
      const editor = await open(id);
      const words = [0, 1, 2].map((word) => `<${String(turn)}.${String(word)}>`);
      await repair(id);
      const covered = await world.feeds.head(world.orgId, id);
      for (const word of words) await editor.write(word);
      editor.leave();
      if (random(3) === 0) {
        await world.flipBits('document_checkpoint', 'document_id', id, 'seq', covered, random(2 ** 30));
      } else {
        const lost = random(words.length);
        await world.flipBits('feed_entry', 'feed_id', id, 'last', covered + 1 + lost, random(2 ** 30));
        words.splice(lost, 1);
      }
      kept.push(...words);
      await repair(id);
      const text = (await open(id)).text.toJSON();
      for (const word of kept) expect(text).toContain(word);
      expect(text).toHaveLength(kept.join('').length);
    }
  });
});
