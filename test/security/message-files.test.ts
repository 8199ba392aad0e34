import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import {
  conversationsSchema,
  createdSchema,
  discussionSchema,
  messagesSchema,
  personRightsSchema,
  placeSchema,
  resourcePageSchema,
  scheduledMessagesSchema,
  sentSchema,
} from '@maroquin/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asService } from '../support/as-service.js';
import { asSuperuser } from '../support/embedded-sql.js';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { promptly, timeUntil, until } from '../support/until.js';
import { upload } from '../support/uploads.js';

let server: Maroquin;
let owner: Person;
let awa: Person;
let paul: Person;
let guest: Person;

beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  owner = await firstAdministrator(server);
  const join = (name: string, email: string): Promise<Person> => invite(server, owner, { name, email });
  awa = await join('Awa Diallo', 'awa@prefecture.example');
  paul = await join('Paul Roux', 'paul@prefecture.example');
  guest = await join('Inès Passante', 'ines@ailleurs.example');
  await asService(server, `update seat set kind = 'guest' where account_id = $1`, [guest.id]);
}, 120_000);
afterAll(() => server.dispose());

/** Of Awa, Paul and the owner. */
const group = (): Promise<string> =>
  awa.http.create('/conversations', { personIds: [paul.id, owner.id], name: 'Comité' });
const put = (who: Person, parentId: string, filename = 'plan.txt'): Promise<string> =>
  upload(who.http, Buffer.from(`le contenu de ${filename} ${randomUUID()}`), { filename, parentId });
const send = (who: Person, id: string, files: readonly string[], clientId: string = randomUUID()) =>
  who.http.json(sentSchema, 'POST', `/channels/${id}/messages`, { clientId, text: '', files });
const readers = async (fileId: string, people: readonly Person[]): Promise<Person[]> => {
  const found: Person[] = [];
  for (const person of people) {
    const answer = await person.http.call('GET', `/api/v1/files/${fileId}/content`).catch(() => null);
    await answer?.arrayBuffer();
    if (answer !== null) found.push(person);
  }
  return found;
};

it('a file sent in a conversation is read by whoever takes part, and no longer by whoever has left', async () => {
  const id = await group();
  const fileId = await put(awa, id);
  await send(awa, id, [fileId]);
  expect(await readers(fileId, [awa, paul, owner, guest])).toEqual([awa, paul, owner]);
  const { items } = await paul.http.get(messagesSchema, `/channels/${id}/messages`);
  expect(items).toMatchObject([
    { text: '', files: [{ id: fileId, name: 'plan.txt', mediaType: 'text/plain' }] },
  ]);
  await paul.http.act('DELETE', `/conversations/${id}/participants/me`);
  await until(async () => (await readers(fileId, [paul])).length === 0, 'the file is gone for whoever left');
  await expect(put(paul, id)).rejects.toMatchObject({ originalResponse: expect.anything() as unknown });
});

/** Whatever is answered, refusals too. */
const said = (who: Person, path: string): Promise<string> =>
  who.http.call('GET', `/api/v1${path}`).then(
    (answer) => answer.text(),
    (refused: unknown) => JSON.stringify(refused),
  );

it('a file that is attached and not sent is read by its author alone, whoever manages the place', async () => {
  const spaceId = await owner.http.create('/spaces', { name: 'Budget' });
  for (const person of [awa, paul])
    await owner.http.act('PUT', `/resources/${spaceId}/grants/${person.id}`, { role: 'manager' });
  const channelId = await owner.http.create('/channels', { name: 'Arbitrages', parentId: spaceId });
  for (const id of [channelId, await group()]) {
    const fileId = await put(awa, id, 'arbitrage-secret.txt');
    expect(await readers(fileId, [awa, paul, owner, guest])).toEqual([awa]);
    for (const person of [paul, owner])
      for (const path of [`/resources/${fileId}`, `/resources/${id}/children`, `/rights/resources/${fileId}`])
        expect(await said(person, path)).not.toContain('arbitrage');
    await send(awa, id, [fileId]);
    await promptly(250, 'the file is read by all who read the message', () =>
      timeUntil(async () => (await readers(fileId, [paul, owner])).length === 2, 'all read it'),
    );
  }
});

it('of a file that is attached and not sent, others learn nothing by asking for access or what somebody may see', async () => {
  const id = await group();
  const fileId = await put(awa, id, 'secret.txt');
  await paul.http.act('POST', '/access-requests', { resourceId: fileId });
  const rights = await owner.http.get(personRightsSchema, `/rights/people/${awa.id}`);
  expect(JSON.stringify(rights)).not.toContain(fileId);
  const asked = await asSuperuser(server.dataDir, (client) =>
    client.query('select 1 from access_request where resource_id = $1', [fileId]),
  );
  expect(asked.rowCount).toBe(0);
});

