import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { startCeph } from './ceph.js';
import { startPostgres } from './postgres.js';

/**
 * One PostgreSQL and one object store a test run, started when the first test asks: a run of pure tests starts
 * nothing. The main process answers on a Unix socket; the workers know it by `inject('services')`.
 */
const postgresSchema = z.object({
  host: z.string(),
  port: z.number(),
  user: z.string(),
  password: z.string(),
  database: z.string(),
});
const objectStoreSchema = z.object({
  endpoint: z.string(),
  region: z.string(),
  accessKey: z.string(),
  secretKey: z.string(),
  gatewayPid: z.number(),
});
/** Superuser of the run's PostgreSQL, where the migrated template database stands. */
export type SharedPostgres = z.infer<typeof postgresSchema>;
/** The run's Ceph gateway: take a bucket of your own. */
export type SharedObjectStore = z.infer<typeof objectStoreSchema>;

interface Started {
  readonly answer: object;
  stop(): Promise<void>;
}

async function startSharedPostgres(): Promise<Started> {
  const server = await startPostgres();
  // Loaded only now: TypeORM and the migrations are nothing to a run of pure tests.
  const { prepareTemplate } = await import('../test-database.js');
  await prepareTemplate(server.connection);
  return { answer: server.connection, stop: () => server.stop() };
}

async function prepareSharedDataFolder(): Promise<Started> {
  const { prepareDataFolder } = await import('./data-folder.js');
  const { dataDir, remove } = await prepareDataFolder();
  return { answer: { dataDir }, stop: () => Promise.resolve(remove()) };
}

async function startSharedObjectStore(): Promise<Started> {
  const ceph = await startCeph();
  return { answer: objectStoreSchema.parse(ceph), stop: () => ceph.stop() };
}

const launchers: Readonly<Record<string, () => Promise<Started>>> = {
  '/postgres': startSharedPostgres,
  '/object-store': startSharedObjectStore,
  '/data-folder': prepareSharedDataFolder,
};

interface SharedServices {
  /** Path of the socket on which the services are asked for. */
  readonly address: string;
  close(): Promise<void>;
}

export async function serveSharedServices(): Promise<SharedServices> {
  const folder = mkdtempSync(join(tmpdir(), 'maroquin-services-'));
  const address = join(folder, 's');
  const started = new Map<string, Promise<Started>>();
  const server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? '';
    const launch = launchers[path];
    const service = started.get(path) ?? launch?.();
    if (!service) return outgoing.writeHead(404).end();
    started.set(path, service);
    service.then(
      ({ answer }) => outgoing.end(JSON.stringify(answer)),
      (error: unknown) =>
        outgoing.writeHead(500).end(error instanceof Error ? (error.stack ?? error.message) : String(error)),
    );
    return undefined;
  });
  await new Promise<void>((done) => server.listen(address, done));
  return {
    address,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await Promise.allSettled([...started.values()].map(async (service) => (await service).stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function ask(address: string, path: string): Promise<unknown> {
  return new Promise((done, fail) => {
    const outgoing = request({ socketPath: address, path }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        if (response.statusCode === 200) done(JSON.parse(text));
        else fail(new Error(`${path} did not start: ${text}`));
      });
    });
    outgoing.once('error', fail).end();
  });
}

export async function askForPostgres(address: string): Promise<SharedPostgres> {
  return postgresSchema.parse(await ask(address, '/postgres'));
}

export async function askForObjectStore(address: string): Promise<SharedObjectStore> {
  return objectStoreSchema.parse(await ask(address, '/object-store'));
}
