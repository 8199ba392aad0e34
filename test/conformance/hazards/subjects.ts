import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, Maroquin } from '../../support/maroquin.js';
import { firstAdministrator, invite, type Person, tokenOf } from '../../support/people.js';
import { until } from '../../support/until.js';
import type { SiteAddress } from '../sites.js';
import type { Kind } from './victim.js';

/** A server to be attacked. */
export interface Subject {
  readonly name: string;
  readonly site: SiteAddress;
  /** A new document that the colleague, the reader and the attacker may all write in. @returns its id */
  create(kind: Kind): Promise<string>;
  readonly isRunning: boolean;
  /** Stops it in order if it runs, and starts it again on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Ourselves as people run us: the built server, PostgreSQL, three people with their own rights. */
export async function maroquin(): Promise<Subject> {
  const server = await Maroquin.start({ env: { LOG_LEVEL: 'error' } });
  const owner = await firstAdministrator(server);
  const people: Person[] = [owner];
  for (const name of ['lecteur', 'attaquant'])
    people.push(await invite(server, owner, { name, email: `${name}@prefecture.example` }));
  const bearer = async ({ email }: Person) => ({ authorization: `Bearer ${await tokenOf(server, email)}` });
  const [colleague = {}, reader = {}, attacker = {}] = await Promise.all(people.map(bearer));
  const space = await owner.http.create('/spaces', { name: 'Essais' });
  for (const { id } of people.slice(1))
    await owner.http.act('PUT', `/resources/${space}/grants/${id}`, { role: 'editor' });
  let made = 0;
  return {
    name: 'maroquin',
    site: {
      dialect: 'stock',
      url: `ws://127.0.0.1:${String(server.port)}/collab`,
      headers: { colleague, reader, attacker },
    },
    create: (kind) => {
      made += 1;
      return owner.http.create('/documents', { title: `Essai ${String(made)}`, kind, parentId: space });
    },
    get isRunning() {
      return server.isRunning;
    },
    restart: () => server.restart(),
    close: () => server.dispose(),
  };
}

const NOBODY = { colleague: {}, reader: {}, attacker: {} };

/** Another server, as its own process with a store in a folder. */
async function peer(name: 'hocuspocus' | 'y-websocket', dialect: SiteAddress['dialect']): Promise<Subject> {
  const folder = mkdtempSync(join(tmpdir(), 'maroquin-peer-'));
  const port = await freePort();
  const script = fileURLToPath(new URL(`../peers/${name}.js`, import.meta.url));
  let child: ChildProcess | null = null;
  let made = 0;
  const isRunning = (): boolean => child !== null && child.exitCode === null && child.signalCode === null;
  const start = async (): Promise<void> => {
    const started = fork(script, [folder, String(port)], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    child = started;
    let ready = false;
    started.once('message', () => (ready = true));
    await until(() => ready || !isRunning(), `${name} is ready`);
  };
  const stop = async (): Promise<void> => {
    child?.kill('SIGTERM');
    // One that hangs does not hear a request to end.
    await until(() => !isRunning(), `${name} ends`, 15_000).catch(() => child?.kill('SIGKILL'));
    await until(() => !isRunning(), `${name} is gone`);
  };
  await start();
  return {
    name,
    site: { dialect, url: `ws://127.0.0.1:${String(port)}`, headers: NOBODY },
    create: async (kind) => {
      made += 1;
      return `${kind}-${String(made)}`;
    },
    get isRunning() {
      return isRunning();
    },
    restart: async () => {
      await stop();
      await start();
    },
    close: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const hocuspocus = (): Promise<Subject> => peer('hocuspocus', 'hocuspocus');
export const yWebsocket = (): Promise<Subject> => peer('y-websocket', 'stock');
