import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

import type { BreakName } from './breaks.js';
import { bundle } from './bundle.js';
import type { SeedResult } from './simulate-seed.js';
import type { Chunk } from './worker.js';

export interface RunOptions {
  readonly seeds: number;
  readonly from: number;
  readonly broken: BreakName | null;
  readonly lines?: boolean;
  /** Threads. */
  readonly threads?: number;
  /** Enough is known after so many failures. */
  readonly maxFailures?: number;
}

export interface Failure {
  readonly seed: number;
  readonly failure: string;
}

export interface Report {
  readonly seeds: number;
  readonly failures: number;
  readonly failing: readonly Failure[];
  readonly steps: number;
  readonly edits: number;
  readonly acked: number;
  readonly commits: number;
  readonly crashes: number;
  readonly epochs: number;
  readonly checkpoints: number;
  readonly quarantined: number;
  /** Sum of the histories of all seeds: equal for equal code and seeds. */
  readonly digest: string;
  readonly seconds: number;
  readonly lines: readonly string[];
}

const CHUNK = 50;
const MAX_LISTED = 50;
const SUMS = [
  'steps',
  'edits',
  'acked',
  'commits',
  'crashes',
  'epochs',
  'checkpoints',
  'quarantined',
] as const;
const DIGEST_SPACE = 1n << 64n;

/** Simulates seeds on all threads and sums up. @throws {Error} when a thread dies. */
export async function run(options: RunOptions): Promise<Report> {
  const started = performance.now();
  const bundled = await bundle(options.broken);
  try {
    const tally = new Tally();
    let next = options.from;
    const end = options.from + options.seeds;
    const maxFailures = options.maxFailures ?? Infinity;
    const take = (): Chunk | null => {
      if (next >= end || tally.failing.length >= maxFailures) return null;
      const chunk = { from: next, count: Math.min(CHUNK, end - next), broken: options.broken };
      next += chunk.count;
      return { ...chunk, lines: options.lines ?? false };
    };
    const threads = Math.min(options.threads ?? 2, Math.ceil(options.seeds / CHUNK));
    await Promise.all(Array.from({ length: threads }, () => work(bundled.path, take, tally)));
    return tally.report((performance.now() - started) / 1000);
  } finally {
    await bundled.dispose();
  }
}

async function work(path: string, take: () => Chunk | null, tally: Tally): Promise<void> {
  const worker = new Worker(path, { execArgv: ['--enable-source-maps'] });
  try {
    for (let chunk = take(); chunk !== null; chunk = take()) {
      worker.postMessage(chunk);
      const [results] = (await once(worker, 'message')) as [SeedResult[]];
      for (const result of results) tally.add(result);
    }
  } finally {
    await worker.terminate();
  }
}

class Tally {
  readonly failing: Failure[] = [];
  private seeds = 0;
  private digest = 0n;
  private lines: readonly string[] = [];
  private readonly sums = Object.fromEntries(SUMS.map((name) => [name, 0])) as Record<
    (typeof SUMS)[number],
    number
  >;

  add(result: SeedResult): void {
    this.seeds += 1;
    this.digest = (this.digest + BigInt(`0x${result.digest}`)) % DIGEST_SPACE;
    for (const name of SUMS) this.sums[name] += result[name];
    if (result.failure !== null) this.failing.push({ seed: result.seed, failure: result.failure });
    this.lines = result.lines ?? [];
  }

  report(seconds: number): Report {
    const failing = this.failing.sort((one, other) => one.seed - other.seed);
    return {
      ...{ seeds: this.seeds, failures: failing.length, failing: failing.slice(0, MAX_LISTED), ...this.sums },
      ...{ digest: this.digest.toString(16).padStart(16, '0'), lines: this.lines },
      seconds: Math.round(seconds * 10) / 10,
    };
  }
}
