import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decodeFrame, decodeRun, EXTENSION, Rooms } from '@maroquin/coediting';
import type { Role } from '@maroquin/contracts';
import { newId, systemClock } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Feeds, LocalBus } from '@maroquin/platform/feeds';
import {
  createTestOrganisation,
  openTestPlatform,
  sharedPostgres,
  type TestPlatform,
} from '@maroquin/testing';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { CollabGateway } from '../src/collab/collab.gateway.js';
import { FeedJournal } from '../src/collab/feed-journal.js';
import { LiveAccess } from '../src/collab/live-access.js';
import { nodeClock } from '../src/collab/node-clock.js';
import { personHue } from '../src/collab/person-hue.js';

const PUBLIC_ORIGIN = 'https://maroquin.example';

let platform: TestPlatform;
let orgId: string;
let documentId: string;
const nodes: Node[] = [];
const cleanUp: (() => void)[] = [];

beforeAll(async () => {
  platform = await openTestPlatform(await sharedPostgres());
  orgId = await createTestOrganisation(platform);
});
afterAll(() => platform.close());

async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`never happened: ${what}`);
    await pause(2);
  }
}

/** The gateway on real PostgreSQL and real sockets. People are tokens named after them; rights are the test's. */
class Node {
  readonly feeds = new Feeds(platform.database, platform.keys, systemClock, new LocalBus(), (error) =>
    this.errors.push(error),
  );
  readonly errors: unknown[] = [];
  readonly roles = new Map<string, Role | null>();
  readonly http: Server = createServer();
  readonly gateway: CollabGateway;
  private readonly actors = new Map<string, Actor>();
  private readonly watchers = new Set<() => void>();

  constructor() {
    const access = new LiveAccess({
      watch: async ({ personId }, _resource, onChange) => {
        const watcher = (): void => onChange(null);
        this.watchers.add(watcher);
        return {
          current: () => this.roles.get(personId) ?? null,
          close: () => this.watchers.delete(watcher),
        };
      },
    });
    const ignore = (): void => undefined;
    this.gateway = new CollabGateway({
      authenticate: async ({ authorization, cookie }) =>
        this.actors.get(authorization ?? cookie ?? '') ?? null,
      open: async (actor, id) => {
        if (id !== documentId) throw new DomainError('request.not-found');
        const document = { id, orgId, kind: 'text' as const, epoch: 1, epochFrom: 0 };
        return { document, person: { id: actor.personId, name: 'Anna', ...personHue(actor.personId) } };
      },
      access,
      rooms: new Rooms({
        journal: new FeedJournal(this.feeds, 'updates'),
        access,
        clock: nodeClock,
        checkpoints: { latest: () => Promise.resolve(null) },
        observer: {
          refused: ignore,
          committed: ignore,
          largeDelete: ignore,
          roomDropped: ({ error }) => this.errors.push(error),
        },
      }),
      publicOrigin: PUBLIC_ORIGIN,
      onError: (error) => this.errors.push(error),
    });
    this.http.on('upgrade', (request, socket, head) => this.gateway.handleUpgrade(request, socket, head));
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.http.listen(0, '127.0.0.1', resolve));
    nodes.push(this);
    return this;
  }

  get origin(): string {
    return `ws://127.0.0.1:${String((this.http.address() as AddressInfo).port)}`;
  }

  /** Somebody with this right; returns the credential. */
  person(role: Role | null): string {
    const personId = newId();
    const sessionId = newId();
    this.roles.set(personId, role);
    const actor = {
      personId,
      orgId,
      orgs: [orgId],
      adminOf: [],
      tokenScopes: null,
      sessionId,
      tokenId: null,
      locale: 'fr' as const,
    };
    this.actors.set(`Bearer ${personId}`, actor);
    return `Bearer ${personId}`;
  }

  actorOf(credential: string): Actor {
    return this.actors.get(credential)!;
  }

  setRole(credential: string, role: Role | null): void {
    this.roles.set(this.actorOf(credential).personId, role);
    for (const watcher of this.watchers) watcher();
  }

  provider(credential: string): WebsocketProvider {
    class AuthorisedSocket extends WebSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols, { headers: { authorization: credential } });
      }
    }
    const provider = new WebsocketProvider(`${this.origin}/collab`, documentId, new Y.Doc(), {
      disableBc: true,
      WebSocketPolyfill: AuthorisedSocket as unknown as typeof globalThis.WebSocket,
    });
    cleanUp.push(() => provider.destroy());
    return provider;
  }

  /** A bare socket, and how it ended: a close code, or an HTTP status. */
  async knock(headers: Record<string, string>, path = `/collab/${documentId}`): Promise<number> {
    const socket = new WebSocket(`${this.origin}${path}`, [EXTENSION], { headers });
    cleanUp.push(() => socket.terminate());
    return new Promise((resolve) => {
      socket.on('close', (code) => resolve(code));
      socket.on('unexpected-response', (_request, response) => {
        resolve(response.statusCode ?? 0);
        socket.on('error', () => undefined);
        socket.terminate();
      });
      socket.on('message', () => resolve(200));
      socket.on('error', () => undefined);
    });
  }
}

async function storedText(): Promise<string> {
  const doc = new Y.Doc();
  const reader = nodes[0]!.feeds;
  for (const entry of await reader.read(orgId, documentId, { after: 0, limit: 1000 })) {
    for (const { update } of decodeRun(entry.payload)) Y.applyUpdate(doc, update);
  }
  return doc.getText('text').toJSON();
}

