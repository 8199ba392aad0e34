import { fileURLToPath } from 'node:url';
import type { Harm, Hazard, ProvedHazard } from './hazard.js';
import { OneAtATime } from './one-at-a-time.js';

const CHILD = fileURLToPath(new URL('./proof-child.js', import.meta.url));
/** Beyond this an input counts as hanging. */
const PATIENCE_MS = 4_000;

/** Asks a child process, one input at a time, what harm it does. */
export class Prover {
  private readonly child = new OneAtATime<Hazard, { readonly harms: readonly Harm[] }>(CHILD, {
    patienceMs: PATIENCE_MS,
    heapMb: 1_024,
  });

  /** The input with what it does to plain yjs, or null: without harm it is none for the corpus. */
  async prove(hazard: Hazard): Promise<ProvedHazard | null> {
    const answer = await this.child.ask(hazard);
    if (answer === 'hangs') return { ...hazard, harms: ['hangs'] };
    if (answer === 'ends') return { ...hazard, harms: ['ends-process'] };
    return answer.harms.length === 0 ? null : { ...hazard, harms: answer.harms };
  }

  close(): void {
    this.child.close();
  }
}
