import { decodeSnapshot } from '@maroquin/coediting';
import { systemClock } from '@maroquin/platform/config';
import { createLogger } from '@maroquin/platform/logging';
import { JobRunner } from '@maroquin/platform/jobs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { checkpointTask } from '../src/checkpoints/checkpoint.task.js';
import { CheckpointRequests } from '../src/checkpoints/checkpoint-requests.js';
import { DocumentCheckpoints } from '../src/checkpoints/document-checkpoints.js';
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

describe('asking for checkpoints', () => {
  const jobs = (id: string) =>
    world.platform.asOwner<{ run_at: Date }>(
      'select run_at from graphile_worker._private_jobs where key = $1',
      [`document.checkpoint ${id}`],
    );
  const newRequests = () =>
    new CheckpointRequests(world.platform.database, systemClock, (error) => world.errors.push(error));

  it('puts one job for a document that is being written in, and does not put it off', async () => {
    const { id, ref } = await written('un');
    const [here, there] = [newRequests(), newRequests()];
    for (const seq of [1, 2, 3]) here.committed(ref, seq);
    await here.onModuleDestroy();
    const [before] = await jobs(id);
    expect(before!.run_at.getTime()).toBeGreaterThan(Date.now() + 30_000);
    there.committed(ref, 4);
    await there.onModuleDestroy();
    expect(await jobs(id)).toEqual([before]);
  });

  it('is answered at once where something is damaged, by whichever node runs jobs', async () => {
    const { id, ref } = await written('un deux');
    const requests = newRequests();
    requests.committed(ref, 1);
    requests.now(ref);
    await requests.onModuleDestroy();
    const logger = createLogger({ logLevel: 'info' }, { write: () => undefined });
    const runner = new JobRunner(world.platform.connections.owner, world.platform.database, logger);
    await runner.start([checkpointTask(world.job)], []);
    await until(async () => (await rowsOf(id)).length === 1, 'made');
    await runner.stop();
  });
});

describe('a damaged checkpoint', () => {
  it('is passed over for the one before it, named in the audit and made anew', async () => {
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
