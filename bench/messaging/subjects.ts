import { asSuperuser } from '../../test/support/embedded-sql.js';
import { type MeasuredServer, newFolder, runMaroquin, runPeer } from '../servers.js';
import type { SubjectName } from './scales.js';

/** Where sockets go, and as whom. */
export interface Site {
  /** Of socket.io, over a WebSocket. */
  readonly url: string;
  /** Who the sockets are, taken in turn. */
  readonly people: readonly Readonly<Record<string, string>>[];
}

/** A server under load. */
export interface Subject extends MeasuredServer {
  readonly name: SubjectName;
  readonly site: Site;
  /** New, empty channels that all of its people read. */
  channels(count: number): Promise<readonly string[]>;
  /** That PostgreSQL has committed so far; 0 without one. */
  transactions(): Promise<number>;
}

const addressOf = (port: number): string =>
  `ws://127.0.0.1:${String(port)}/socket.io/?EIO=4&transport=websocket`;

export async function startMaroquin(crowd: number): Promise<Subject> {
  const server = await runMaroquin(crowd);
  const { people, spaceId } = server;
  let made = 0;
  return {
    ...server,
    name: 'maroquin',
    site: { url: addressOf(server.port), people: people.map(({ http }) => http.headers) },
    channels: async (count) => {
      const ids: string[] = [];
      for (let index = 0; index < count; index += 1) {
        made += 1;
        const name = `Mesure ${String(made)}`;
        ids.push(await people[0].http.create('/channels', { name, parentId: spaceId }));
      }
      return ids;
    },
    transactions: () => transactionsOf(server.dataDir),
  };
}

const transactionsOf = (dataDir: string): Promise<number> =>
  asSuperuser(dataDir, async (client) => {
    const { rows } = await client.query<{ count: string }>(
      'select xact_commit as count from pg_stat_database where datname = current_database()',
    );
    return Number(rows[0]?.count ?? 0);
  });

/** It sends on what it receives and keeps nothing: what the transport alone costs. */
export async function startBareServer(): Promise<Subject> {
  const program = new URL('./bare-server.js', import.meta.url);
  const server = await runPeer('socket.io', program, { folder: newFolder(), arguments: [] });
  return {
    ...server,
    name: 'socket.io',
    site: { url: addressOf(server.port), people: [{}] },
    channels: (count) => Promise.resolve(Array.from({ length: count }, () => crypto.randomUUID())),
    transactions: () => Promise.resolve(0),
  };
}
