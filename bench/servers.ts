import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Maroquin } from '../test/support/maroquin.js';
import { firstAdministrator, invite, type Person } from '../test/support/people.js';
import { embeddedPostgresPid } from '../test/support/process/process-tree.js';
import { until } from '../test/support/until.js';
import { ofTree, ofTreeWithout, type Scale } from './processor-time.js';

/** A server whose cost is measured from outside. */
export interface MeasuredServer {
  /** Processor time used so far, ms; `whole` unless said otherwise. */
  cpuMs(scale?: Scale): { readonly server: number; readonly database: number };
  /** Memory of the server's process after a collection of garbage, KB. */
  memoryKb(): Promise<{ readonly resident: number; readonly inUse: number }>;
  /** kill -9; what it stored stays. */
  kill(): Promise<void>;
  /** At the same address; resolves when it accepts connections. */
  start(): Promise<void>;
  close(): Promise<void>;
}

const HOOK = fileURLToPath(new URL('./memory-on-signal.js', import.meta.url));

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'maroquin-bench-'));
const measured = (file: string): Record<string, string> => ({
  NODE_OPTIONS: `--import=${HOOK}`,
  MEMORY_FILE: file,
});

async function memoryOf(pid: number, file: string): Promise<{ resident: number; inUse: number }> {
  rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  const usage = await until(() => {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as NodeJS.MemoryUsage;
    } catch {
      return undefined;
    }
  }, 'the server states its memory');
  const inUse = usage.heapUsed + usage.external;
  return { resident: Math.round(usage.rss / 1024), inUse: Math.round(inUse / 1024) };
}

/** Ourselves, with people in it. */
interface RunningMaroquin extends MeasuredServer {
  readonly port: number;
  readonly dataDir: string;
  readonly people: readonly [Person, ...Person[]];
  /** Where all of them may write. */
  readonly spaceId: string;
}

/**
 * Ourselves as people run us: the built server, its embedded PostgreSQL with fsync, authentication, sealing, journal.
 * `crowd`: how many people share the load between them, because what one person may cost a node is bounded.
 */
export async function runMaroquin(crowd: number): Promise<RunningMaroquin> {
  const folder = newFolder();
  const memoryFile = join(folder, 'memory');
  const server = await Maroquin.start({ env: { LOG_LEVEL: 'error', ...measured(memoryFile) } });
  return {
    ...(await settleIn(server, crowd)),
    port: server.port,
    dataDir: server.dataDir,
    cpuMs: (scale = 'whole') => {
      const postgres = embeddedPostgresPid(server.dataDir);
      return {
        server: ofTreeWithout(server.pid, postgres, scale),
        database: postgres === null ? 0 : ofTree(postgres, scale),
      };
    },
    memoryKb: () => memoryOf(server.pid, memoryFile),
    kill: () => server.kill9('node'),
    start: () => server.start(),
    close: async () => {
      await server.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function settleIn(
  server: Maroquin,
  crowd: number,
): Promise<Pick<RunningMaroquin, 'people' | 'spaceId'>> {
  const administrator = await firstAdministrator(server);
  const spaceId = await administrator.http.create('/spaces', { name: 'Mesures' });
  const people: [Person, ...Person[]] = [administrator];
  for (let index = 1; index < crowd; index += 1) {
    const name = `Personne ${String(index)}`;
    const email = `personne.${String(index)}@prefecture.example`;
    const person = await invite(server, administrator, { name, email });
    await administrator.http.act('PUT', `/resources/${spaceId}/grants/${person.id}`, { role: 'editor' });
    people.push(person);
  }
  return { people, spaceId };
}

/** A program that states its port by a message, and listens there again when it is started again. `folder` is removed at the end. */
export async function runPeer(
  name: string,
  program: URL,
  { folder, arguments: args }: { readonly folder: string; readonly arguments: readonly string[] },
): Promise<MeasuredServer & { readonly port: number }> {
  const memoryFile = join(folder, 'memory.json');
  let port = 0;
  let child: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    const env = { ...process.env, ...measured(memoryFile), PORT: String(port) };
    const started = fork(fileURLToPath(program), [...args], {
      env,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child = started;
    port = await new Promise<number>((resolve, reject) => {
      started.once('message', (message: { port: number }) => resolve(message.port));
      started.once('exit', (code) => reject(new Error(`${name} ended with ${String(code)}`)));
    });
  };
  const pid = (): number => {
    if (child?.pid === undefined) throw new Error(`${name} does not run`);
    return child.pid;
  };
  const kill = async (): Promise<void> => {
    const killed = child;
    child = null;
    if (killed === null || killed.exitCode !== null || killed.signalCode !== null) return;
    const gone = new Promise((resolve) => killed.once('exit', resolve));
    killed.kill('SIGKILL');
    await gone;
  };
  await start();
  return {
    port,
    cpuMs: (scale = 'whole') => ({ server: ofTree(pid(), scale), database: 0 }),
    memoryKb: () => memoryOf(pid(), memoryFile),
    kill,
    start,
    close: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