it('a message that is taken back while it begins to leave either leaves once, or not at all', async () => {
  const id = await group();
  const soon = async (): Promise<string> => {
    const body = { text: 'Trop tôt ?', sendAt: new Date(Date.now() + 1_500).toISOString() };
    return (await awa.http.json(createdSchema, 'POST', `/channels/${id}/scheduled`, body)).id;
  };
  const back = (one: string): Promise<string> =>
    awa.http.act('DELETE', `/scheduled-messages/${one}`).then(
      () => 'taken back',
      ({ problem }: { problem: { code: string } }) => problem.code,
    );
  const first = await soon();
  const took = await asSuperuser(server.dataDir, async (client) => {
    // Whoever sends has taken the message up, and waits for the conversation.
    await client.query('begin');
    await client.query('select 1 from feed where id = $1 for update', [id]);
    await until(
      async () => (await client.query('select 1 from pg_locks where not granted')).rowCount === 1,
      'it is about to leave',
    );
    const answer = back(first);
    await client.query('rollback');
    return answer;
  });
  expect(took).toBe('message.waits-no-more');
  const others = await Promise.all(Array.from({ length: 8 }, soon));
  const told = await Promise.all(others.map((one, at) => setTimeout(1_350 + at * 40).then(() => back(one))));
  const left = 1 + told.filter((answer) => answer !== 'taken back').length;
  expect(new Set([...told, 'taken back', 'message.waits-no-more']).size).toBe(2);
  const count = async (): Promise<number> =>
    (await awa.http.get(messagesSchema, `/channels/${id}/messages`)).items.length;
  await until(async () => (await count()) === left, 'what was not taken back has left');
  await until(
    async () => (await awa.http.get(scheduledMessagesSchema, '/scheduled-messages')).items.length === 0,
    'nothing waits',
  );
  expect(await count()).toBe(left);
});

it('a message that waits takes its files along when its moment has come, and only those of its author', async () => {
  const id = await group();
  const [own, other] = [await put(awa, id, 'budget.txt'), await put(paul, id)];
  const schedule = (files: readonly string[], waitMs: number): Promise<void> =>
    awa.http.act('POST', `/channels/${id}/scheduled`, {
      ...{ text: '', files, sendAt: new Date(Date.now() + waitMs).toISOString() },
    });
  await expect(schedule([own, other], 60_000)).rejects.toMatchObject({ problem: { code: 'message.file' } });
  await schedule([own], 3_000);
  const { items } = await awa.http.get(scheduledMessagesSchema, '/scheduled-messages');
  expect(items).toMatchObject([{ text: '', files: [{ id: own, name: 'budget.txt' }] }]);
  expect(await readers(own, [awa, paul, owner])).toEqual([awa]);
  await until(async () => {
    const sent = await paul.http.get(messagesSchema, `/channels/${id}/messages`);
    return sent.items.some(({ files = [] }) => files.some((file) => file.id === own));
  }, 'it is sent with its file');
  await until(async () => (await readers(own, [paul, owner])).length === 2, 'its file is read with it');
});

it('a file sent in a conversation is gone within 250 ms for whoever leaves', async () => {
  await promptly(250, 'the file is gone for whoever left', async () => {
    const id = await group();
    const fileId = await put(awa, id);
    await send(awa, id, [fileId]);
    await until(async () => (await readers(fileId, [paul])).length === 1, 'Paul reads it');
    await paul.http.act('DELETE', `/conversations/${id}/participants/me`);
    return timeUntil(async () => (await readers(fileId, [paul])).length === 0, 'the file is gone');
  });
});

it('whoever looks after rights learns nothing of what is sent in a direct conversation', async () => {
  const id = await awa.http.create('/conversations', { personIds: [paul.id] });
  const fileId = await put(awa, id);
  await send(awa, id, [fileId]);
  const held = await owner.http.get(personRightsSchema, `/rights/people/${awa.id}`);
  expect(held.items.map(({ resource }) => resource.id)).not.toContain(fileId);
  for (const path of [`/rights/resources/${fileId}`, `/resources/${fileId}`, `/resources/${fileId}/access`])
    await expect(owner.http.act('GET', path)).rejects.toMatchObject({ status: 404 });
  const recent = await owner.http.get(resourcePageSchema, '/resources/recent');
  expect(recent.items.map((one) => one.id)).not.toContain(fileId);
  // Who takes part sees the file, in no place, and no list of people but that of the conversation.
  const place = await paul.http.get(placeSchema, `/resources/${fileId}`);
  expect(place).toMatchObject({ resource: { name: 'plan.txt', role: 'commenter' }, breadcrumb: [] });
  await expect(paul.http.act('GET', `/resources/${fileId}/access`)).rejects.toMatchObject({ status: 404 });
  await asSuperuser(server.dataDir, async (client) => {
    const { rows } = await client.query(
      `select action from audit where target_id = any($1::uuid[]) or details::text like '%' || $2 || '%'`,
      [[fileId, id], id],
    );
    expect(rows).toEqual([]);
  });
});

