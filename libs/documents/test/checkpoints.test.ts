import { decodeSnapshot } from '@maroquin/coediting';
import { type Clock, newId, systemClock } from '@maroquin/platform/config';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { CheckpointJob } from '../src/maintenance/checkpoint-job.js';
import { CheckpointQueue } from '../src/maintenance/checkpoint-queue.js';
import { CheckpointRequests } from '../src/checkpoints/checkpoint-requests.js';
import { DocumentCheckpoints } from '../src/checkpoints/document-checkpoints.js';
import { StoredDocuments } from '../src/checkpoints/stored-documents.js';
import { DocumentWorld, until } from './document-world.js';

let world: DocumentWorld;

beforeAll(async () => {
  world = await DocumentWorld.open();
});
afterAll(() => world.close());

async function written(words: string) {
  const id = await world.createDocument();
  const anna = await world.enter(world.rooms(), id);
  for (const word of words.split(' ')) await anna.write(`${word} `);
  return { id, anna, ref: await world.refOf(id) };
}

const textOf = (snapshot: Uint8Array): string => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, decodeSnapshot(snapshot).update);
  return doc.getText('text').toJSON();
};
const rowsOf = (id: string) =>
  world.platform.asOwner<{ seq: string }>(
    'select seq from document_checkpoint where document_id = $1 order by seq',
    [id],
  );

describe('a checkpoint', () => {
  it('holds the content up to the number at which it was made, and whose its clientIDs are', async () => {
    const { id, anna, ref } = await written('un deux trois');
    await world.job.run(world.orgId, id);
    const { checkpoint } = await world.store.newest(ref);
    expect(checkpoint?.seq).toBe(await world.feeds.head(world.orgId, id));
    expect(textOf(checkpoint!.snapshot)).toBe('un deux trois ');
    expect(decodeSnapshot(checkpoint!.snapshot).leases.get(anna.doc.clientID)).toBe(anna.personId);
  });

  it('builds on the one before it, and only the newest three are kept', async () => {
    const { id, anna, ref } = await written('un');
    for (const word of ['deux', 'trois', 'quatre', 'cinq']) {
      await world.job.run(world.orgId, id);
      await anna.write(word);
    }
    await world.job.run(world.orgId, id);
    expect(await rowsOf(id)).toHaveLength(3);
    const { checkpoint } = await world.store.newest(ref);
    expect(textOf(checkpoint!.snapshot)).toBe('un deuxtroisquatrecinq');
  });

  it('is found for each document where many are looked for at once', async () => {
    const many = await Promise.all(['un', 'deux', 'trois'].map((word) => written(word)));
    for (const { id } of many.slice(0, 2)) await world.job.run(world.orgId, id);
    const found = await Promise.all(many.map(({ ref }) => world.store.newest(ref)));
    expect(found.map(({ checkpoint }) => checkpoint && textOf(checkpoint.snapshot))).toEqual([
      'un ',
      'deux ',
      null,
    ]);
  });

  it('is made of a long journal without reading more of it at once than a step takes', async () => {
    const id = await world.createDocument();
    const anna = await world.enter(world.rooms(), id);
    for (let turn = 0; turn < 12; turn += 1) await anna.write('x'.repeat(900_000));
    const stored = new StoredDocuments(world.platform.database, world.feeds);
    const { entries, isCut } = await stored.read(world.orgId, id, 1_000, 2_000_000);
    expect([entries.length, isCut]).toEqual([3, true]);
    await world.job.run(world.orgId, id);
    const { checkpoint } = await world.store.newest(await world.refOf(id));
    expect(checkpoint?.seq).toBe(await world.feeds.head(world.orgId, id));
    expect(textOf(checkpoint!.snapshot)).toHaveLength(12 * 900_000);
  });

  it('is not made again when nothing was written', async () => {
    const { id } = await written('un');
    await Promise.all([world.job.run(world.orgId, id), world.job.run(world.orgId, id)]);
    await world.job.run(world.orgId, id);
    expect(await rowsOf(id)).toHaveLength(1);
  });

  it('is where a room begins, and the journal is read behind it', async () => {
    const { id, anna } = await written('un deux');
    await world.job.run(world.orgId, id);
    await anna.write('trois');
    await world.flipBits('feed_entry', 'feed_id', id, 'last', 1);
    const checkpoints = new DocumentCheckpoints(world.store, { now: () => undefined });
    const bruno = await world.enter(world.rooms(world.newFeeds(), checkpoints), id);
    expect(bruno.text.toJSON()).toBe('un deux trois');
  });

  it('is one of its epoch: another content has begun since', async () => {
    const { id } = await written('ancien');
    await world.job.run(world.orgId, id);
    const doc = new Y.Doc();
    doc.getText('text').insert(0, 'neuf');
    await world.epochs.begin({
      orgId: world.orgId,
      documentId: id,
      actorId: null,
      expectedSeq: await world.feeds.head(world.orgId, id),
      content: Y.encodeStateAsUpdate(doc),
    });
    await world.job.run(world.orgId, id);
    const { checkpoint } = await world.store.newest(await world.refOf(id));
    expect(textOf(checkpoint!.snapshot)).toBe('neuf');
  });

  it('says that the editor cannot show what the document holds, once', async () => {
    const id = await world.createDocument('prose');
    const doc = new Y.Doc();
    // A letter directly in the root: y-prosemirror throws on anything but elements there.
    doc.getXmlFragment('prose').insert(0, [new Y.XmlText('a')]);
    await world.append(id, Y.encodeStateAsUpdate(doc));
    await world.job.run(world.orgId, id);
    doc.getXmlFragment('prose').insert(0, [new Y.XmlElement('paragraph')]);
    await world.append(id, Y.encodeStateAsUpdate(doc));
    await world.job.run(world.orgId, id);
    expect(await world.acts(id)).toEqual(['document.not-shown']);
  });
});

