import { newId } from '@maroquin/platform/config';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DocumentWorld, Editor, until } from './document-world.js';

let world: DocumentWorld;

beforeAll(async () => {
  world = await DocumentWorld.open();
});
afterAll(() => world.close());

async function written(words: readonly string[]) {
  const id = await world.createDocument();
  const anna = await world.enter(world.rooms(), id);
  for (const word of words) await anna.write(word);
  return { id, anna };
}

/** Somebody opens a document as the server does, and has its content. */
async function open(id: string, meanwhile: () => Promise<void> = () => Promise.resolve()): Promise<Editor> {
  const { openings, rooms } = world.openingRooms();
  const document = await openings.begin(world.orgId, id);
  await meanwhile();
  const editor = new Editor(newId());
  await editor.enter(rooms, document ?? (await world.refOf(id)));
  return editor;
}

describe('a document that is opened from one answer', () => {
  it('holds its newest checkpoint and what was written behind it', async () => {
    const { id, anna } = await written(['un ', 'deux ']);
    await world.job.run(world.orgId, id);
    await anna.write('trois');
    expect((await open(id)).text.toJSON()).toBe('un deux trois');
  });

  it('holds everything where no checkpoint was made yet', async () => {
    const { id } = await written(['un ', 'deux']);
    expect((await open(id)).text.toJSON()).toBe('un deux');
  });

  it('holds also the rows that the answer had no room for', async () => {
    const words = Array.from({ length: 300 }, (_, index) => `${String(index)} `);
    const { id } = await written(words);
    expect((await open(id)).text.toJSON()).toBe(words.join(''));
  });

  it('receives what was committed between the answer and the moment it is open', async () => {
    const { id, anna } = await written(['un ']);
    const bruno = await open(id, () => anna.write('deux'));
    await until(() => bruno.text.toJSON() === 'un deux', 'received');
  });

  it('is that of its present epoch', async () => {
    const { id } = await written(['ancien']);
    await world.epochs.begin({
      orgId: world.orgId,
      documentId: id,
      actorId: null,
      expectedSeq: null,
      content: Uint8Array.of(0, 0),
    });
    const { openings } = world.openingRooms();
    expect(await openings.begin(world.orgId, id)).toMatchObject({ epoch: 2, epochFrom: 2 });
    expect((await open(id)).text.toJSON()).toBe('');
  });

  it('is read once for all who come at the same moment', async () => {
    const { id } = await written(['un']);
    const { openings } = world.openingRooms();
    const [first, second] = await Promise.all([1, 2].map(() => openings.begin(world.orgId, id)));
    expect(second).toBe(first);
  });

  it('of another organisation does not exist', async () => {
    const { id } = await written(['un']);
    const { openings } = world.openingRooms();
    await expect(openings.begin(newId(), id)).rejects.toMatchObject({ code: 'request.not-found' });
  });
});

describe('a damaged document', () => {
  it('is opened from the checkpoint before the one that is damaged', async () => {
    const { id, anna } = await written(['un ']);
    await world.job.run(world.orgId, id);
    await anna.write('deux');
    await world.job.run(world.orgId, id);
    await world.flipBits('document_checkpoint', 'document_id', id, 'seq', 2);
    const { openings } = world.openingRooms();
    expect(await openings.begin(world.orgId, id)).toBeNull();
    expect((await openings.newest(await world.refOf(id))).damaged).toEqual([2]);
    expect((await open(id)).text.toJSON()).toBe('un deux');
  });

  it('with a row that is no longer there is not opened short of it', async () => {
    const { id } = await written(['un ', 'deux ', 'trois']);
    await world.platform.asOwner('delete from feed_entry where feed_id = $1 and first = 2', [id]);
    expect((await open(id)).closedWith).not.toBeNull();
  });
});
