import { type Ack, type ConversationMoved, type PlaceWatched, channelsSchema } from '@maroquin/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChatClient } from '../support/chat-client.js';
import { Cluster } from '../support/cluster.js';
import { CollabClient } from '../support/collab-client.js';
import { HttpClient, Refused } from '../support/http-client.js';
import {
  firstAdministrator,
  invite,
  PASSWORD,
  type Person,
  redeem,
  signIn,
  tokenOf,
} from '../support/people.js';
import { until } from '../support/until.js';

/** Two server processes on one PostgreSQL: who is where makes no difference to anybody. */
let cluster: Cluster;
let claire: Person;
let there: HttpClient;
let spaceId: string;

beforeAll(async () => {
  cluster = await Cluster.start({ bus: 'valkey', env: { LOG_LEVEL: 'error' } });
  claire = await firstAdministrator(cluster.last);
  there = new HttpClient(cluster.nodes[0].url, claire.http.credentials);
  spaceId = await claire.http.create('/spaces', { name: 'Cabinet' });
}, 180_000);
afterAll(() => cluster.dispose());

let guests = 0;
/** Somebody new with a right in the space, signed in at the first node; Claire is at the second. */
async function somebody(role: 'editor' | 'reader' = 'editor'): Promise<Person> {
  guests += 1;
  const email = `agent-${String(guests)}@prefecture.example`;
  const person = await invite(cluster.nodes[0], claire, { name: `Agent ${String(guests)}`, email });
  await claire.http.act('PUT', `/resources/${spaceId}/grants/${person.id}`, { role });
  return person;
}

const note = (): Promise<string> =>
  claire.http.create('/documents', {
    title: `Note ${String(Math.random())}`,
    parentId: spaceId,
    kind: 'text',
  });
const textOf = (client: CollabClient): string => client.doc.getText('text').toString();
const type = (client: CollabClient, text: string): Promise<void> =>
  client.edit((doc) => doc.getText('text').insert(0, text));
async function withValkeyDown(work: () => Promise<void>): Promise<void> {
  await cluster.valkey?.kill();
  try {
    await work();
  } finally {
    await cluster.valkey?.start();
  }
}