/** A clock that stands until it is put on. */
class HandClock implements Clock {
  constructor(private at = Date.now()) {}
  now = (): Date => new Date(this.at);
  pass(milliseconds: number): void {
    this.at += milliseconds;
  }
}
const MINUTE = 60_000;

const dueOf = async (id: string): Promise<number | null> => {
  const sql = 'select due_at from checkpoint_due where document_id = $1';
  const [row] = await world.platform.asOwner<{ due_at: Date }>(sql, [id]);
  return row?.due_at.getTime() ?? null;
};

describe('asking for checkpoints', () => {
  let clock: HandClock;
  beforeEach(() => (clock = new HandClock()));
  const newRequests = () =>
    new CheckpointRequests(world.platform.database, clock, (error) => world.errors.push(error));
  /** Until a checkpoint comes, in milliseconds. */
  const waitOf = async (id: string, requests: CheckpointRequests): Promise<number> => {
    await requests.onModuleDestroy();
    return (await dueOf(id))! - clock.now().getTime();
  };

  it('has it made within five minutes, and writing on does not put it off, on whichever node', async () => {
    const { id, ref } = await written('un');
    const [here, there] = [newRequests(), newRequests()];
    here.committed(ref, 1, 10);
    const wait = await waitOf(id, here);
    expect(wait).toBeGreaterThanOrEqual(MINUTE);
    expect(wait).toBeLessThanOrEqual(5 * MINUTE);
    clock.pass(MINUTE / 2);
    for (const requests of [here, there]) {
      requests.committed(ref, 2, 10);
      expect(await waitOf(id, requests)).toBe(wait - MINUTE / 2);
    }
  });

  it.each([
    ['1,500 updates', 1_500, 10],
    ['256 KiB', 2, 256 * 1024],
  ])('has it made soon once there are %s to be read', async (_what, seq, bytes) => {
    const { id, ref } = await written('un');
    const requests = newRequests();
    requests.committed(ref, 1, 10);
    requests.committed(ref, 1 + seq, bytes);
    expect(await waitOf(id, requests)).toBeLessThanOrEqual(40_000);
  });

  it('asks nothing more of a document before its checkpoint comes', async () => {
    const { id, ref } = await written('un');
    const requests = newRequests();
    requests.committed(ref, 1, 300 * 1024);
    await requests.onModuleDestroy();
    await world.platform.asOwner('delete from checkpoint_due where document_id = $1', [id]);
    requests.committed(ref, 5_000, 300 * 1024);
    await requests.onModuleDestroy();
    expect(await dueOf(id)).toBeNull();
    clock.pass(MINUTE);
    requests.committed(ref, 5_001, 10);
    expect(await waitOf(id, requests)).toBeGreaterThanOrEqual(MINUTE);
  });

  it('spreads documents that are written in at the same time over all that time', async () => {
    const ids = await Promise.all(Array.from({ length: 30 }, () => world.createDocument()));
    const requests = newRequests();
    for (const id of ids) requests.committed({ id, orgId: world.orgId }, 1, 10);
    const waits: number[] = [];
    for (const id of ids) waits.push(await waitOf(id, requests));
    expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(2 * MINUTE);
  });

  it('has it made at once where something is damaged, also when it was to come later', async () => {
    const { id, ref } = await written('un');
    const requests = newRequests();
    requests.committed(ref, 1, 10);
    requests.now(ref);
    expect(await waitOf(id, requests)).toBe(0);
  });

  it('forgets a document that is gone, and asks for the others', async () => {
    const { id, ref } = await written('un');
    const requests = newRequests();
    requests.now({ id: newId(), orgId: world.orgId });
    requests.now(ref);
    expect(await waitOf(id, requests)).toBe(0);
  });
});