beforeEach(async () => {
  documentId = newId();
  const node = await new Node().listen();
  await platform.database.inOrgs({ orgs: [orgId] }, (tx) =>
    node.feeds.create(tx, { id: documentId, orgId, kind: 'document' }),
  );
});
afterEach(async () => {
  for (const work of cleanUp.splice(0)) work();
  for (const node of nodes.splice(0)) {
    await node.gateway.close();
    node.feeds.close();
    await new Promise((resolve) => node.http.close(resolve));
  }
});

describe('the admission of connections', () => {
  it('is closed to foreign pages, whatever their credentials, and to cookies without a page', async () => {
    const [node] = nodes as [Node];
    const credential = node.person('editor');
    const foreign = [
      'https://evil.example',
      'null',
      'https://maroquin.example.evil.example',
      'https://MAROQUIN.example',
      'http://maroquin.example',
    ];
    for (const origin of foreign) expect(await node.knock({ authorization: credential, origin })).toBe(403);
    expect(await node.knock({ cookie: credential })).toBe(403);
  });

  it('opens to our own page with a cookie, and to a program with a token', async () => {
    const [node] = nodes as [Node];
    const credential = node.person('editor');
    expect(await node.knock({ cookie: credential, origin: PUBLIC_ORIGIN })).toBe(200);
    expect(await node.knock({ authorization: credential })).toBe(200);
  });

  it('says to whoever is not known, may not read, or asks for what does not exist, why it closes', async () => {
    const [node] = nodes as [Node];
    expect(await node.knock({ authorization: 'Bearer nobody' })).toBe(4401);
    expect(await node.knock({ authorization: node.person(null) })).toBe(4403);
    expect(await node.knock({ authorization: node.person('editor') }, `/collab/${newId()}`)).toBe(4404);
    expect(await node.knock({ authorization: node.person('editor') }, '/collab/../secrets')).toBe(404);
  });
});

describe('an unmodified y-websocket provider with a token', () => {
  it('writes into PostgreSQL, sealed, and reads what others wrote', async () => {
    const [node] = nodes as [Node];
    const one = node.provider(node.person('editor'));
    const two = node.provider(node.person('editor'));
    await until(() => one.synced && two.synced, 'synced');
    one.doc.getText('text').insert(0, 'mot-témoin');
    await until(() => two.doc.getText('text').toJSON() === 'mot-témoin', 'seen');
    expect(await storedText()).toBe('mot-témoin');
    const rows = await platform.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ payload: Buffer }>('select payload from feed_entry where feed_id = $1', [documentId]),
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { payload } of rows) expect(payload.includes(Buffer.from('témoin'))).toBe(false);
    expect(node.errors).toEqual([]);
  });

  it('may listen as a reader, and writes nothing', async () => {
    const [node] = nodes as [Node];
    const writer = node.provider(node.person('editor'));
    const reader = node.provider(node.person('reader'));
    await until(() => writer.synced && reader.synced, 'synced');
    reader.doc.getText('text').insert(0, 'non');
    writer.doc.getText('text').insert(0, 'oui');
    await until(() => reader.doc.getText('text').toJSON().includes('oui'), 'seen');
    expect(await storedText()).toBe('oui');
  });
});

describe('two nodes on one PostgreSQL', () => {
  it('lose nothing and agree, though no hint passes between them', async () => {
    const [one] = nodes as [Node];
    const two = await new Node().listen();
    const [anna, bruno] = [one.provider(one.person('editor')), two.provider(two.person('editor'))];
    await until(() => anna.synced && bruno.synced, 'synced');
    for (let turn = 0; turn < 25; turn += 1) {
      anna.doc.getText('text').insert(0, 'a');
      bruno.doc.getText('text').insert(0, 'b');
      await pause(4);
    }
    const text = (provider: WebsocketProvider): string => provider.doc.getText('text').toJSON();
    await until(() => text(anna).length === 50 && text(anna) === text(bruno), 'equal');
    expect(await storedText()).toBe(text(anna));
  });
});

describe('an open socket', () => {
  it('is closed when the session ends, and when the right goes', async () => {
    const [node] = nodes as [Node];
    const [signedOut, revoked] = [node.person('editor'), node.person('editor')];
    const closings = [signedOut, revoked].map(async (credential) => {
      const socket = new WebSocket(`${node.origin}/collab/${documentId}`, [], {
        headers: { authorization: credential },
      });
      return new Promise<number>((resolve) => socket.on('close', resolve));
    });
    await until(() => node.gateway.connectionCount === 2, 'both in');
    node.gateway.sessionsEnded(new Set([node.actorOf(signedOut).sessionId!]));
    node.setRole(revoked, null);
    expect(await Promise.all(closings)).toEqual([4401, 4403]);
    await until(() => node.gateway.connectionCount === 0, 'both out');
  });

  it('receives "committed" only once the row is there for everybody to read', async () => {
    const [node] = nodes as [Node];
    const socket = new WebSocket(`${node.origin}/collab/${documentId}`, [EXTENSION], {
      headers: { authorization: node.person('editor') },
    });
    cleanUp.push(() => socket.terminate());
    const aheads: Promise<number>[] = [];
    socket.on('message', (data: Buffer) => {
      const frame = decodeFrame(new Uint8Array(data));
      if (frame.type === 'committed')
        aheads.push(node.feeds.head(orgId, documentId).then((head) => head - frame.seq));
    });
    await new Promise((resolve) => socket.once('message', resolve));
    const doc = new Y.Doc();
    doc.on('update', (update: Uint8Array) => socket.send(Uint8Array.from([0, 2, update.length, ...update])));
    for (let turn = 0; turn < 20; turn += 1) {
      doc.getText('text').insert(0, 'x');
      await pause(3);
    }
    await until(() => aheads.length > 3, 'acknowledged');
    socket.removeAllListeners('message');
    for (const ahead of await Promise.all(aheads)) expect(ahead).toBeGreaterThanOrEqual(0);
  });
});
