import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Portion, PortionResult } from './engine-child.js';
import type { FramesResult } from './mutated-frames.js';

const CHILD = fileURLToPath(new URL('./engine-child.js', import.meta.url));
/**
 * A process and its documents are given up after so many frames: each that is refused costs a new connection, which is
 * sent the document, so that a document of ever more frames makes the run slower with their square.
 */
const FRAMES_PER_PORTION = 25_000;
const DOCUMENTS_PER_PORTION = 12;
/** A portion takes seconds; one with every document broken waits 20 s for each of them, twice. */
const PATIENCE_MS = 15 * 60_000;
const SAY_EVERY = 100_000;

export interface EngineRun {
  readonly frames: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

export interface EngineResult {
  readonly engine: FramesResult;
  readonly stalls: number;
  /** Times one of the processes ended by itself or had to be ended. */
  readonly exits: number;
}

/** The portions, each of which can be repeated alone from its seed. */
export function portionsOf(frames: number, seed: number): Portion[] {
  return Array.from({ length: Math.ceil(frames / FRAMES_PER_PORTION) }, (_, index) => ({
    frames: Math.min(FRAMES_PER_PORTION, frames - index * FRAMES_PER_PORTION),
    documents: DOCUMENTS_PER_PORTION,
    seed: seed + index,
  }));
}

/** Mutated frames through the engine itself, in as many processes at once as there are processors. */
export async function grindEngine({ frames, seed, say }: EngineRun): Promise<EngineResult> {
  const waiting = portionsOf(frames, seed);
  const total: Mutable<FramesResult> & { failures: { document: string; reason: string }[] } = {
    ...{ frames: 0, refused: 0, honest: 0, documents: 0, tooFast: 0 },
    failures: [],
  };
  let [stalls, exits] = [0, 0];
  const work = async (): Promise<void> => {
    for (let portion = waiting.shift(); portion !== undefined; portion = waiting.shift()) {
      const name = `seed ${String(portion.seed)}`;
      const answer = await inChild(portion);
      total.documents += portion.documents;
      if (answer === null) {
        exits += 1;
        total.failures.push({ document: name, reason: 'the process with the engine ended or hung' });
        continue;
      }
      const { result, drops } = answer;
      const before = total.frames;
      for (const key of ['frames', 'refused', 'honest', 'tooFast'] as const) total[key] += result[key];
      for (const { document, reason } of result.failures)
        total.failures.push({ document: `${name}, ${document}`, reason });
      for (const reason of drops)
        total.failures.push({ document: name, reason: `a room was given up: ${reason}` });
      stalls += answer.stalls;
      if (Math.floor(total.frames / SAY_EVERY) > Math.floor(before / SAY_EVERY))
        say(`engine: ${String(total.frames)} of ${String(frames)} frames`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return { engine: total, stalls, exits };
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** @returns null when the process ended before it answered, or did not answer in time */
async function inChild(portion: Portion): Promise<PortionResult | null> {
  const child: ChildProcess = fork(CHILD, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  try {
    return await new Promise<PortionResult | null>((resolve) => {
      child.once('message', (answer: PortionResult) => resolve(answer));
      child.once('error', () => resolve(null));
      child.once('exit', () => resolve(null));
      child.send(portion);
    });
  } finally {
    clearTimeout(late);
  }
}
