import type { AddressInfo } from 'node:net';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { CloseCode, decodeFrame, encodeStep1, encodeStep2, encodeUpdate, Rooms } from '@maroquin/coediting';
import type { Role } from '@maroquin/contracts';
import { Admission } from '@maroquin/platform/admission';
import { LOGGER, newId } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { type Credentials, GuardedSocketAdapter } from '@maroquin/platform/http';
import { createLogger } from '@maroquin/platform/logging';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { CollabGateway } from '../src/collab/collab.gateway.js';
import { FallbackGateway } from '../src/collab/fallback.gateway.js';
import { FeedJournal } from '../src/collab/feed-journal.js';
import { LiveAccess } from '../src/collab/live-access.js';
import { nodeClock } from '../src/collab/node-clock.js';
import { personHue } from '../src/collab/person-hue.js';
import { UPDATES } from '../src/journal/journal-row.js';
import { DocumentWorld, Editor, until } from './document-world.js';

let world: DocumentWorld;
let rooms: Rooms;
let documentId: string;
let gateway: CollabGateway;
let app: NestExpressApplication;
let origin: string;
const roles = new Map<string, Role | null>();
/** People who sit at the engine itself, so that nobody watches their rights. */
const colleagues = new Set<string>();
const watchers = new Set<() => void>();
const errors: unknown[] = [];
const clients: PollingClient[] = [];

/** Who shows a token is the person of that name, as long as the test gave them a right. */
async function authenticate({ authorization }: Credentials): Promise<Actor | null> {
  const personId = /^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '';
  if (!roles.has(personId)) return null;
  const { orgId } = world;
  return {
    personId,
    orgId,
    orgs: [orgId],
    adminOf: [],
    tokenScopes: null,
    tokenId: null,
    sessionId: personId,
    locale: 'fr',
  };
}

beforeAll(async () => {
  world = await DocumentWorld.open();
  const access = new LiveAccess({
    watch: async ({ personId }, _resource, onChange) => {
      const watcher = (): void => onChange(null);
      watchers.add(watcher);
      return { current: () => roles.get(personId) ?? null, close: () => watchers.delete(watcher) };
    },
  });
  const ignore = (): void => undefined;
  rooms = new Rooms({
    journal: new FeedJournal(world.feeds, UPDATES),
    checkpoints: { latest: () => Promise.resolve(null) },
    access: {
      current: (connection) => (colleagues.has(connection.person.id) ? 'write' : access.current(connection)),
    },
    clock: nodeClock,
    observer: { refused: ignore, committed: ignore, largeDelete: ignore, roomDropped: ignore },
  });
  const deps = {
    authenticate,
    open: async (actor: Actor, id: string) => {
      if (id !== documentId || roles.get(actor.personId) === null) throw new DomainError('request.not-found');
      const person = { id: actor.personId, name: 'Anna', ...personHue(actor.personId) };
      return { document: await world.refOf(id), person };
    },
    access,
    rooms,
    publicOrigin: 'https://maroquin.example',
    onError: (error: unknown) => void errors.push(error),
  };
  gateway = new CollabGateway(deps);
  const logger = createLogger({ logLevel: 'silent' });
  @Module({
    providers: [
      FallbackGateway,
      { provide: CollabGateway, useValue: gateway },
      { provide: LOGGER, useValue: logger },
    ],
  })
  class FallbackModule {}
  app = await NestFactory.create<NestExpressApplication>(FallbackModule, { logger: false });
  app.useWebSocketAdapter(
    new GuardedSocketAdapter(app, 'https://maroquin.example', { authenticate }, new Admission()),
  );
  await app.listen(0, '127.0.0.1');
  origin = `http://127.0.0.1:${String((app.getHttpServer().address() as AddressInfo).port)}`;
});
beforeEach(async () => {
  documentId = await world.createDocument();
});
afterEach(() => {
  for (const client of clients.splice(0)) client.socket.disconnect();
});
afterAll(async () => {
  await app.close();
  await world.close();
});

function person(role: Role | null): string {
  const id = newId();
  roles.set(id, role);
  return id;
}

function colleagueId(): string {
  const id = newId();
  colleagues.add(id);
  return id;
}

/** Somebody behind a proxy that lets plain requests through and nothing else. */
class PollingClient {
  readonly doc = new Y.Doc();
  readonly socket: Socket;
  closed: { code: number; reason: string } | null = null;
  refusedAs: string | null = null;
  synced = false;
  committed = 0;
  sent = 0;

  constructor(token: string, document: unknown = documentId) {
    this.socket = io(`${origin}/collab-fallback`, {
      transports: ['polling'],
      reconnection: false,
      forceNew: true,
      auth: { document, token },
    });
    this.socket.on('frame', (bytes: Uint8Array) => this.receive(new Uint8Array(bytes)));
    this.socket.on('closed', (closed: { code: number; reason: string }) => (this.closed = closed));
    this.socket.on('connect_error', ({ message }) => (this.refusedAs = message));
    this.doc.on('update', (update: Uint8Array, origin_: unknown) => {
      if (origin_ !== this) this.say(encodeUpdate(update));
    });
    clients.push(this);
  }

  async open(): Promise<this> {
    await until(() => this.synced, 'synced');
    return this;
  }

  get text(): Y.Text {
    return this.doc.getText('text');
  }

  async saved(): Promise<void> {
    await until(() => this.committed === this.sent, 'saved');
  }

  private say(frame: Uint8Array): void {
    this.sent += 1;
    this.inParts(frame);
  }