describe('the checkpoint queue', () => {
  const logged: object[] = [];
  const logger = {
    warn: (entry: object) => logged.push(entry),
    error: (entry: object) => logged.push(entry),
  };
  const queueOf = (job: Pick<CheckpointJob, 'run'>, clock: Clock = systemClock) =>
    new CheckpointQueue(world.platform.database, job, clock, logger as never);
  const ask = async (id: string) => {
    const requests = new CheckpointRequests(world.platform.database, systemClock, () => undefined);
    requests.now({ id, orgId: world.orgId });
    await requests.onModuleDestroy();
  };
  beforeEach(() => world.platform.asOwner('delete from checkpoint_due'));

  it('makes each due checkpoint once, though two nodes poll at the same moment', async () => {
    const many = await Promise.all(['un', 'deux', 'trois'].map((word) => written(word)));
    for (const { id } of many) await ask(id);
    const batches = await Promise.all([1, 2].map(() => queueOf(world.job).runBatch()));
    expect(batches[0]! + batches[1]!).toBe(3);
    for (const { id, ref } of many) {
      expect((await world.store.newest(ref)).checkpoint).not.toBeNull();
      expect(await dueOf(id)).toBeNull();
    }
  });

  it('leaves a checkpoint that is not due yet', async () => {
    const { id } = await written('un');
    await ask(id);
    expect(await queueOf(world.job, new HandClock(Date.now() - MINUTE)).runBatch()).toBe(0);
  });

  it('makes a checkpoint once more that was requested while it was being made', async () => {
    const { id } = await written('un');
    await ask(id);
    await queueOf({ run: () => ask(id) }).runBatch();
    expect(await dueOf(id)).not.toBeNull();
  });

  it('retries a failed checkpoint later, and then later still', async () => {
    const { id } = await written('un');
    await ask(id);
    const clock = new HandClock(Date.now() + MINUTE);
    const queue = queueOf({ run: () => Promise.reject(new Error('no')) }, clock);
    for (const minutes of [5, 10, 20]) {
      expect(await queue.runBatch()).toBe(1);
      expect((await dueOf(id))! - clock.now().getTime()).toBe(minutes * MINUTE);
      clock.pass(minutes * MINUTE);
    }
    expect(logged).not.toEqual([]);
  });

  it('goes on polling until it is stopped', async () => {
    const { id } = await written('un');
    const queue = queueOf(world.job);
    queue.start();
    await ask(id);
    await until(async () => (await rowsOf(id)).length === 1, 'made');
    await queue.stop();
  });
});

describe('a damaged checkpoint', () => {
  it('is skipped for the one before it, named in the audit and made again', async () => {
    const { id, anna, ref } = await written('un');
    await world.job.run(world.orgId, id);
    await anna.write('deux');
    await world.job.run(world.orgId, id);
    const newest = (await rowsOf(id)).at(-1)!.seq;
    await world.flipBits('document_checkpoint', 'document_id', id, 'seq', Number(newest));
    expect(await world.store.newest(ref)).toMatchObject({
      checkpoint: { seq: 1 },
      damaged: [Number(newest)],
    });
    const asked: string[] = [];
    const checkpoints = new DocumentCheckpoints(world.store, { now: (document) => asked.push(document.id) });
    const bruno = await world.enter(world.rooms(world.feeds, checkpoints), id);
    expect(bruno.text.toJSON()).toBe('un deux');
    expect(asked).toEqual([id]);
    await world.job.run(world.orgId, id);
    expect(await world.acts(id)).toEqual(['document.checkpoint-damaged']);
    const { checkpoint, damaged } = await world.store.newest(ref);
    expect({ seq: checkpoint?.seq, damaged }).toEqual({ seq: Number(newest), damaged: [] });
  });

  it('costs nothing but time when all of them are', async () => {
    const { id, ref } = await written('un deux');
    await world.job.run(world.orgId, id);
    await world.flipBits('document_checkpoint', 'document_id', id);
    expect((await world.store.newest(ref)).checkpoint).toBeNull();
    await world.job.run(world.orgId, id);
    expect(textOf((await world.store.newest(ref)).checkpoint!.snapshot)).toBe('un deux ');
  });
});