describe('people on two nodes', () => {
  it('write in one document, and each sees what the other writes', async () => {
    const amine = await somebody();
    const document = await note();
    const [here, far] = [new CollabClient(claire.http, document), new CollabClient(amine.http, document)];
    await until(() => here.synced && far.synced, 'both have the document');
    await Promise.all([type(here, 'bonjour '), type(far, 'salut ')]);
    await until(() => /bonjour/.test(textOf(far)) && /salut/.test(textOf(here)), 'each sees the other');
    await until(() => textOf(here) === textOf(far), 'both hold the same');
    await withValkeyDown(async () => {
      await Promise.all([type(here, 'encore '), type(far, 'toujours ')]);
      await until(() => /encore/.test(textOf(far)) && /toujours/.test(textOf(here)), 'also without the bus');
    });
    here.close();
    far.close();
  });

  it('hear each other in a channel, and of what is new in a place', async () => {
    const amine = await somebody();
    const channel = await claire.http.create('/channels', {
      name: `Salon ${String(guests)}`,
      parentId: spaceId,
    });
    const [here, far] = [new ChatClient(claire.http), new ChatClient(amine.http)];
    far.follow(channel);
    const changed: string[] = [];
    far.socket.on('place.changed', ({ id }) => changed.push(id));
    await until(() => far.socket.connected, 'the far socket is connected');
    const watching: Ack<PlaceWatched> = await far.socket.emitWithAck('place.watch', { id: spaceId });
    expect(watching.ok).toBe(true);
    await here.send(channel, 'Réunion à 14 h');
    await until(() => far.heard.get(channel)?.length === 1, 'the message is heard');
    const { items } = await amine.http.get(channelsSchema, `/channels?parentId=${spaceId}`);
    const names = items.map(({ name }) => name);
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'fr')));
    expect(items.find(({ id }) => id === channel)).toMatchObject({ lastSeq: 1, readSeq: 0, canPost: true });
    changed.length = 0;
    await claire.http.create('/folders', { name: `Dossier ${String(guests)}`, parentId: spaceId });
    await until(() => changed.includes(spaceId), 'the far list hears of the folder');
    await withValkeyDown(() =>
      claire.http
        .create('/folders', { name: `Autre dossier ${String(guests)}`, parentId: spaceId })
        .then(() => void (changed.length = 0)),
    );
    await until(() => changed.includes(spaceId), 'the far list is told to look once the bus is back');
    here.close();
    far.close();
  });

  it('see in their lists what is written at the other node and what they read there, and look again after a gap', async () => {
    const amine = await somebody();
    const id = await claire.http.create('/channels', { name: `Liste ${String(guests)}`, parentId: spaceId });
    const page = new ChatClient(amine.http);
    const moved: ConversationMoved[] = [];
    const read: { id: string; seq: number }[] = [];
    let looks = 0;
    page.socket.on('conversation.moved', (event) => moved.push(event));
    page.socket.on('conversation.read', (event) => read.push(event));
    page.socket.on('conversations.changed', () => (looks += 1));
    await until(() => page.socket.connected, 'the page is connected');
    await page.socket.emitWithAck('conversations.watch', {});
    await claire.http.act('POST', `/channels/${id}/messages`, {
      clientId: crypto.randomUUID(),
      text: 'Bonjour',
    });
    await until(() => moved.some((event) => event.id === id && event.by === claire.id), 'the list moves');
    const elsewhere = new HttpClient(cluster.last.url, amine.http.credentials);
    await elsewhere.act('PUT', `/channels/${id}/read`, { seq: 1 });
    await until(() => read.some((event) => event.id === id && event.seq === 1), 'it is read here too');
    await withValkeyDown(() => Promise.resolve());
    await until(() => looks > 0, 'the page is told to look again');
    page.socket.close();
  });
});

