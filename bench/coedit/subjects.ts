import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Maroquin } from '../../test/support/maroquin.js';
import { firstAdministrator, invite, type Person } from '../../test/support/people.js';
import { embeddedPostgresPid } from '../../test/support/process-tree.js';
import { until } from '../../test/support/until.js';
import { ofTree, ofTreeWithout, type Scale } from './processor-time.js';
import type { Target } from './raw-editor.js';
import type { SubjectName } from './scales.js';

/** A server under load. */
export interface Subject {
  readonly name: SubjectName;
  /** New, empty documents. */
  targets(documents: number): Promise<readonly Target[]>;
  /** Processor time used so far, ms; `whole` unless said otherwise. */
  cpuMs(scale?: Scale): { readonly server: number; readonly database: number };
  /** Memory of the server's process after a collection of garbage, KB. */
  memoryKb(): Promise<{ readonly resident: number; readonly inUse: number }>;
  /** kill -9; documents stay. */
  kill(): Promise<void>;
  /** At the same address; resolves when it accepts connections. */
  start(): Promise<void>;
  close(): Promise<void>;
}

const HOOK = fileURLToPath(new URL('./memory-on-signal.js', import.meta.url));

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'maroquin-bench-'));
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

/**
 * Ourselves as people run us: the built server, its embedded PostgreSQL with fsync, authentication, sealing, journal.
 * `crowd`: how many people the editors share between them, because what one person may cost a node is bounded.
 */
export async function startMaroquin(crowd: number): Promise<Subject> {
  const folder = newFolder();
  const memoryFile = join(folder, 'memory');
  const server = await Maroquin.start({ env: { LOG_LEVEL: 'error', ...measured(memoryFile) } });
  const { people, spaceId } = await settleIn(server, crowd);
  const origin = `ws://127.0.0.1:${String(server.port)}`;
  const headers = people.map(({ http }) => http.headers);
  let made = 0;
  return {
    name: 'maroquin',
    targets: async (documents) => {
      const targets: Target[] = [];
      for (let index = 0; index < documents; index += 1) {
        made += 1;
        const title = `Mesure ${String(made)}`;
        const id = await people[0]?.http.create('/documents', { title, kind: 'text', parentId: spaceId });
        if (id === undefined) throw new Error('nobody is here');
        targets.push({ url: `${origin}/collab/${id}`, document: id, dialect: 'stock', people: headers });
      }
      return targets;
    },
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

async function settleIn(server: Maroquin, crowd: number): Promise<{ people: Person[]; spaceId: string }> {
  const administrator = await firstAdministrator(server);
  const spaceId = await administrator.http.create('/spaces', { name: 'Mesures' });
  const people = [administrator];
  for (let index = 1; index < crowd; index += 1) {
    const name = `Personne ${String(index)}`;
    const email = `personne.${String(index)}@prefecture.example`;
    const person = await invite(server, administrator, { name, email });
    await administrator.http.act('PUT', `/resources/${spaceId}/grants/${person.id}`, { role: 'editor' });
    people.push(person);
  }
  return { people, spaceId };
}

export const startHocuspocus = (): Promise<Subject> => {
  const folder = newFolder();
  return startPeer('hocuspocus', folder, { arguments: [folder], dialect: 'hocuspocus' });
};

/** `store`: keeps documents in files; without it nowhere, as it comes. */
export const startYWebsocket = ({ store }: { readonly store: boolean }): Promise<Subject> => {
  const folder = newFolder();
  return startPeer('y-websocket', folder, { arguments: store ? [folder] : [], dialect: 'stock' });
};

async function startPeer(
  name: 'hocuspocus' | 'y-websocket',
  folder: string,
  options: {
    readonly arguments: readonly string[];
    readonly dialect: Target['dialect'];
  },
): Promise<Subject> {
  const program = fileURLToPath(new URL(`./${name}-server.js`, import.meta.url));
  const memoryFile = join(folder, 'memory.json');
  let port = 0;
  let child: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    const env = { ...process.env, ...measured(memoryFile), PORT: String(port) };
    const started = fork(program, [...options.arguments], {
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
  let made = 0;
  return {
    name,
    targets: (documents) =>
      Promise.resolve(
        Array.from({ length: documents }, () => {
          made += 1;
          const document = `measure-${String(made)}`;
          const url = `ws://127.0.0.1:${String(port)}${options.dialect === 'stock' ? `/${document}` : ''}`;
          return { url, document, dialect: options.dialect, people: [{}] };
        }),
      ),
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
