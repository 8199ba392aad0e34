import { randomUUID } from 'node:crypto';
import {
  conversationPeopleSchema,
  createdSchema,
  messageChangeSchema,
  messageEditsSchema,
  messagesSchema,
  type MessageView,
  REACTION_WORDS,
  sentSchema,
  threadSchema,
} from '@maroquin/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Conversation } from '../../apps/web/src/features/messaging/conversation/conversation.js';
import { LiveFeeds } from '../../apps/web/src/features/messaging/conversation/live-feeds.js';
import { Random } from '../faults/random.js';
import { ChatClient } from '../support/chat-client.js';
import { Cluster } from '../support/cluster.js';
import { HttpClient, Refused } from '../support/http-client.js';
import { firstAdministrator, invite, type Person } from '../support/people.js';
import { pause, until } from '../support/until.js';

/** The first seed, and how many follow it: `SEED=7 HISTORIES=1` replays one. */
const SEED = Number(process.env.SEED ?? 1);
const HISTORIES = Number(process.env.HISTORIES ?? 24);
const ACTS = 40;

/** Four people, two on each of two server processes. */
let cluster: Cluster;
let spaceId: string;
const people: Person[] = [];
const chats: ChatClient[] = [];
const feeds: LiveFeeds[] = [];

beforeAll(async () => {
  cluster = await Cluster.start({ bus: 'postgres', env: { LOG_LEVEL: 'warn' } });
  const owner = await firstAdministrator(cluster.last);
  people.push(owner);
  for (const turn of [1, 2, 3]) {
    const email = `agent-${String(turn)}@prefecture.example`;
    const person = await invite(cluster.last, owner, { name: `Agent ${String(turn)}`, email });
    const http = turn < 2 ? person.http : new HttpClient(cluster.nodes[0].url, person.http.credentials);
    people.push({ ...person, http });
  }
  spaceId = await owner.http.create('/spaces', { name: 'Cabinet' });
  for (const [turn, role] of [
    [1, 'manager'],
    [2, 'editor'],
    [3, 'commenter'],
  ] as const)
    await owner.http.act('PUT', `/resources/${spaceId}/grants/${idOf(turn)}`, { role });
  for (const { http } of people) {
    const chat = new ChatClient(http);
    chats.push(chat);
    feeds.push(new LiveFeeds(chat.socket));
  }
}, 180_000);
afterAll(async () => {
  for (const chat of chats) chat.close();
  await cluster.dispose();
});

const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index];
  if (found === undefined) throw new Error('nobody');
  return found;
};
const idOf = (turn: number): string => at(people, turn).id;
const channel = (): Promise<string> =>
  at(people, 0).http.create('/channels', { name: randomUUID(), parentId: spaceId });
const send = async (http: HttpClient, channelId: string, text: string, quote?: number): Promise<number> =>
  (
    await http.json(sentSchema, 'POST', `/channels/${channelId}/messages`, {
      ...{ clientId: randomUUID(), text },
      ...(quote !== undefined && { quote }),
    })
  ).seq;
const all = async (http: HttpClient, channelId: string): Promise<MessageView[]> =>
  (await http.get(messagesSchema, `/channels/${channelId}/messages?limit=200`)).items;
const change = (http: HttpClient, method: string, channelId: string, path: string, body?: unknown) =>
  http.json(messageChangeSchema, method, `/channels/${channelId}/messages/${path}`, body);
const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'done',
    (error: unknown) => (error instanceof Refused ? (error.problem?.code ?? '') : String(error)),
  );

/** What the web client of one person shows of a channel. */
function shown(turn: number, channelId: string): { log: () => readonly MessageView[]; stop: () => void } {
  const nothing = { pendingOf: () => [], subscribe: () => () => undefined, settle: () => undefined };
  const { http } = at(people, turn);
  const conversation = new Conversation(channelId, {
    list: ({ after, before, limit }) => {
      const from =
        after !== undefined
          ? `&after=${String(after)}`
          : before !== undefined
            ? `&before=${String(before)}`
            : '';
      return http.get(messagesSchema, `/channels/${channelId}/messages?limit=${String(limit)}${from}`);
    },
    live: at(feeds, turn),
    outbox: nothing,
    readSeq: 0,
    pause,
    isAbsent: () => false,
  });
  const stop = conversation.start();
  return { log: () => conversation.getState().log.messages, stop };
}

