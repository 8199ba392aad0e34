import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { stockProvider } from '../../support/stock-provider.js';
import type { CanaryReport } from '../hazards/canary-child.js';
import { maroquin, type Subject } from '../hazards/subjects.js';
import type { Kind } from '../hazards/victim.js';
import { enterBySocket } from '../sites.js';
import { grindEngine } from './engine-portions.js';
import { type FramesResult, grindFrames } from './mutated-frames.js';
import { randomTest } from './random-tests.js';
import { providerChecks } from './stock-provider-checks.js';

export interface YjsRun {
  /** Mutated frames in all: at most 50,000 of them over real sockets, the rest through the same engine without a server. */
  readonly frames: number;
  readonly socketFrames: number;
  readonly randomTests: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

export interface YjsResult {
  readonly suite: 'yjs';
  readonly passed: number;
  readonly failed: number;
  readonly total: number;
  readonly failures: readonly { readonly test: string; readonly reason: string }[];
  readonly randomTests: number;
  readonly providerChecks: number;
  readonly mutatedFrames: { readonly sockets: FramesResult; readonly engine: FramesResult };
  /** Times the server's process, or one with the engine in it, ended by itself. */
  readonly exits: number;
  /** How long people in another document waited while mutated frames came, milliseconds. */
  readonly others: CanaryReport | null;
  /** Times a process with the engine in it was blocked for more than 100 ms. */
  readonly engineStalls: number;
}

const CANARY = fileURLToPath(new URL('../hazards/canary-child.js', import.meta.url));
const SOCKET_DOCUMENTS = 16;

class Tally {
  total = 0;
  readonly failures: { test: string; reason: string }[] = [];

  async test(name: string, work: () => Promise<void>): Promise<void> {
    this.total += 1;
    try {
      await work();
    } catch (error) {
      this.failures.push({ test: name, reason: error instanceof Error ? error.message : 'it throws' });
    }
  }
}

export async function runYjs(run: YjsRun): Promise<YjsResult> {
  const { say } = run;
  const tally = new Tally();
  const subject = await maroquin();
  try {
    await randomTests(subject, run, tally);
    say(`random tests: ${String(run.randomTests)}, failures so far ${String(tally.failures.length)}`);
    await stockProviders(subject, tally);
    say(`stock provider: failures so far ${String(tally.failures.length)}`);
    const { sockets, others } = await overSockets(subject, run);
    report(tally, 'mutated frames over sockets', sockets);
    await tally.test('the server still runs', async () => {
      if (!subject.isRunning) throw new Error('the server ended');
    });
    const exits = subject.isRunning ? 0 : 1;
    const frames = Math.max(0, run.frames - run.socketFrames);
    const through = await grindEngine({ frames, seed: run.seed + 1, say });
    report(tally, 'mutated frames through the engine', through.engine);
    return {
      suite: 'yjs',
      passed: tally.total - tally.failures.length,
      failed: tally.failures.length,
      total: tally.total,
      failures: tally.failures,
      randomTests: run.randomTests,
      providerChecks: Object.keys(providerChecks).length,
      mutatedFrames: { sockets, engine: through.engine },
      exits: exits + through.exits,
      others,
      engineStalls: through.stalls,
    };
  } finally {
    await subject.close();
  }
}

async function randomTests(subject: Subject, { randomTests, seed }: YjsRun, tally: Tally): Promise<void> {
  const enter = enterBySocket(subject.site);
  for (let index = 0; index < randomTests; index += 1) {
    const kind: Kind = index % 2 === 0 ? 'text' : 'prose';
    // The sizes of yjs's own runs: many short ones, some long.
    const steps = [40, 100, 300, 600][index % 4] ?? 40;
    const name = `random ${kind} ${String(seed + index)}`;
    await tally.test(name, async () =>
      randomTest(enter, await subject.create(kind), { kind, steps, seed: seed + index }),
    );
  }
}

async function stockProviders(subject: Subject, tally: Tally): Promise<void> {
  const { url, headers } = subject.site;
  const token = headers.colleague['authorization']?.replace('Bearer ', '') ?? '';
  for (const [name, check] of Object.entries(providerChecks)) {
    await tally.test(`y-websocket provider: ${name}`, async () => {
      const document = await subject.create('text');
      const open: ReturnType<typeof stockProvider>[] = [];
      try {
        await check(() => {
          const provider = stockProvider(url.replace('/collab', ''), document, token);
          open.push(provider);
          return provider;
        });
      } finally {
        for (const provider of open) provider.destroy();
      }
    });
  }
}

async function overSockets(
  subject: Subject,
  { socketFrames, seed, say }: YjsRun,
): Promise<{ sockets: FramesResult; others: CanaryReport | null }> {
  const canary = fork(CANARY, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  try {
    await new Promise((resolve) => canary.once('message', resolve));
    canary.send({ site: subject.site, document: await subject.create('text') });
    const sockets = await grindFrames({
      enter: enterBySocket(subject.site),
      create: (kind) => subject.create(kind),
      restart: () => subject.restart(),
      frames: socketFrames,
      documents: SOCKET_DOCUMENTS,
      seed,
      say: (line) => say(`sockets: ${line}`),
    });
    const others = await new Promise<CanaryReport | null>((resolve) => {
      canary.once('message', (answer: CanaryReport | null) => resolve(answer));
      canary.once('exit', () => resolve(null));
      canary.send('report');
    });
    return { sockets, others };
  } finally {
    canary.kill('SIGKILL');
  }
}

function report(tally: Tally, name: string, { documents, failures }: FramesResult): void {
  tally.total += documents;
  for (const { document, reason } of failures) tally.failures.push({ test: `${name}: ${document}`, reason });
}