it('a message takes only files of its author, of its conversation, once', async () => {
  const id = await group();
  const other = await group();
  const [mine, his, elsewhere] = [await put(awa, id), await put(paul, id), await put(awa, other)];
  const spaceId = await awa.http.create('/spaces', { name: 'Cabinet' });
  const placed = await put(awa, spaceId);
  for (const files of [[his], [elsewhere], [placed], [randomUUID()], [mine, his]])
    await expect(send(awa, id, files)).rejects.toMatchObject({ problem: { code: 'message.file' } });
  const clientId = randomUUID();
  const sent = await send(awa, id, [mine], clientId);
  expect(await send(awa, id, [mine], clientId)).toEqual(sent);
  await expect(send(awa, id, [mine])).rejects.toMatchObject({ problem: { code: 'message.file' } });
  await expect(send(paul, id, [his], clientId)).rejects.toMatchObject({
    problem: { code: 'request.conflict' },
  });
  const eleven = Array.from({ length: 11 }, () => randomUUID());
  await expect(send(awa, id, eleven)).rejects.toMatchObject({ problem: { code: 'request.invalid' } });
  const { items } = await awa.http.get(messagesSchema, `/channels/${id}/messages`);
  expect(items).toHaveLength(1);
});

it('of two messages that take the same file at once, one is sent', async () => {
  const id = await group();
  const fileId = await put(awa, id);
  const tries = await Promise.allSettled(Array.from({ length: 5 }, () => send(awa, id, [fileId])));
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const [mine] = (await awa.http.get(conversationsSchema, '/conversations')).items.filter(
    (one) => one.id === id,
  );
  expect(mine?.lastSeq).toBe(1);
});

it('a deleted message puts its files away, and takes their names along', async () => {
  const id = await group();
  const fileId = await put(awa, id, 'secret.txt');
  await send(awa, id, [fileId]);
  await awa.http.act('DELETE', `/channels/${id}/messages/1`);
  const { items } = await paul.http.get(messagesSchema, `/channels/${id}/messages`);
  expect(JSON.stringify(items)).not.toContain('secret');
  await until(async () => (await readers(fileId, [awa, paul])).length === 0, 'the file is put away', 10_000);
});

it('what is sent in an internal discussion is closed to guests until it is opened to them', async () => {
  const spaceId = await owner.http.create('/spaces', { name: 'Voirie' });
  const documentId = await owner.http.create('/documents', { title: 'Note', parentId: spaceId });
  for (const person of [paul, guest])
    await owner.http.act('PUT', `/resources/${documentId}/grants/${person.id}`, { role: 'commenter' });
  const { channelId } = await owner.http.json(
    discussionSchema,
    'POST',
    `/documents/${documentId}/discussion`,
  );
  // Who may comment may send a file there.
  const fileId = await put(paul, channelId);
  await send(paul, channelId, [fileId]);
  expect(await readers(fileId, [owner, paul, guest])).toEqual([owner, paul]);
  const turn = async (internal: boolean): Promise<number> => {
    await owner.http.act('PUT', `/channels/${channelId}/internal`, { internal });
    const wanted = internal ? 0 : 1;
    return timeUntil(
      async () => (await readers(fileId, [guest])).length === wanted,
      internal ? 'the file is closed' : 'the file is open',
    );
  };
  await promptly(250, 'the file is open, then closed', async () =>
    Math.max(await turn(false), await turn(true)),
  );
});

it('a file replies in a thread with the rights of its channel', async () => {
  const spaceId = await owner.http.create('/spaces', { name: 'Marchés' });
  await owner.http.act('PUT', `/resources/${spaceId}/grants/${paul.id}`, { role: 'commenter' });
  const channelId = await owner.http.create('/channels', { name: 'Lot 2', parentId: spaceId });
  await owner.http.act('POST', `/channels/${channelId}/messages`, {
    clientId: randomUUID(),
    text: 'Les plans ?',
  });
  const thread = await owner.http.json(createdSchema, 'POST', `/channels/${channelId}/messages/1/thread`);
  const fileId = await put(paul, channelId);
  await send(paul, thread.id, [fileId]);
  expect(await readers(fileId, [owner, paul, awa])).toEqual([owner, paul]);
});
