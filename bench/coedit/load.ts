import { type Notes, RawEditor, type Target } from './raw-editor.js';

/** What a load process is told to do, as JSON in its first argument. */
export interface LoadJob {
  readonly targets: readonly Target[];
  readonly editorsEach: number;
  readonly editsPerSecond: number;
  readonly firstClient: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
}

export interface LoadResult {
  readonly sent: number;
  readonly acked: number;
  readonly failures: number;
  readonly ackMs: readonly number[];
  readonly propagationMs: readonly number[];
  /** Processor time of this load process during the measurement, ms. */
  readonly clientCpuMs: number;
}

/** `ready` when connected, `begin` and `end` around the measurement, then the result. The parent answers `ready` with `go`. */
export type LoadMessage =
  { readonly say: 'ready' | 'begin' } | { readonly say: 'end'; readonly result: LoadResult };

const CONNECT_AT_ONCE = 100;
const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
const say = (message: LoadMessage): void => void process.send?.(message);

async function connect(job: LoadJob, notes: Notes): Promise<RawEditor[]> {
  const editors: RawEditor[] = [];
  for (const [index, target] of job.targets.entries()) {
    for (let each = 0; each < job.editorsEach; each += 1) {
      const client = job.firstClient + editors.length * 7;
      editors.push(new RawEditor(target, client, notes, index === 0 && each === 0));
      if (editors.length % CONNECT_AT_ONCE === 0) await Promise.all(editors.map((editor) => editor.ready));
    }
  }
  await Promise.all(editors.map((editor) => editor.ready));
  return editors;
}

async function run(job: LoadJob): Promise<void> {
  const notes: Notes = {
    measuring: false,
    sent: 0,
    acked: 0,
    ackMs: [],
    propagationMs: [],
    sentAt: new Map(),
    failures: 0,
  };
  const editors = await connect(job, notes);
  const going = new Promise<void>((resolve) => process.once('message', () => resolve()));
  say({ say: 'ready' });
  await going;
  const gap = 1000 / job.editsPerSecond;
  for (const [index, editor] of editors.entries()) {
    // Spread over the gap, so that nobody types in step.
    setTimeout(() => setInterval(() => editor.type(), gap), (gap * index) / editors.length);
  }
  await pause(job.warmUpMs);
  const cpu = process.cpuUsage();
  notes.measuring = true;
  say({ say: 'begin' });
  await pause(job.measureMs);
  notes.measuring = false;
  const used = process.cpuUsage(cpu);
  const { sent, acked, failures, ackMs, propagationMs } = notes;
  const clientCpuMs = (used.user + used.system) / 1000;
  process.send?.({ say: 'end', result: { sent, acked, failures, ackMs, propagationMs, clientCpuMs } }, () =>
    process.exit(0),
  );
}

const job = process.argv[2];
if (job === undefined) throw new Error('a load process needs its job');
await run(JSON.parse(job) as LoadJob);
