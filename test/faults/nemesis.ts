import type { SharedBus } from '../support/cluster.js';
import type { Random } from './random.js';
import type { Scene, Surroundings } from './scene.js';

/** What is acknowledged so far. */
export interface Working {
  readonly acked: { readonly edits: number; readonly messages: number; readonly uploads: number };
}

export interface Nemesis {
  /** By which two nodes hear of each other; null: it strikes one server alone. */
  readonly bus: SharedBus | null;
  /** What the servers need beside what they bring themselves. */
  readonly surroundings?: () => Promise<Surroundings>;
  /** Does its harm once and resolves when the service works again. @returns how long that took, ms */
  readonly strike: (scene: Scene, random: Random, work: Working) => Promise<number>;
}