  private inParts(frame: Uint8Array): void {
    const size = 100_000;
    for (let at = 0; at < frame.length; at += size) {
      const more = at + size < frame.length;
      this.socket.emit('part', Buffer.concat([Uint8Array.of(more ? 1 : 0), frame.subarray(at, at + size)]));
    }
  }

  private receive(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    if (frame.type === 'committed') this.committed = frame.ordinal;
    if (frame.type === 'step1') {
      this.inParts(encodeStep1(Y.encodeStateVector(this.doc)));
      this.say(encodeStep2(Y.encodeStateAsUpdate(this.doc, frame.stateVector)));
    }
    if (frame.type === 'update' || frame.type === 'step2') Y.applyUpdate(this.doc, frame.update, this);
    if (frame.type === 'step2') this.synced = true;
  }
}

it('somebody without WebSockets writes with the others, and what is acknowledged is committed', async () => {
  const colleague = await world.enter(rooms, documentId, colleagueId());
  await colleague.write('Bonjour');
  const client = await new PollingClient(person('editor')).open();
  expect(client.text.toJSON()).toBe('Bonjour');
  client.text.insert(7, ' à tous');
  await client.saved();
  const fresh = await world.enter(world.rooms(world.newFeeds()), documentId);
  expect(fresh.text.toJSON()).toBe('Bonjour à tous');
  await until(() => colleague.text.toJSON() === 'Bonjour à tous', 'seen by the colleague');
  await colleague.write('.');
  await until(() => client.text.toJSON() === 'Bonjour à tous.', 'seen by polling');
});

it('a frame larger than a request may be goes in parts, either way', async () => {
  const large = 'mot '.repeat(150_000);
  const client = await new PollingClient(person('editor')).open();
  client.text.insert(0, large);
  await client.saved();
  const other = await new PollingClient(person('reader')).open();
  expect(other.text.toJSON()).toBe(large);
});

it.each([
  ['of nobody known', () => new PollingClient('nobody'), { refusedAs: 'request.unauthenticated' }],
  [
    'to no document',
    () => new PollingClient(person('editor'), 'x'),
    { closed: { code: CloseCode.noDocument } },
  ],
  [
    'to a document that one may not read',
    () => new PollingClient(person(null)),
    { closed: { code: CloseCode.noDocument, reason: 'request.not-found' } },
  ],
])('a connection %s receives why it ends', async (_whose, connect, expected) => {
  const client = connect();
  await until(() => client.closed !== null || client.refusedAs !== null, 'closed');
  expect(client).toMatchObject(expected);
  await until(() => !client.socket.connected, 'closed');
});

it('a right that is withdrawn ends the connection at once, as on a WebSocket', async () => {
  const token = person('editor');
  const client = await new PollingClient(token).open();
  roles.set(token, null);
  for (const watcher of watchers) watcher();
  await until(() => client.closed !== null, 'closed');
  expect(client.closed?.code).toBe(CloseCode.noAccess);
  await until(() => !client.socket.connected, 'closed');
});

it('a session that ends takes the connection with it', async () => {
  const token = person('editor');
  const client = await new PollingClient(token).open();
  gateway.sessionsEnded(new Set([token]));
  await until(() => client.closed !== null, 'closed');
  expect(client.closed?.code).toBe(CloseCode.unauthenticated);
});

it('what is no part of a frame reaches nobody, and a frame of too many parts ends the connection', async () => {
  const client = await new PollingClient(person('editor')).open();
  const before = client.text.toJSON();
  for (const part of [Buffer.of(), Buffer.of(7, 1), 'text', { more: 1 }]) client.socket.emit('part', part);
  client.text.insert(0, 'intact');
  await client.saved();
  expect(client.text.toJSON()).toBe(`intact${before}`);
  for (let turn = 0; turn < 200 && client.closed === null; turn += 1) {
    client.socket.emit('part', Buffer.alloc(100_001, 1));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await until(() => client.closed !== null, 'ended');
  expect([CloseCode.tooLarge, CloseCode.tooFast]).toContain(client.closed?.code);
});

it('a client that no longer asks is cut at the backlog limit, before it holds the memory of the node', async () => {
  const base = `${origin}/socket.io/?EIO=4&transport=polling`;
  const handshake = await (await fetch(base)).text();
  const sid = /"sid":"([^"]+)"/.exec(handshake)?.[1] ?? '';
  const post = (body: string): Promise<Response> =>
    fetch(`${base}&sid=${sid}`, { method: 'POST', body, headers: { 'content-type': 'text/plain' } });
  const auth = JSON.stringify({ document: documentId, token: person('editor') });
  await post(`40/collab-fallback,${auth}`);
  await until(() => gateway.connectionCount === 1, 'entered');
  await (await fetch(`${base}&sid=${sid}`)).text();
  const step1 = Buffer.concat([Uint8Array.of(0), encodeStep1(Y.encodeStateVector(new Y.Doc()))]);
  await post(`451-/collab-fallback,["part",{"_placeholder":true,"num":0}]\x1eb${step1.toString('base64')}`);
  const writer = new Editor(colleagueId());
  const started = performance.now();
  await writer.enter(rooms, await world.refOf(documentId));
  for (let turn = 0; turn < 3; turn += 1) await writer.write('x'.repeat(500_000));
  await until(() => gateway.connectionCount === 0, 'cut');
  // Long before socket.io itself finds out that nobody answers any more.
  expect(performance.now() - started).toBeLessThan(8_000);
});
