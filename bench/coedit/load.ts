import { pause } from '../../test/support/until.js';
import { jobOfThisProcess, say, told } from '../load-process.js';
import type { Target } from './raw-editor.js';
import { type Notes, Typist } from './typist.js';

/** The job of this load process: so many typists in each document. */
export interface LoadJob {
  readonly targets: readonly Target[];
  readonly editorsEach: number;
  readonly editsPerSecond: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  /** How long what was sent at last may still arrive. */
  readonly tailMs: number;
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

const FIRST_CLIENT = 1_000_000_000;
const CONNECT_AT_ONCE = 100;
/** Who observes: the first in each of the first documents, and every so many-th in a large one. */
const OBSERVED_DOCUMENTS = 50;
const OBSERVE_EVERY = 100;

async function connect(job: LoadJob, notes: Notes): Promise<Typist[]> {
  const typists: Typist[] = [];
  for (const [index, target] of job.targets.entries()) {
    for (let each = 0; each < job.editorsEach; each += 1) {
      const client = FIRST_CLIENT + typists.length * 7;
      const observes = index < OBSERVED_DOCUMENTS && each % OBSERVE_EVERY === 0;
      typists.push(new Typist(target, client, typists.length, notes, observes));
      if (typists.length % CONNECT_AT_ONCE === 0) await Promise.all(typists.map(({ ready }) => ready));
    }
  }
  await Promise.all(typists.map(({ ready }) => ready));
  return typists;
}

/** When in the gap a typist types, from 0 to 1: the same each time, without order (Knuth's multiplicative hash, twice). */
function phase(index: number): number {
  const once = Math.imul(index + 1, 2654435761) >>> 0;
  return (Math.imul(once ^ (once >>> 15), 2246822519) >>> 0) / 2 ** 32;
}

/** How many letters all who observe should have seen: those of the others in their document. */
function expected(): number {
  let sum = 0;
  for (let first = 0; first < typists.length; first += job.editorsEach) {
    const together = typists.slice(first, first + job.editorsEach);
    const typed = together.reduce((letters, typist) => letters + typist.typed, 0);
    for (const typist of together) if (typist.observes) sum += typed - typist.typed;
  }
  return sum;
}

const job = await jobOfThisProcess<LoadJob>();
const notes: Notes = {
  from: Infinity,
  to: Infinity,
  sent: 0,
  acked: 0,
  failures: 0,
  ackMs: [],
  propagationMs: [],
  sentAt: new Map(),
};
const typists = await connect(job, notes);
await say('ready');
await told('go');
const gap = 1000 / job.editsPerSecond;
let typing = true;
for (const [index, typist] of typists.entries()) {
  // Spread over the gap, and those of one document too, so that nobody types in step.
  setTimeout(() => setInterval(() => typing && typist.type(), gap), gap * phase(index));
}
await pause(job.warmUpMs);
notes.from = performance.now();
const cpu = process.cpuUsage();
await say('begin');
await pause(job.measureMs);
notes.to = performance.now();
const used = process.cpuUsage(cpu);
await say('measured');
typing = false;
await pause(job.tailMs);
for (const typist of typists) typist.giveUp(notes.acked > 0);
// What never arrived took at least as long as was waited for it.
const missing = expected() - notes.propagationMs.length;
for (let index = 0; index < missing; index += 1) notes.propagationMs.push(job.tailMs);
const { sent, acked, failures, ackMs, propagationMs } = notes;
const clientCpuMs = (used.user + used.system) / 1000;
await say('end', { sent, acked, failures, ackMs, propagationMs, clientCpuMs } satisfies LoadResult);
process.exit(0);
