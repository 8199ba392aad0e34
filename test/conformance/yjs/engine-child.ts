import { EngineSite, UNHURRIED } from '../engine-site.js';
import type { Kind } from '../hazards/victim.js';
import { type FramesResult, grindFrames } from './mutated-frames.js';

/** What one process is asked: mutated frames through an engine of its own. */
export interface Portion {
  readonly frames: number;
  readonly documents: number;
  readonly seed: number;
}

export interface PortionResult {
  readonly result: FramesResult;
  /** Times this process, with the engine in it, was blocked for more than 100 ms. */
  readonly stalls: number;
  /** Rooms that were given up, with the error. */
  readonly drops: readonly string[];
}

const STALL_MS = 100;
const LOOK_MS = 20;

async function throughEngine({ frames, documents, seed }: Portion): Promise<PortionResult> {
  const kinds = new Map<string, Kind>();
  const site = new EngineSite((id) => kinds.get(id) ?? 'text', UNHURRIED);
  let stalls = 0;
  let last = performance.now();
  const watch = setInterval(() => {
    const now = performance.now();
    if (now - last > STALL_MS + LOOK_MS) stalls += 1;
    last = now;
  }, LOOK_MS);
  try {
    const result = await grindFrames({
      enter: site.enter,
      create: async (kind) => {
        const id = `d${String(kinds.size)}`;
        kinds.set(id, kind);
        return id;
      },
      restart: () => site.restart(),
      ...{ frames, documents, seed },
      say: () => undefined,
    });
    return { result, stalls, drops: site.drops };
  } finally {
    clearInterval(watch);
  }
}

process.once('message', (portion: Portion) => {
  void throughEngine(portion).then((answer) => process.send?.(answer, () => process.exit(0)));
});