describe('that somebody is there and types, on two nodes', () => {
  /** What one page hears of it. */
  const page = (person: Person) => {
    const { socket, ...client } = new ChatClient(person.http);
    const typing: string[] = [];
    const here = new Map<string, boolean>();
    socket.on('conversation.typing', ({ id, person: typist }) => typing.push(`${typist.name} ${id}`));
    socket.on('presence.changed', (event) => here.set(event.id, event.here));
    return { ...client, socket, typing, here };
  };
  const connected = async (...pages: ReturnType<typeof page>[]): Promise<void> => {
    for (const { socket } of pages) await until(() => socket.connected, 'the page is connected');
  };

  it('is seen by those who have the conversation open, and in private by nobody else', async () => {
    const amine = await somebody();
    const outsider = await somebody();
    const name = `Réservé ${String(guests)}`;
    const id = await claire.http.create('/channels', { name, parentId: spaceId, private: true });
    await claire.http.act('PUT', `/resources/${id}/grants/${amine.id}`, { role: 'editor' });
    const [hers, his, other] = [page(claire), page(amine), page(outsider)];
    await connected(hers, his, other);
    const body = { feed: id, after: 0 };
    const followed: Ack<{ seq: number }> = await his.socket.emitWithAck('feed.subscribe', body);
    const refused: Ack<{ seq: number }> = await other.socket.emitWithAck('feed.subscribe', body);
    expect([followed.ok, refused.ok]).toEqual([true, false]);
    await hers.socket.emitWithAck('conversation.typing', { id });
    await until(() => his.typing.length === 1, 'it is seen at the other node');
    expect(his.typing[0]).toBe(`${(await claire.http.me()).person.name} ${id}`);
    const told = new Set<string>();
    for (const [who, { socket }] of [['his', his] as const, ['other', other] as const]) {
      socket.on('place.changed', () => told.add(who));
      await socket.emitWithAck('place.watch', { id: spaceId });
    }
    // Said again at once, it is said once.
    await hers.socket.emitWithAck('conversation.typing', { id });
    const unheard: Ack<null> = await other.socket.emitWithAck('conversation.typing', { id });
    expect(unheard).toMatchObject({ ok: false, problem: { code: 'request.not-found' } });
    // What is sent to both comes after it: he heard of her once, and the other of nothing.
    await claire.http.create('/folders', { name: `Après ${String(guests)}`, parentId: spaceId });
    await until(() => told.size === 2, 'both have heard of the folder');
    expect([his.typing.length, other.typing.length]).toEqual([1, 0]);
    for (const { socket } of [hers, his, other]) socket.close();
  });

  it('ends for whoever hides it, in both directions', async () => {
    const amine = await somebody();
    const [hers, his] = [page(claire), page(amine)];
    await connected(hers, his);
    await his.socket.emitWithAck('presence.watch', { people: [claire.id] });
    await hers.socket.emitWithAck('presence.set', { here: true });
    await until(() => his.here.get(claire.id) === true, 'she is seen at the other node');
    const { version } = await amine.http.me();
    const headers = { 'if-match': `"${String(version)}"` };
    await amine.http.act('PATCH', '/me', { hidesPresence: true }, headers);
    await until(async () => {
      await his.socket.emitWithAck('presence.set', { here: true });
      const seen: Ack<{ here: string[] }> = await his.socket.emitWithAck('presence.watch', {
        people: [claire.id],
      });
      const him: Ack<{ here: string[] }> = await hers.socket.emitWithAck('presence.watch', {
        people: [amine.id],
      });
      return seen.ok && seen.value.here.length === 0 && him.ok && him.value.here.length === 0;
    }, 'he neither sees nor is seen');
    for (const { socket } of [hers, his]) socket.close();
  });

  it('ends a moment after the last page is closed', async () => {
    const amine = await somebody();
    const [hers, his] = [page(claire), page(amine)];
    await connected(hers, his);
    await hers.socket.emitWithAck('presence.watch', { people: [amine.id] });
    await his.socket.emitWithAck('presence.set', { here: true });
    await until(() => hers.here.get(amine.id) === true, 'he came');
    his.socket.close();
    await until(() => hers.here.get(amine.id) === false, 'he went');
    hers.socket.close();
  });
});

describe.each([
  ['with the bus', (work: () => Promise<void>): Promise<void> => work()],
  ['with the bus down', withValkeyDown],
])('a right taken away on one node, %s', (_name, during) => {
  it('closes what is open on the other, and nothing more is taken', async () => {
    const amine = await somebody();
    const document = await note();
    await during(async () => {
      const far = new CollabClient(amine.http, document);
      await until(() => far.access === 'write', 'Amine may write');
      await type(far, 'avant ');
      await claire.http.act('DELETE', `/resources/${spaceId}/grants/${amine.id}`);
      await until(() => far.closeCode === 4403, 'the socket is closed: no access');
      expect(await claire.http.text(document)).toContain('avant');
      await expect(amine.http.text(document)).rejects.toMatchObject({ status: 404 });
    });
  });

  it('signing out at one node cuts the sockets of that session at the other', async () => {
    const amine = await somebody();
    const document = await note();
    await during(async () => {
      const far = new CollabClient(amine.http, document);
      const chat = new ChatClient(amine.http);
      let told = false;
      chat.socket.on('session.ended', () => (told = true));
      await until(() => far.access === 'write' && chat.socket.connected, 'both sockets are open');
      await new HttpClient(cluster.last.url, amine.http.credentials).act('POST', '/sign-out');
      await until(() => far.closeCode === 4401, 'the document is closed: signed out');
      await until(() => told && !chat.socket.connected, 'the messages are cut');
      chat.close();
    });
  });
});

