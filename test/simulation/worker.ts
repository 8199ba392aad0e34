import { parentPort } from 'node:worker_threads';

import { type BreakName, breaksOf } from './breaks.js';
import type { Product } from './product.js';
import { type SeedResult, simulateSeed } from './simulate-seed.js';

/** Seeds that one thread simulates at a time. */
export interface Chunk {
  readonly from: number;
  readonly count: number;
  readonly broken: BreakName | null;
  /** Keep what happened in words. */
  readonly lines: boolean;
}

/** Built beside this file from the product's code (bundle.ts). */
const built = (name: string): Promise<unknown> => import(new URL(`${name}.mjs`, import.meta.url).href);
const product: Product = {
  makeCheckpoint: ((await built('make-checkpoint')) as { default: Product['makeCheckpoint'] }).default,
  ...((await built('find-offender')) as Pick<Product, 'findOffender'>),
  ...((await built('salvage-content')) as Pick<Product, 'salvageContent'>),
};

/** Every so many seeds one is simulated again, and must have the same history. */
const AGAIN_EVERY = 64;

async function runChunk({ from, count, broken, lines }: Chunk): Promise<SeedResult[]> {
  const results: SeedResult[] = [];
  for (let seed = from; seed < from + count; seed += 1) {
    const result = await simulateSeed(seed, product, breaksOf(broken), lines);
    results.push(result);
    if (seed % AGAIN_EVERY !== 0) continue;
    const { digest } = await simulateSeed(seed, product, breaksOf(broken));
    if (digest !== result.digest)
      results.push({ ...result, rule: 'determinism', failure: `${result.digest}, then ${digest}` });
  }
  return results;
}

parentPort?.on('message', (chunk: Chunk) => {
  void runChunk(chunk).then((results) => parentPort?.postMessage(results));
});