/** One random act of one person. What is refused changes nothing. */
async function act(random: Random, channelId: string, head: { seq: number }): Promise<void> {
  const { http } = at(people, random.between(0, 3));
  const seq = String(random.between(1, Math.max(1, head.seq)));
  const acts: Readonly<Record<string, () => Promise<unknown>>> = {
    send: async () => {
      const whom = idOf(random.between(0, 3));
      const text = `Message ${String(random.between(0, 999))}${random.chance(0.4) ? ` <@${whom}>` : ''}`;
      const quote = head.seq > 0 && random.chance(0.4) ? Number(seq) : undefined;
      head.seq = Math.max(head.seq, await send(http, channelId, text, quote));
    },
    edit: () => change(http, 'PATCH', channelId, seq, { text: `Modifié ${String(random.between(0, 999))}` }),
    delete: () => change(http, 'DELETE', channelId, seq),
    react: () =>
      change(http, 'PUT', channelId, `${seq}/reactions`, {
        sign: random.pick(REACTION_WORDS),
        on: random.chance(0.7),
      }),
    pin: () => change(http, 'PUT', channelId, `${seq}/pin`, { on: random.chance(0.6) }),
  };
  const kind = random.pick([
    'send',
    'send',
    'send',
    'edit',
    'edit',
    'delete',
    'react',
    'react',
    'react',
    'pin',
  ]);
  await acts[kind ?? 'send']?.().catch((error: unknown) => {
    if (!(error instanceof Refused) || ![404, 409].includes(error.status)) throw error;
  });
}

async function history(seed: number): Promise<void> {
  const random = new Random(seed);
  const channelId = await channel();
  const head = { seq: 0 };
  await act(random, channelId, head);
  const views = people.map((_, turn) => shown(turn, channelId));
  for (let done = 0; done < ACTS; done += 4) {
    if (random.chance(0.1)) at(chats, random.between(0, 3)).socket.io.engine.close();
    await Promise.all([1, 2, 3, 4].map(() => act(random.fork(), channelId, head)));
  }
  const late = shown(3, channelId);
  const fresh = await all(at(people, 0).http, channelId);
  for (const [turn, view] of [...views, late].entries())
    await until(
      () => JSON.stringify(view.log().map(sorted)) === JSON.stringify(fresh.map(sorted)),
      `view ${String(turn)} of seed ${String(seed)} equals a fresh read`,
      10_000,
    ).catch((error: unknown) => {
      expect(view.log(), String(error)).toEqual(fresh);
    });
  for (const { stop } of [...views, late]) stop();
}
/** The order of properties says nothing. */
const sorted = (message: MessageView): unknown =>
  Object.entries(message).sort(([a], [b]) => (a < b ? -1 : 1));