describe.each([
  ['with the bus', (work: () => Promise<void>): Promise<void> => work()],
  ['with the bus down', withValkeyDown],
])('an account that is disabled on one node, %s', (_name, during) => {
  it('is out on the other: its browser and its programs, documents and messages', async () => {
    const amine = await somebody();
    const document = await note();
    const program = new HttpClient(amine.http.url, {
      token: await tokenOf(cluster.nodes[0], amine.email),
    });
    await during(async () => {
      const far = [new CollabClient(amine.http, document), new CollabClient(program, document)];
      const chats = [new ChatClient(amine.http), new ChatClient(program)];
      await until(() => far.every(({ access }) => access === 'write'), 'both may write');
      await until(() => chats.every(({ socket }) => socket.connected), 'both hear');
      const from = performance.now();
      await new HttpClient(cluster.nodes[0].url, claire.http.credentials).act(
        'POST',
        `/people/${amine.id}/disable`,
      );
      await until(() => far.every(({ closeCode }) => closeCode === 4401), 'the documents are closed');
      await until(() => chats.every(({ socket }) => !socket.connected), 'the messages are cut');
      expect(performance.now() - from).toBeLessThan(5_000);
      for (const client of [amine.http, program])
        await expect(client.me()).rejects.toMatchObject({ status: 401 });
      for (const chat of chats) chat.close();
    });
  });
});

describe('a session', () => {
  it('of the same person in another browser stays open', async () => {
    const document = await note();
    const [one, two] = [
      await signIn(cluster.nodes[0], claire.email, PASSWORD),
      await signIn(cluster.nodes[0], claire.email, PASSWORD),
    ];
    const [first, second] = [new CollabClient(one, document), new CollabClient(two, document)];
    await until(() => first.access === 'write' && second.access === 'write', 'both are in');
    await new HttpClient(cluster.last.url, one.credentials).act('POST', '/sign-out');
    await until(() => first.closeCode === 4401, 'the first is out');
    await type(second, 'toujours là');
    expect(second.closeCode).toBeNull();
    second.close();
  });
});

describe('nodes that cannot ask PostgreSQL', () => {
  it('serve nobody after five seconds, and everybody again afterwards', async () => {
    const amine = await somebody();
    const document = await note();
    const far = new CollabClient(amine.http, document);
    await until(() => far.access === 'write', 'Amine may write');
    const pids = cluster.postgresPids;
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    const stopped = performance.now();
    try {
      await until(() => far.closeCode === 4503, 'the document is closed: try later', 20_000);
      // Five seconds of trust, and the look that comes every second; the machine of the tests is shared.
      expect(performance.now() - stopped).toBeLessThan(15_000);
      const refused = await there.text(document).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(Refused);
      expect(refused).toMatchObject({ status: 503 });
    } finally {
      for (const pid of pids) process.kill(pid, 'SIGCONT');
    }
    await until(() => far.access === 'write' && far.pendingCount === 0, 'Amine is back');
    await type(far, 'après');
    await until(async () => (await claire.http.text(document)).includes('après'), 'and writes');
    far.close();
  });
});

describe('nodes that start at the same moment on an empty database', () => {
  it('all come up, with one organisation between them', async () => {
    const young = await Cluster.start({
      bus: 'postgres',
      size: 3,
      atOnce: true,
      env: { LOG_LEVEL: 'error' },
    });
    try {
      const links = await until(() => {
        const printed = young.nodes.flatMap((node) => node.links.map((link) => ({ node, link })));
        return printed.length === 3 && printed;
      }, 'each has printed a link');
      const entered = await Promise.allSettled(links.map(({ node, link }) => redeem(node, link)));
      const people = await Promise.all(
        entered.flatMap((one) => (one.status === 'fulfilled' ? [one.value.me()] : [])),
      );
      expect(people.length).toBeGreaterThan(0);
      expect(new Set(people.map(({ organisation }) => organisation.id)).size).toBe(1);
    } finally {
      await young.dispose();
    }
  });
});
