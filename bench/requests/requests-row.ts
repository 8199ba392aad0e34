import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Maroquin } from '../../test/support/maroquin.js';
import { firstAdministrator, invite, type Person } from '../../test/support/people.js';
import { embeddedPostgresPid } from '../../test/support/process/process-tree.js';
import { pause } from '../../test/support/until.js';
import type { Ground, Row, RowReport } from '../coedit/row.js';
import { sizes } from '../coedit/scales.js';
import { LoadProcess } from '../load-process.js';
import { ofTree, ofTreeWithout } from '../processor-time.js';
import { atLeast, atMost, type Figures, inTurns, percentiles, round } from '../rows.js';
import type { AskJob, AskResult } from './asking.js';

const ASKED_WITHIN_MS = 120_000;
/** After so long somebody else than before has the server for itself. */
const ALONE_MS = 1_200;

interface Asked {
  readonly port: number;
  readonly cpuMs: () => { readonly server: number; readonly database: number };
}

/** Eight connections that each ask again as soon as they are answered. */
async function ask(
  { port, cpuMs }: Asked,
  request: AskJob['requests'][number],
  times: number,
): Promise<Figures> {
  const load = new LoadProcess(new URL('./asking.js', import.meta.url), {
    ...{ port, requests: [request], connections: 8, times },
  } satisfies AskJob);
  try {
    await load.heard('ready', ASKED_WITHIN_MS);
    const before = cpuMs();
    const ended = load.heard<AskResult>('end', ASKED_WITHIN_MS);
    load.tell('go');
    const { answered, refused, tookMs, answerMs } = await ended;
    const after = cpuMs();
    const each = percentiles(answerMs);
    return {
      perSecond: Math.round((answered / tookMs) * 1000),
      serverMs: round((after.server - before.server) / answered),
      databaseMs: round((after.database - before.database) / answered),
      ...{ p50: each(0.5), p99: each(0.99), refused },
    };
  } finally {
    load.kill();
  }
}

/**
 * What one person asks, with all eight connections: several who share a busy node are each held to a share of it, and
 * one alone is not.
 */
class Asking {
  constructor(
    private readonly port: number,
    private readonly person: Person,
    /** Networks are counted, too. */
    private readonly from: string,
  ) {}

  request(path: string): AskJob['requests'][number] {
    const lines = Object.entries(this.person.http.headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const host = `localhost:${String(this.port)}`;
    const text = `GET /api/v1${path} HTTP/1.1\r\nhost: ${host}\r\naccept: application/json\r\n${lines.join('')}\r\n`;
    return { text, from: this.from };
  }
}

interface Place {
  readonly server: Maroquin;
  readonly people: readonly Person[];
  /** What the pages of home, of a place and of a document ask when they are opened, by name. */
  readonly routes: Readonly<Record<string, string>>;
}

const THINGS = 20;

async function settleIn(server: Maroquin, crowd: number): Promise<Place> {
  const administrator = await firstAdministrator(server);
  const spaceId = await administrator.http.create('/spaces', { name: 'Cabinet' });
  const people: Person[] = [];
  for (let index = 0; index < crowd; index += 1) {
    const name = `Personne ${String(index)}`;
    const email = `personne.${String(index)}@prefecture.example`;
    const person = await invite(server, administrator, { name, email });
    await administrator.http.act('PUT', `/resources/${spaceId}/grants/${person.id}`, { role: 'editor' });
    people.push(person);
  }
  let documentId = '';
  for (let index = 0; index < THINGS; index += 1)
    documentId = await administrator.http.create('/documents', {
      ...{ title: `Note ${String(index)}`, parentId: spaceId },
    });
  const channelId = await administrator.http.create('/channels', { name: 'Projet', parentId: spaceId });
  for (let index = 0; index < THINGS; index += 1)
    await administrator.http.create(`/channels/${channelId}/messages`, { text: `Message ${String(index)}` });
  return {
    ...{ server, people },
    routes: {
      spaces: '/spaces',
      recent: '/resources/recent',
      shared: '/resources/shared',
      favourites: '/favourites',
      unread: '/notifications/unread',
      conversations: '/conversations',
      place: `/resources/${spaceId}`,
      children: `/resources/${spaceId}/children`,
      channels: `/channels?parentId=${spaceId}`,
      messages: `/channels/${channelId}/messages`,
      resource: `/resources/${documentId}`,
      document: `/documents/${documentId}`,
      comments: `/documents/${documentId}/comments`,
      access: `/resources/${documentId}/access`,
    },
  };
}

const askedOf = (server: Maroquin): Asked => ({
  port: server.port,
  cpuMs: () => {
    const postgres = embeddedPostgresPid(server.dataDir);
    return {
      server: ofTreeWithout(server.pid, postgres, 'fine'),
      database: postgres === null ? 0 : ofTree(postgres, 'fine'),
    };
  },
});

async function startExpress(
  answer: unknown,
): Promise<{ readonly child: ChildProcess; readonly asked: Asked }> {
  const program = fileURLToPath(new URL('./express-server.js', import.meta.url));
  const child = fork(program, [JSON.stringify(answer)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message: { port: number }) => resolve(message.port));
    child.once('exit', (code) => reject(new Error(`Express ended with ${String(code)}`)));
  });
  const { pid = 0 } = child;
  return { child, asked: { port, cpuMs: () => ({ server: ofTree(pid, 'fine'), database: 0 }) } };
}