describe('a message', () => {
  it('shows to everybody who follows it live what a fresh read shows, whatever happened in between', async () => {
    const seeds = Array.from({ length: HISTORIES }, (_, turn) => SEED + turn);
    for (let done = 0; done < seeds.length; done += 6)
      await Promise.all(seeds.slice(done, done + 6).map(history));
  }, 600_000);

  it('is edited by its author alone, and only its author and managers see what it said before', async () => {
    const [owner, , editor, commenter] = people as [Person, Person, Person, Person];
    const channelId = await channel();
    await send(editor.http, channelId, 'Réunion à 9 h');
    expect(await codeOf(change(owner.http, 'PATCH', channelId, '1', { text: 'Non' }))).toBe(
      'request.not-found',
    );
    const changed = await change(editor.http, 'PATCH', channelId, '1', { text: 'Réunion à 10 h' });
    expect(changed).toMatchObject({ seq: 1, version: 1, text: 'Réunion à 10 h' });
    const edits = (http: HttpClient) =>
      http.get(messageEditsSchema, `/channels/${channelId}/messages/1/edits`).then(({ items }) => items);
    for (const { http } of [editor, owner])
      expect((await edits(http)).map(({ text }) => text)).toEqual(['Réunion à 9 h']);
    expect(await codeOf(edits(commenter.http))).toBe('request.not-found');
  });

  it('that is deleted leaves its number, who deleted it, and nothing of what it said', async () => {
    const [owner, , editor, commenter] = people as [Person, Person, Person, Person];
    const channelId = await channel();
    await send(editor.http, channelId, 'Un secret');
    await change(editor.http, 'PATCH', channelId, '1', { text: 'Encore un secret' });
    expect(await codeOf(change(commenter.http, 'DELETE', channelId, '1'))).toBe('request.not-found');
    await change(owner.http, 'DELETE', channelId, '1');
    const [message] = await all(commenter.http, channelId);
    expect(message).toMatchObject({ seq: 1, text: '', deleted: { by: { id: owner.id } } });
    const { items } = await editor.http.get(messageEditsSchema, `/channels/${channelId}/messages/1/edits`);
    expect(items).toEqual([]);
    expect(await codeOf(change(editor.http, 'PATCH', channelId, '1', { text: 'Non' }))).toBe(
      'message.deleted',
    );
    expect(await codeOf(change(editor.http, 'DELETE', channelId, '1'))).toBe('done');
  });

  it('takes a hundred reactions at once in a few changes, and none twice', async () => {
    const channelId = await channel();
    const [owner] = people as [Person];
    await send(owner.http, channelId, 'Bravo à toute l’équipe');
    const words = [...REACTION_WORDS, '👍', '🎉', '🔥', '🚀'];
    const asked = people.flatMap(({ http }) =>
      words.map((sign) => change(http, 'PUT', channelId, '1/reactions', { sign, on: true })),
    );
    await Promise.all(asked);
    const { items, changes } = await owner.http.get(messagesSchema, `/channels/${channelId}/messages`);
    expect(items[0]?.reactions?.map(({ count }) => count)).toEqual(words.map(() => 4));
    expect(items[0]?.version).toBe(40);
    expect(changes).toBeLessThan(15);
  });

  it('names the people and teams it mentions, of whom its text holds the ids alone', async () => {
    const [owner, , editor] = people as [Person, Person, Person];
    const channelId = await channel();
    const teamId = await owner.http.create('/teams', { name: 'Bureau des marchés' });
    await owner.http.act('PUT', `/resources/${channelId}/grants/${teamId}`, { role: 'reader' });
    const elsewhere = await owner.http.create('/teams', { name: 'Ailleurs' });
    const outside = await invite(cluster.last, owner, { name: 'Dehors', email: 'dehors@prefecture.example' });
    await send(
      owner.http,
      channelId,
      `Bonjour <@${editor.id}>, <@${teamId}>, <@${elsewhere}>, <@${outside.id}>, <@${randomUUID()}> et <@tous>`,
    );
    const [message] = await all(editor.http, channelId);
    expect(message?.mentions).toEqual([
      { id: editor.id, name: 'Agent 2' },
      { id: teamId, name: 'Bureau des marchés', team: true },
    ]);
    const many = Array.from({ length: 51 }, () => `<@${randomUUID()}>`).join(' ');
    expect(await codeOf(send(owner.http, channelId, many))).toBe('message.too-many-mentions');
    const { items, count } = await editor.http.json(
      conversationPeopleSchema,
      'POST',
      `/channels/${channelId}/people/search`,
      { query: 'cl' },
    );
    expect([items.map(({ name }) => name), count]).toEqual([['Claire Fontaine'], 4]);
  });

  it('answers another of its conversation, and none that is not there', async () => {
    const [owner] = people as [Person];
    const channelId = await channel();
    const answer = (quote: number) =>
      owner.http.json(sentSchema, 'POST', `/channels/${channelId}/messages`, {
        ...{ clientId: randomUUID(), text: 'D’accord', quote },
      });
    expect(await codeOf(answer(1))).toBe('request.not-found');
    await send(owner.http, channelId, 'La salle 204 ?');
    await answer(1);
    expect((await all(owner.http, channelId)).map(({ quote }) => quote)).toEqual([undefined, 1]);
  });

  it('of nothing that is seen is refused, whatever it is made of', async () => {
    const [owner] = people as [Person];
    const channelId = await channel();
    for (const text of ['\u200b\u200d\ufeff', '\u202e\u2066', '\u2800 \u3164'])
      expect(await codeOf(send(owner.http, channelId, text))).toBe('message.empty');
    expect(await codeOf(send(owner.http, channelId, '😀'.repeat(250_000)))).toMatch(/^request\./u);
  });

  it('has a thread of replies, counted on it for everybody, with the rights of its channel', async () => {
    const [owner, manager, editor, commenter] = people as [Person, Person, Person, Person];
    const channelId = await channel();
    await send(editor.http, channelId, 'Qui porte la clause de revoyure ?');
    const view = shown(3, channelId);
    const open = async ({ http }: Person): Promise<string> =>
      (await http.json(createdSchema, 'POST', `/channels/${channelId}/messages/1/thread`)).id;
    const [threadId, same] = await Promise.all([open(commenter), open(manager)]);
    expect(same).toBe(threadId);
    const inThread = shown(0, threadId);
    await send(commenter.http, threadId, 'Le budget.');
    await send(manager.http, threadId, 'Non, nous.');
    await change(manager.http, 'PATCH', threadId, '2', { text: 'Nous.' });
    await until(
      () =>
        inThread
          .log()
          .map(({ text }) => text)
          .join() === 'Le budget.,Nous.',
      'replies arrive live',
    );
    await until(
      () => view.log()[0]?.thread?.replies === 2 && view.log()[0]?.thread?.people.length === 2,
      'they are counted on the message',
    );
    const get = ({ http }: Person) => http.get(threadSchema, `/threads/${threadId}`);
    expect(await get(editor)).toMatchObject({ following: true, lastSeq: 2, readSeq: 0, root: { seq: 1 } });
    expect(await get(owner)).toMatchObject({ following: false });
    await owner.http.act('PUT', `/threads/${threadId}/follow`, { on: true });
    expect(await get(owner)).toMatchObject({ following: true });
    const nested = owner.http.act('POST', `/channels/${threadId}/messages/1/thread`);
    expect(await codeOf(nested)).toBe('request.not-found');
    const stranger = await invite(cluster.last, owner, { name: 'Hors', email: 'hors@prefecture.example' });
    const asked = [
      get(stranger),
      all(stranger.http, threadId),
      send(stranger.http, threadId, 'Non'),
      change(stranger.http, 'PUT', threadId, '1/reactions', { sign: 'seen', on: true }),
      stranger.http.act('PUT', `/channels/${threadId}/read`, { seq: 1 }),
    ];
    expect(await Promise.all(asked.map(codeOf))).toEqual(asked.map(() => 'request.not-found'));
    const chat = new ChatClient(stranger.http);
    await until(() => chat.socket.connected, 'the stranger is connected');
    const answer = await chat.socket.emitWithAck('feed.subscribe', { feed: threadId, after: 0 });
    chat.close();
    expect(answer).toMatchObject({ ok: false, problem: { code: 'request.not-found' } });
    await owner.http.act('POST', `/resources/${channelId}/trash`);
    const isGone = async (): Promise<boolean> => (await codeOf(get(editor))) === 'request.not-found';
    await until(isGone, 'the thread goes with its channel, on the other node as well', 2_000);
    for (const { stop } of [view, inThread]) stop();
  });
});
