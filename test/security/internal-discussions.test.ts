import { randomUUID } from 'node:crypto';
import {
  channelSchema,
  channelsSchema,
  createdLinkSchema,
  discussionSchema,
  messagesSchema,
  placeSchema,
  resourcePageSchema,
} from '@maroquin/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asService } from '../support/as-service.js';
import { ChatClient } from '../support/chat-client.js';
import { HttpClient, Refused } from '../support/http-client.js';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { until } from '../support/until.js';

let server: Maroquin;
let owner: Person;
let colleague: Person;
/** Somebody with an account here and a right on the document, whose seat is a guest's. */
let guest: Person;
let visitor: HttpClient;
let documentId: string;
let channelId: string;
const chats: ChatClient[] = [];

beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  owner = await firstAdministrator(server);
  colleague = await invite(server, owner, { name: 'Paul Roux', email: 'paul.roux@prefecture.example' });
  guest = await invite(server, owner, { name: 'Inès Passante', email: 'ines@ailleurs.example' });
  await asService(server, `update seat set kind = 'guest' where account_id = $1`, [guest.id]);
  const spaceId = await owner.http.create('/spaces', { name: 'Cabinet' });
  documentId = await owner.http.create('/documents', { title: 'Note', parentId: spaceId });
  for (const [person, role] of [
    [colleague, 'reader'],
    [guest, 'editor'],
  ] as const)
    await owner.http.act('PUT', `/resources/${documentId}/grants/${person.id}`, { role });
  const { link } = await owner.http.json(createdLinkSchema, 'POST', `/resources/${documentId}/links`, {
    ...{ name: 'Relecture', role: 'reader' },
  });
  const body = { token: new URL(link).hash.slice(1) };
  const answer = await new HttpClient(server.url, null).call('POST', '/api/v1/visits', { body });
  visitor = new HttpClient(server.url, { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' });
  channelId = await discussionOf(owner.http);
  await owner.http.act('POST', `/channels/${channelId}/messages`, {
    ...{ clientId: randomUUID(), text: 'Entre nous : le budget est confidentiel.' },
  });
}, 120_000);
afterAll(async () => {
  for (const chat of chats) chat.close();
  await server.dispose();
});

const discussionOf = async (http: HttpClient): Promise<string> =>
  (await http.json(discussionSchema, 'POST', `/documents/${documentId}/discussion`)).channelId;
const statusOf = (asked: Promise<unknown>): Promise<number> =>
  asked.then(
    () => 200,
    (error: unknown) => (error instanceof Refused ? error.status : 0),
  );
const setInternal = (internal: boolean): Promise<void> =>
  owner.http.act('PUT', `/channels/${channelId}/internal`, { internal });
const outsiders = (): readonly (readonly [string, HttpClient])[] => [
  ['guest', guest.http],
  ['visitor', visitor],
];

describe('the discussion beside a document', () => {
  it('is read and written by colleagues who read the document', async () => {
    expect(await discussionOf(colleague.http)).toBe(channelId);
    const { items } = await colleague.http.get(messagesSchema, `/channels/${channelId}/messages`);
    expect(items).toHaveLength(1);
  });

  it('does not exist for guests and visitors who read the document', async () => {
    for (const [who, http] of outsiders()) {
      expect([who, await statusOf(http.text(documentId))]).toEqual([who, 200]);
      const asked = [
        http.json(discussionSchema, 'POST', `/documents/${documentId}/discussion`),
        http.get(channelSchema, `/channels/${channelId}`),
        http.get(messagesSchema, `/channels/${channelId}/messages`),
        http.act('PUT', `/channels/${channelId}/read`, { seq: 1 }),
        http.act('PUT', `/channels/${channelId}/internal`, { internal: false }),
        http.get(placeSchema, `/resources/${channelId}`),
        http.act('POST', `/channels/${channelId}/messages`, { clientId: randomUUID(), text: 'a' }),
      ];
      expect([who, ...(await Promise.all(asked.map(statusOf)))]).toEqual([who, ...asked.map(() => 404)]);
      expect((await http.get(channelsSchema, `/channels?parentId=${documentId}`)).items).toEqual([]);
      for (const sort of ['name', 'updated'])
        expect(
          (await http.get(resourcePageSchema, `/resources/${documentId}/children?sort=${sort}`)).items,
        ).toEqual([]);
    }
  });

  it('is not made by a guest who opens it first', async () => {
    const other = await owner.http.create('/documents', { title: 'Autre' });
    await owner.http.act('PUT', `/resources/${other}/grants/${guest.id}`, { role: 'editor' });
    expect(await statusOf(guest.http.json(discussionSchema, 'POST', `/documents/${other}/discussion`))).toBe(
      404,
    );
    const { items } = await owner.http.get(channelsSchema, `/channels?parentId=${other}`);
    expect(items).toEqual([]);
  });

  it('is opened to guests and visitors by whoever manages it, who is told that they read along', async () => {
    expect(await owner.http.get(channelSchema, `/channels/${channelId}`)).toMatchObject({
      ...{ internal: true, readOutside: false, canOpen: true },
    });
    expect(
      await statusOf(colleague.http.act('PUT', `/channels/${channelId}/internal`, { internal: false })),
    ).toBe(404);
    await setInternal(false);
    for (const [who, http] of outsiders()) expect([who, await discussionOf(http)]).toEqual([who, channelId]);
    expect(await colleague.http.get(channelSchema, `/channels/${channelId}`)).toMatchObject({
      ...{ internal: false, readOutside: true, canOpen: false },
    });
  });

  it('is cut from the sockets of guests and visitors when it is closed to them again', async () => {
    await setInternal(false);
    const chat = new ChatClient(guest.http);
    chats.push(chat);
    const closed: string[] = [];
    chat.socket.on('feed.closed', ({ feed }) => closed.push(feed));
    chat.follow(channelId);
    await until(() => (chat.heard.get(channelId)?.length ?? 0) > 0, 'the guest hears the discussion');
    await setInternal(true);
    await until(() => closed.includes(channelId), 'the feed is closed to the guest');
    const before = chat.heard.get(channelId)?.length;
    await owner.http.act('POST', `/channels/${channelId}/messages`, {
      ...{ clientId: randomUUID(), text: 'Sans eux.' },
    });
    expect(await statusOf(guest.http.get(messagesSchema, `/channels/${channelId}/messages`))).toBe(404);
    expect(chat.heard.get(channelId)?.length).toBe(before);
  });

  it('is not said to be shared with guests by the list of whoever has access', async () => {
    await setInternal(true);
    const answer = await owner.http.call('GET', `/api/v1/resources/${channelId}/access`);
    const text = await answer.text();
    expect(text).toContain(colleague.id);
    expect(text).not.toContain(guest.id);
  });
});
