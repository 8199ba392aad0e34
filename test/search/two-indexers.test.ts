import { newId } from '@maroquin/platform/config';
import type { IndexedConversation, IndexedMessage } from '@maroquin/search';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SearchIndex } from '../support/search-index.js';

/** Two nodes read the same feeds and names into one index: what was read earlier may be written later. */
let index: SearchIndex;
let conversation: IndexedConversation;
let spaceId: string;
beforeAll(async () => {
  index = await SearchIndex.open();
  spaceId = await index.addSpace([]);
  conversation = await index.addChannel(spaceId, 'Réunion');
}, 120_000);
afterAll(() => index.close());

const message = (text: string): IndexedMessage => ({ seq: 1, authorId: newId(), at: new Date(), text });
const put = (text: string, changesAt: number): Promise<void> =>
  index.rows.indexMessages(index.orgId, [
    {
      ...{ due: index.dueOf(conversation.conversationId), conversation, changesAt },
      ...{ messages: [message(text)], upTo: 1 },
    },
  ]);
const indexedWords = (): Promise<unknown> => index.platform.asOwner('select words::text from search_message');

it('a message that was changed keeps its new words, though another node read the old ones', async () => {
  const due = index.dueOf(conversation.changesId);
  await index.rows.changeMessages(due, conversation, [message('La salle 204')], 1);
  const changed = await indexedWords();
  await put('La salle 101', 0);
  expect(await indexedWords()).toEqual(changed);
  await put('La salle 204', 1);
  expect(await indexedWords()).toEqual(changed);
  const indexed = await index.rows.indexedUpTo(index.orgId, [conversation.conversationId]);
  expect(indexed(conversation.conversationId)).toBe(1);
});

it('a name that was changed keeps its new words, though another node read the old one', async () => {
  const { id } = await index.addResource('document', spaceId, 'Ancien titre');
  await index.settle();
  const wordsOf = () =>
    index.platform.asOwner(`select words::text from search_title where resource_id = '${id}'`);
  const before = await wordsOf();
  await index.platform.asOwner(`update search_title set words = '', version = 7 where resource_id = '${id}'`);
  const readAgain = async (): Promise<unknown> => {
    await index.platform.asOwner(
      `insert into search_due (org_id, resource_id) select org_id, id from resource where id = '${id}'`,
    );
    await index.settle();
    return wordsOf();
  };
  expect(await readAgain()).not.toEqual(before);
  await index.platform.asOwner(`update search_title set version = 0 where resource_id = '${id}'`);
  expect(await readAgain()).toEqual(before);
});
