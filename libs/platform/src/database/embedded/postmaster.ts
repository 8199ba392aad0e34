import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { Binaries } from './binaries.js';
import { serverEnvironment } from './cluster.js';
import type { EmbeddedLog } from './embedded-log.js';
import { explain, isPassing } from './failure.js';
import { stopPostmaster } from './orphan.js';
import { commandAs, type RunAs } from './run-as.js';
import { PORT } from './socket-folder.js';

const READY = /database system is ready to accept connections/;
const START_LIMIT_MS = 60_000;
/** How long a lock or shared memory of a killed server may keep us waiting. */
const PASSING_LIMIT_MS = 15_000;
const RETRY_MS = 150;
const LAST_WORDS = 8_192;

export interface PostmasterOptions {
  readonly binaries: Binaries;
  readonly runAs: RunAs;
  readonly cluster: string;
  readonly socketFolder: string;
  readonly log: EmbeddedLog;
}

export interface Postmaster {
  readonly pid: number;
  /** Resolves when the process has ended, however it ended. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Small enough for Node and PostgreSQL together to stay below 350 MB idle; fsync and full_page_writes keep
 * their defaults (on). After a crash the file system is synced in one call: to open and sync a thousand files one by one
 * takes seconds (PostgreSQL 14, `recovery_init_sync_method`). No statement, parameter or row is ever logged: they hold what people write.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  shared_buffers: '64MB',
  max_connections: '60',
  max_worker_processes: '4',
  autovacuum_max_workers: '2',
  autovacuum_worker_slots: '4',
  io_method: 'sync',
  recovery_init_sync_method: 'syncfs',
  max_wal_size: '512MB',
  jit: 'off',
  lc_messages: 'C',
  log_timezone: 'UTC',
  log_line_prefix: '',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
};

function serverArguments(options: PostmasterOptions): string[] {
  const settings = { ...SETTINGS, unix_socket_directories: options.socketFolder };
  const pairs = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', options.cluster, '-p', String(PORT), ...pairs];
}

/**
 * Starts the server and waits until it accepts connections. A server killed a moment ago is waited for.
 * @throws DomainError `database.start-failed`, or what its last words say
 */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  const until = Date.now() + PASSING_LIMIT_MS;
  for (;;) {
    const attempt = launch(options);
    const output = await attempt.outcome;
    if (output === null) return attempt.postmaster;
    if (!isPassing(output) || Date.now() > until) throw explain(output, 'database.start-failed');
    await delay(RETRY_MS);
  }
}

interface Attempt {
  readonly postmaster: Postmaster;
  /** null once ready; else the last words of a server that ended first. */
  readonly outcome: Promise<string | null>;
}

function launch(options: PostmasterOptions): Attempt {
  const {
    file,
    args,
    options: identity,
  } = commandAs(options.runAs, options.binaries.postgres, serverArguments(options));
  // Its own process group: Ctrl-C in a terminal must reach Maroquin first, which stops the server last.
  const child = spawn(file, args, {
    ...identity,
    cwd: '/',
    detached: true,
    env: serverEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let lastWords = '';
  let spawnError: Error | null = null;
  const ended = new Promise<void>((done) => {
    child.once('error', (error) => {
      spawnError = error;
      done();
    });
    child.once('close', () => done());
  });
  const outcome = new Promise<string | null>((done) => {
    const timer = setTimeout(() => void stopChild(child), START_LIMIT_MS);
    const settle = (value: string | null): void => {
      clearTimeout(timer);
      done(value);
    };
    forwardLines(child, options.log, (line) => {
      lastWords = `${lastWords}${line}\n`.slice(-LAST_WORDS);
      if (READY.test(line)) settle(null);
    });
    void ended.then(() => settle(spawnError?.message ?? lastWords));
  });
  return {
    postmaster: { pid: child.pid ?? -1, ended, stop: () => stopChild(child).then(() => ended) },
    outcome,
  };
}

async function stopChild(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid !== undefined)
    await stopPostmaster(pid, () => child.exitCode === null && child.signalCode === null);
}

function forwardLines(child: ChildProcess, log: EmbeddedLog, each: (line: string) => void): void {
  if (child.stderr === null) return;
  createInterface({ input: child.stderr }).on('line', (line) => {
    each(line);
    if (/^(FATAL|PANIC):/.test(line)) log.error({ from: 'postgres' }, line);
    else if (/^(WARNING|ERROR):/.test(line)) log.warn({ from: 'postgres' }, line);
    else log.debug({ from: 'postgres' }, line);
  });
}
