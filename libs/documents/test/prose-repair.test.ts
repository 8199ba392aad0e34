import { newId } from '@maroquin/platform/config';
import { proseFromY, proseToYUpdate, textOf } from '@maroquin/prose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DocumentCheckpoints } from '../src/checkpoints/document-checkpoints.js';
import { DocumentWorld } from './document-world.js';

let world: DocumentWorld;

beforeAll(async () => {
  world = await DocumentWorld.open();
});
afterAll(() => world.close());

/** Paragraphs written one after the other as the editor writes them, each step a row of the journal. */
async function paragraphs(...steps: ((fragment: Y.XmlFragment) => void)[]) {
  const id = await world.createDocument('prose');
  const doc = new Y.Doc();
  const rows: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => rows.push(update));
  for (const step of steps) step(doc.getXmlFragment('prose'));
  const anna = newId();
  for (const row of rows) await world.append(id, row, anna);
  return { id, doc };
}
const paragraph = (words: string) => (fragment: Y.XmlFragment) => {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(words)]);
  fragment.insert(fragment.length, [element]);
};
const typed = (index: number, words: string) => (fragment: Y.XmlFragment) => {
  const text = (fragment.get(index) as Y.XmlElement).get(0) as Y.XmlText;
  text.insert(text.length, words);
};

/** What the editor shows to somebody who opens the document now. */
async function shown(id: string): Promise<string[]> {
  const checkpoints = new DocumentCheckpoints(world.store, { now: () => undefined });
  const { doc } = await world.enter(world.rooms(world.newFeeds(), checkpoints), id);
  return textOf(proseFromY(doc), { notes: true })
    .split('\n')
    .filter((line) => line !== '');
}

describe('a document of paragraphs', () => {
  it('opens from its checkpoint as it was, and can be written in', async () => {
    const { id } = await paragraphs(
      paragraph('un'),
      paragraph('deux'),
      typed(0, ' et demi'),
      (fragment) => fragment.delete(1, 1),
      paragraph('trois'),
    );
    await world.job.run(world.orgId, id);
    const checkpoints = new DocumentCheckpoints(world.store, { now: () => undefined });
    const rooms = world.rooms(world.newFeeds(), checkpoints);
    const bruno = await world.enter(rooms, id);
    typed(1, ' et plus')(bruno.doc.getXmlFragment('prose'));
    paragraph('quatre')(bruno.doc.getXmlFragment('prose'));
    await bruno.saved();
    expect(bruno.closedWith).toBeNull();
    expect(await shown(id)).toEqual(['un et demi', 'trois et plus', 'quatre']);
  });

  it('keeps what was written around a lost row, each in its paragraph', async () => {
    const { id } = await paragraphs(
      paragraph('un'),
      paragraph('deux'),
      typed(1, ' et demi'),
      paragraph('trois'),
      typed(2, ' enfin'),
    );
    await world.flipBits('feed_entry', 'feed_id', id, 'last', 2);
    await world.job.run(world.orgId, id);
    expect(await shown(id)).toEqual(['un', ' et demi', 'trois enfin']);
    expect(await world.quarantine.list(world.orgId, id)).toMatchObject([
      { first: 2, last: 2, reason: 'damaged' },
    ]);
    expect(await world.acts(id)).toEqual(['document.repaired']);
  });

  it('loses nothing but the row, whichever it is', async () => {
    const steps = [
      paragraph('un'),
      typed(0, ' a'),
      paragraph('deux'),
      typed(1, ' b'),
      paragraph('trois'),
      typed(0, ' c'),
      typed(2, ' d'),
    ];
    const words = ['un', ' a', 'deux', ' b', 'trois', ' c', ' d'];
    for (let lost = 0; lost < steps.length; lost += 1) {
      const { id } = await paragraphs(...steps);
      await world.flipBits('feed_entry', 'feed_id', id, 'last', lost + 1);
      await world.job.run(world.orgId, id);
      const text = (await shown(id)).join('\n');
      for (const [index, word] of words.entries())
        expect({ lost, word, there: text.includes(word) }).toEqual({ lost, word, there: index !== lost });
    }
  });

  it('opens when it was imported and a harmful struct was put into it', async () => {
    const id = await world.createDocument('prose');
    const content = [{ type: 'paragraph', content: [{ type: 'text', text: 'importé' }] }];
    await world.append(id, proseToYUpdate({ type: 'doc', content }, { clientId: 7 }));
    await world.append(id, Uint8Array.of(1, 1, 9, 0, 200));
    await world.job.run(world.orgId, id);
    expect(await shown(id)).toEqual(['importé']);
  });
});
