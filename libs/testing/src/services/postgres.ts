import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PgConnection, startEmbeddedPostgres } from '@maroquin/platform/database';
import { Daemon, nobody, runToEnd } from './daemon.js';

const DEBIAN = '/usr/lib/postgresql';
const USER = 'postgres';

interface TestPostgres {
  /** As superuser. */
  readonly connection: PgConnection;
  readonly pid: number;
  stop(): Promise<void>;
}

interface TestPostgresOptions {
  /** Keeps fsync on: for tests of what survives a crash of the server. */
  readonly durable?: boolean;
}

/**
 * A PostgreSQL of the tests' own, on a Unix socket in a temporary folder: Debian's newest, else the embedded one.
 * TEST_POSTGRES chooses another: `embedded`, or the folder of a version's programs (…/postgresql/15/bin).
 */
export async function startPostgres(options: TestPostgresOptions = {}): Promise<TestPostgres> {
  const programs = process.env.TEST_POSTGRES ?? newestDebian();
  // Short, whatever TMPDIR says: a socket's path holds 107 bytes.
  const base = mkdtempSync(join(tmpdir().length > 40 ? '/tmp' : tmpdir(), 'maroquin-test-pg-'));
  chmodSync(base, 0o711);
  try {
    return programs === 'embedded' ? await startEmbedded(base) : await startDebian(base, programs, options);
  } catch (error) {
    rmSync(base, { recursive: true, force: true });
    throw error;
  }
}

function newestDebian(): string {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).filter((name) => /^\d+$/.test(name)) : [];
  const newest = versions
    .map(Number)
    .sort((a, b) => b - a)
    .find((version) => existsSync(join(DEBIAN, String(version), 'bin/initdb')));
  return newest === undefined ? 'embedded' : join(DEBIAN, String(newest), 'bin');
}

async function startEmbedded(base: string): Promise<TestPostgres> {
  const log = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
  };
  const server = await startEmbeddedPostgres({ dataDir: join(base, 'data'), log });
  return {
    connection: server.connection,
    pid: server.pid,
    stop: async () => {
      await server.stop();
      rmSync(base, { recursive: true, force: true });
    },
  };
}

async function startDebian(
  base: string,
  programs: string,
  { durable = false }: TestPostgresOptions,
): Promise<TestPostgres> {
  const [data, socket, secret] = [join(base, 'data'), join(base, 'socket'), join(base, 'password')];
  const password = randomBytes(24).toString('base64url');
  writeFileSync(secret, password, { mode: 0o600 });
  for (const folder of [data, socket]) mkdirSync(folder, { mode: 0o700 });
  if (nobody) for (const path of [data, socket, secret]) chownSync(path, nobody.uid, nobody.gid);
  const env = { LC_ALL: 'C.UTF-8', TZ: 'UTC' };
  const rights = [`--username=${USER}`, '--auth=scram-sha-256', `--pwfile=${secret}`];
  const speed = durable ? [] : ['--no-sync'];
  await runToEnd(
    join(programs, 'initdb'),
    ['-D', data, '--encoding=UTF8', '--locale=C.UTF-8', ...rights, ...speed],
    {
      identity: nobody,
      env,
    },
  );
  const settings = {
    listen_addresses: '',
    unix_socket_directories: socket,
    max_connections: '200',
    shared_buffers: '128MB',
    lc_messages: 'C',
    // Timestamps of commits say in which order transactions were committed; figures do without.
    ...(durable
      ? {}
      : {
          fsync: 'off',
          synchronous_commit: 'off',
          full_page_writes: 'off',
          track_commit_timestamp: 'on',
        }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const daemon = Daemon.start(join(programs, 'postgres'), ['-D', data, ...flags], { identity: nobody, env });
  await daemon.until(() => daemon.said('ready to accept connections'));
  return {
    connection: { host: socket, port: 5432, user: USER, password, database: 'postgres' },
    pid: daemon.pid,
    stop: async () => {
      await daemon.stop('SIGINT');
      rmSync(base, { recursive: true, force: true });
    },
  };
}
