import { randomBytes } from 'node:crypto';
import { COLLAB_FALLBACK, COLLAB_PART_BYTES } from '@maroquin/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { CollabClient } from '../support/collab-client.js';
import { Maroquin } from '../support/maroquin.js';
import { residentMib } from '../support/neighbour.js';
import { firstAdministrator, invite, type Person, tokenOf } from '../support/people.js';
import { stockProvider } from '../support/stock-provider.js';
import { until } from '../support/until.js';

/** Messages that begin at a WebSocket and do not end, and what they leave in the memory of the server. */
const MIB = 1024 ** 2;
/** One fragment of a message that may be 8 MB long. */
const LARGE = randomBytes(7 * MIB);

let server: Maroquin;
let owner: Person;
let attacker: Person;
let documentId: string;
const open: WebSocket[] = [];

beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  owner = await firstAdministrator(server);
  attacker = await invite(server, owner, { name: 'Paul Roux', email: 'paul.roux@prefecture.example' });
  const parentId = await owner.http.create('/spaces', { name: 'Cabinet' });
  await owner.http.act('PUT', `/resources/${parentId}/grants/${attacker.id}`, { role: 'editor' });
  documentId = await owner.http.create('/documents', { title: 'Note', parentId });
  await beginSlowMessages();
});
afterEach(() => {
  for (const socket of open.splice(0)) socket.terminate();
});
afterAll(async () => {
  clearInterval(trickle);
  await server.dispose();
});

interface Opened {
  readonly socket: WebSocket;
  /** The code with which it ended. */
  readonly closed: () => number | null;
}