/** What pages ask besides: how long Node is busy with each, under its name. */
async function askEach(asked: Asked, asking: Asking, { routes }: Place, times: number): Promise<Figures> {
  const figures: Record<string, number> = {};
  for (const [name, path] of Object.entries(routes)) {
    const { serverMs = NaN, databaseMs = NaN, refused } = await ask(asked, asking.request(path), times);
    if (refused !== 0) throw new Error(`${path} was refused ${String(refused)} times`);
    figures[`${name}Ms`] = serverMs;
    figures[`${name}DatabaseMs`] = databaseMs;
  }
  return figures;
}

export const requests: Row = {
  name: 'requests',
  what: 'GET /me by eight connections beside a bare Express that answers the same from memory, then what pages ask when they open',
  run: async (ground: Ground) => {
    const { rounds, requests: size } = sizes[ground.scale];
    const server = await Maroquin.start({ env: { LOG_LEVEL: 'error' } });
    try {
      const place = await settleIn(server, rounds + size.warmUps);
      const express = await startExpress(await place.people[0]?.http.me());
      const ours = askedOf(server);
      let turn = 0;
      const askOurs = async (): Promise<Figures> => {
        const person = place.people[turn++ % place.people.length];
        if (person === undefined) throw new Error('nobody is here');
        const asking = new Asking(server.port, person, `127.0.1.${String(turn)}`);
        await pause(ALONE_MS);
        const me = await ask(ours, asking.request('/me'), size.times);
        return { ...me, ...(await askEach(ours, asking, place, size.timesEach)) };
      };
      const askExpress = (): Promise<Figures> => {
        const { port } = express.asked;
        const text = `GET /api/v1/me HTTP/1.1\r\nhost: localhost:${String(port)}\r\n\r\n`;
        return ask(express.asked, { text, from: '127.0.0.1' }, size.times);
      };
      try {
        return await inTurns(requests, ground, {
          ...{ rounds, warmUps: size.warmUps, subjects: ['maroquin', 'express'] as const },
          round: (name) => (name === 'express' ? askExpress() : askOurs()),
          checks: (medians) => checksOf(medians('maroquin'), Object.keys(place.routes)),
        });
      } finally {
        express.child.kill('SIGKILL');
      }
    } finally {
      await server.dispose();
    }
  },
};

const checksOf = (ours: Figures, routes: readonly string[]): RowReport['checks'] => [
  atLeast('GET /me a second', ours['perSecond'], 2000),
  atMost('Node for one GET /me', ours['serverMs'], 0.4, ' ms'),
  ...routes.map((name) => atMost(`Node for one ${name}`, ours[`${name}Ms`], 0.6, ' ms')),
  atMost('refused', ours['refused'], 0),
];
