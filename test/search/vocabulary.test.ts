import { newId } from '@maroquin/platform/config';
import { Vocabulary } from '@maroquin/search';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SearchIndex } from '../support/search-index.js';

/** Words by which typing errors are mended: what the database holds of them, and for how long. */
let index: SearchIndex;
const words = async (typed: string, vocabulary = index.vocabulary): Promise<string[]> =>
  (await vocabulary.near(index.orgId, typed)).map(({ word }) => word);

beforeAll(async () => {
  index = await SearchIndex.open();
  const conversation = await index.addChannel(await index.addSpace([newId()]), 'Zoo');
  const message = {
    seq: 1,
    authorId: null,
    at: new Date(),
    text: 'Un crocodile anticonstitutionnel a 12 ans',
  };
  await index.rows.indexMessages(index.orgId, [
    {
      ...{ due: index.dueOf(conversation.conversationId), conversation },
      ...{ changesAt: 0, messages: [message], upTo: 1 },
    },
  ]);
}, 120_000);
afterAll(() => index.close());

it('a word is found by one that is spelt nearly so', async () => {
  expect(await words('crocodyle')).toEqual(['crocodile']);
  expect(await words('anticonstitutionnle')).toEqual(['anticonstitutionnel']);
  expect(await words('crocodile')).toEqual([]);
});

it('the row of a word says neither what it is nor how long it is', async () => {
  const rows = await index.platform.asOwner<{ keys: number; bytes: number; row: string }>(
    'select cardinality(near) as keys, octet_length(word) as bytes, w::text as row from search_word w',
  );
  expect(rows.length).toBeGreaterThanOrEqual(2);
  expect(new Set(rows.map(({ keys, bytes }) => `${String(keys)} ${String(bytes)}`)).size).toBe(1);
  expect(rows.filter(({ row }) => /crocodile|anticonst/u.test(row))).toEqual([]);
});

it('a word that no text holds any more is forgotten after a week, and one that a text holds is kept', async () => {
  await index.vocabulary.learn(index.orgId, new Set(['ornithorynque']));
  expect(await words('ornithoryngue')).toEqual(['ornithorynque']);
  const later = new Date(Date.now() + 8 * 86_400_000);
  const { database, keys } = index.platform;
  const nextWeek = new Vocabulary(database, keys, { now: () => later });
  await index.vocabulary.forget(index.orgId);
  expect(await words('ornithoryngue')).toEqual(['ornithorynque']);
  await nextWeek.forget(index.orgId);
  expect(await words('ornithoryngue')).toEqual([]);
  expect(await words('crocodyle')).toEqual(['crocodile']);
});

it('a word whose row is damaged is not proposed, hides no other, and is forgotten with those that no text holds', async () => {
  await index.vocabulary.learn(index.orgId, new Set(['girafon', 'girafons']));
  const [damaged] = await index.platform.asOwner<{ term: string }>(
    'update search_word set word = set_byte(word, 20, get_byte(word, 20) # 1) where term = (select term from search_word order by seen_on, term limit 1) returning term',
  );
  const { database, keys } = index.platform;
  const proposed = [...(await words('girafom')), ...(await words('crocodyle'))];
  expect(proposed.length).toBeGreaterThan(0);
  const nextWeek = new Vocabulary(database, keys, { now: () => new Date(Date.now() + 8 * 86_400_000) });
  await nextWeek.forget(index.orgId);
  const left = await index.platform.asOwner<{ term: string }>('select term from search_word');
  expect(left.map(({ term }) => term)).not.toContain(damaged?.term);
});