/** A WebSocket that waits for the first message of the server, and remembers how it ended. */
async function socketAt(path: string, headers: Record<string, string>): Promise<Opened> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}${path}`, {
    headers,
    perMessageDeflate: false,
  });
  open.push(socket);
  let code: number | null = null;
  let isServed = false;
  socket.on('message', () => (isServed = true));
  socket.on('close', (was) => (code = was));
  socket.on('error', () => undefined);
  await until(() => isServed || code !== null, 'the server speaks');
  if (!isServed) throw new Error(`${path} was not served, but closed with ${String(code)}`);
  return { socket, closed: () => code };
}

const collab = (who = attacker): Promise<Opened> => socketAt(`/collab/${documentId}`, who.http.headers);
const ENGINE = '/socket.io/?EIO=4&transport=websocket';

/** One more paragraph. */
function writeIn(doc: Y.Doc, words: string): void {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(words)]);
  doc.getXmlFragment('prose').push([paragraph]);
}
const wordsIn = (doc: Y.Doc): string => doc.getXmlFragment('prose').toJSON();

/** Part of a message: more is to follow. */
const begin = (socket: WebSocket, bytes: Buffer): void => socket.send(bytes, { fin: false, binary: true });

interface Slow {
  readonly begun: number;
  /** With which code it ended, and when. */
  end: { readonly code: number; readonly at: number } | null;
}
let silent: Slow;
let trickling: Slow;
let trickle: NodeJS.Timeout;

/** They end by time alone, while the other tests run; they are somebody else's than what is cut for want of room. */
async function beginSlowMessages(): Promise<void> {
  const slowly = async (): Promise<[Slow, WebSocket]> => {
    const { socket } = await collab(owner);
    // Not closed with the first test.
    open.splice(open.indexOf(socket), 1);
    const slow: Slow = { begun: performance.now(), end: null };
    socket.on('close', (code) => (slow.end = { code, at: performance.now() }));
    return [slow, socket];
  };
  const [[first, silentSocket], [second, tricklingSocket]] = [await slowly(), await slowly()];
  [silent, trickling] = [first, second];
  begin(silentSocket, Buffer.alloc(10));
  trickle = setInterval(() => begin(tricklingSocket, Buffer.alloc(1)), 100);
}

describe('messages at /collab that do not end', () => {
  it('have little room for one person: whoever sends more is told to come back, and others go on', async () => {
    const before = residentMib(server.pid);
    const colleague = new CollabClient(owner.http, documentId);
    const sockets = await Promise.all(Array.from({ length: 20 }, collab));
    for (const { socket } of sockets) begin(socket, LARGE);
    await until(
      () => sockets.filter(({ closed }) => closed() !== null).length >= 16,
      'all but the first have no room',
      30_000,
    );
    expect(sockets.map(({ closed }) => closed() ?? 4503)).toEqual(sockets.map(() => 4503));
    expect(residentMib(server.pid) - before).toBeLessThan(120);
    await colleague.edit((doc) => writeIn(doc, 'bonjour'));
    colleague.close();
  }, 60_000);

  it('are no way out of it in one frame, whose end does not come', async () => {
    const before = residentMib(server.pid);
    const sockets = await Promise.all(Array.from({ length: 20 }, collab));
    // The head of one final frame of 8 MB, and 7 MB of it.
    const head = Buffer.from([0x82, 0xff, 0, 0, 0, 0, 0, 0x80, 0, 0, 0, 0, 0, 0]);
    for (const { socket } of sockets) {
      const line = Reflect.get(socket, '_socket') as { write(bytes: Buffer): void };
      line.write(head);
      line.write(LARGE);
    }
    await until(
      () => sockets.filter(({ closed }) => closed() !== null).length >= 16,
      'all but the first have no room',
      30_000,
    );
    expect(residentMib(server.pid) - before).toBeLessThan(120);
  }, 60_000);

  it('cost the unmodified client of y-websocket nothing that it wrote: it comes back by itself', async () => {
    const token = await tokenOf(server, attacker.email);
    const id = await attacker.http.create('/documents', { title: 'Note' });
    const providers = Array.from({ length: 6 }, () => stockProvider(server.url, id, token));
    await until(() => providers.every(({ synced }) => synced), 'all are there');
    const closes = providers.map(() => 0);
    providers.forEach((provider, index) => {
      provider.on('connection-close', () => (closes[index] = (closes[index] ?? 0) + 1));
      begin(provider.ws as unknown as WebSocket, LARGE);
    });
    await until(() => closes.some((count) => count > 0), 'one is cut', 30_000);
    const cut = providers[closes.findIndex((count) => count > 0)];
    if (cut !== undefined) writeIn(cut.doc, 'écrit pendant la coupure');
    const colleague = stockProvider(server.url, id, token);
    await until(
      () => wordsIn(colleague.doc).includes('écrit pendant la coupure'),
      'what it wrote arrives',
      30_000,
    );
    for (const provider of [...providers, colleague]) provider.destroy();
  }, 90_000);

  it('are heard once they end, in however many fragments they came', async () => {
    const [{ socket }, colleague] = [await collab(), new CollabClient(owner.http, documentId)];
    await until(() => colleague.synced, 'the colleague is there');
    // y-protocols: awareness (1), and nothing that anybody says in it.
    for (const byte of [1, 1]) begin(socket, Buffer.from([byte]));
    socket.send(Buffer.from([0]), { fin: true, binary: true });
    socket.ping();
    await new Promise((done) => socket.once('pong', done));
    expect(socket.readyState).toBe(WebSocket.OPEN);
    colleague.close();
  });
});

describe('messages at /socket.io that do not end', () => {
  it('have next to no room while nobody is known', async () => {
    const { socket, closed } = await socketAt(ENGINE, {});
    begin(socket, Buffer.alloc(200 * 1024));
    await until(() => closed() === 4503, 'it is cut');
  });

  it('have room for what people write once it is known who they are', async () => {
    const { socket, closed } = await socketAt(ENGINE, attacker.http.headers);
    socket.send('40');
    await new Promise((done) => socket.once('message', done));
    begin(socket, Buffer.alloc(100 * 1024));
    socket.ping();
    await new Promise((done) => socket.once('pong', done));
    expect(closed()).toBeNull();
  });

  it('hold little in parts of co-editing, over all sockets of a person', async () => {
    const before = residentMib(server.pid);
    const sockets = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const made = await socketAt(ENGINE, attacker.http.headers);
        made.socket.send(`40${COLLAB_FALLBACK},${JSON.stringify({ document: documentId })}`);
        await new Promise((done) => made.socket.once('message', done));
        return made;
      }),
    );
    const part = Buffer.concat([Buffer.from([1]), randomBytes(COLLAB_PART_BYTES)]);
    for (const { socket } of sockets)
      for (let bytes = 0; bytes < 2.5 * MIB; bytes += COLLAB_PART_BYTES) {
        socket.send(`451-${COLLAB_FALLBACK},["part",{"_placeholder":true,"num":0}]`);
        socket.send(part);
      }
    await until(
      () => sockets.filter(({ closed }) => closed() !== null).length >= 6,
      'those without room are cut',
      30_000,
    );
    expect(residentMib(server.pid) - before).toBeLessThan(120);
  }, 60_000);
});

describe('messages at /collab that take too long', () => {
  it('end after a silence of 15 s, and after 30 s when a byte comes now and then', async () => {
    await until(() => silent.end !== null && trickling.end !== null, 'both are cut', 60_000);
    expect([silent.end?.code, trickling.end?.code]).toEqual([4503, 4503]);
    const [silentMs, tricklingMs] = [silent, trickling].map(({ begun, end }) => (end?.at ?? 0) - begun);
    expect(silentMs).toBeGreaterThanOrEqual(15_000);
    expect(tricklingMs).toBeGreaterThanOrEqual(30_000);
    expect(silentMs).toBeLessThan(tricklingMs ?? 0);
  }, 90_000);
});
