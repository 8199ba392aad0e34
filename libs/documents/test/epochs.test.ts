import { CloseCode, decodeSnapshot } from '@maroquin/coediting';
import { newId } from '@maroquin/platform/config';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { DocumentEpochs } from '../src/epochs/document-epochs.js';
import { DocumentWorld, until } from './document-world.js';

let world: DocumentWorld;
let epochs: DocumentEpochs;

beforeAll(async () => {
  world = await DocumentWorld.open();
  epochs = world.epochs;
});
afterAll(() => world.close());

const contentOf = (text: string): Uint8Array => {
  const doc = new Y.Doc();
  doc.getText('text').insert(0, text);
  return Y.encodeStateAsUpdate(doc);
};

async function written(text: string) {
  const id = await world.createDocument();
  const rooms = world.rooms();
  const anna = await world.enter(rooms, id);
  await anna.write(text);
  const { orgId } = world;
  const begin = async (content: string, expectedSeq?: number) =>
    epochs.begin({
      orgId,
      documentId: id,
      actorId: anna.personId,
      expectedSeq: expectedSeq ?? (await world.feeds.head(orgId, id)),
      content: contentOf(content),
    });
  return { id, rooms, anna, begin };
}

async function textOf(id: string): Promise<string> {
  const { base, updates } = await world.journal.content(world.orgId, id);
  const doc = new Y.Doc();
  if (base !== null) Y.applyUpdate(doc, decodeSnapshot(base).update);
  for (const { update } of updates) Y.applyUpdate(doc, update);
  return doc.getText('text').toJSON();
}

describe('beginning an epoch', () => {
  it('replaces the content, and what was written before stays in the journal', async () => {
    const { id, begin } = await written('ancien');
    const before = await world.feeds.head(world.orgId, id);
    expect(await begin('neuf')).toEqual({ status: 'begun', epoch: 2, seq: before + 1 });
    expect(await textOf(id)).toBe('neuf');
    expect(await world.refOf(id)).toMatchObject({ epoch: 2, epochFrom: before + 1 });
    const rows = await world.feeds.read(world.orgId, id, { after: 0 });
    expect(rows.map(({ kind }) => kind)).toEqual([...rows.slice(1).map(() => 'updates'), 'base']);
  });

  it('sends everybody who has it open away, on this node and on others, and lets them write on in the new one', async () => {
    const { id, rooms, anna, begin } = await written('ancien');
    const otherFeeds = world.newFeeds();
    const otherRooms = world.rooms(otherFeeds);
    const bruno = await world.enter(otherRooms, id);
    await begin('neuf');
    await until(
      () => anna.closedWith === CloseCode.epoch && bruno.closedWith === CloseCode.epoch,
      'both sent away',
    );
    const again = await world.enter(otherRooms, id);
    expect(again.text.toJSON()).toBe('neuf');
    await again.write(' et suite');
    expect((await world.enter(rooms, id)).text.toJSON()).toBe('neuf et suite');
    expect(await textOf(id)).toBe('neuf et suite');
    otherFeeds.close();
  });

  it('changes nothing when somebody wrote meanwhile', async () => {
    const { id, anna, begin } = await written('ancien');
    const seen = await world.feeds.head(world.orgId, id);
    await anna.write(' et plus');
    expect(await begin('neuf', seen)).toEqual({ status: 'moved', head: seen + 1 });
    expect(await textOf(id)).toBe('ancien et plus');
    expect(anna.closedWith).toBeNull();
  });

  it('retires every clientID that ever wrote, over all epochs', async () => {
    const { id, anna, begin } = await written('ancien');
    await begin('neuf');
    const bruno = await world.enter(world.rooms(), id);
    await bruno.write('!');
    await begin('encore');
    const { base } = await world.journal.content(world.orgId, id);
    const { leases, update } = decodeSnapshot(base!);
    const restored = [...Y.decodeStateVector(Y.encodeStateVectorFromUpdate(update)).keys()];
    for (const client of [anna.doc.clientID, bruno.doc.clientID, ...restored])
      expect(leases.get(client)).toBeNull();
  });

  it('commits what belongs to the act with it, or nothing at all', async () => {
    const { id } = await written('ancien');
    const head = await world.feeds.head(world.orgId, id);
    const begin = (alongside: () => Promise<void>) =>
      epochs.begin({
        orgId: world.orgId,
        documentId: id,
        actorId: newId(),
        expectedSeq: head,
        content: contentOf('neuf'),
        alongside,
      });
    await expect(begin(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await world.feeds.head(world.orgId, id)).toBe(head);
    expect(await textOf(id)).toBe('ancien');
    await begin(() => Promise.resolve());
    expect(await textOf(id)).toBe('neuf');
  });

  it('lets only one of two restores at once happen', async () => {
    const { id, begin } = await written('ancien');
    const head = await world.feeds.head(world.orgId, id);
    const answers = await Promise.all([begin('un', head), begin('deux', head)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['begun', 'moved']);
    expect((await world.refOf(id)).epoch).toBe(2);
  });
});
