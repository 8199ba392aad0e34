import type { DocumentKind, Limits } from '@maroquin/coediting';

import type { Random } from '../faults/random.js';
import type { StoreFaults } from './server/store.js';

/** What can go wrong at a moment. */
export const FAULTS = [
  'crash',
  'stop',
  'cut',
  'offline',
  'sleep',
  'slow',
  'pause',
  'bus-down',
  'rights',
  'blind',
  'restore',
  'checkpoint',
  'poison',
  'kill-page',
  'close-page',
  'open-page',
] as const;
export type Fault = (typeof FAULTS)[number];

/** One shape of a simulation. Each seed turns on some faults only, so that they meet in many combinations. */
export interface Scenario {
  readonly kind: DocumentKind;
  readonly nodes: number;
  readonly people: number;
  readonly pages: number;
  readonly stockShare: number;
  /** Share of pages that show where everybody is. */
  readonly presence: number;
  readonly edits: number;
  /** Milliseconds during which people work and things break. */
  readonly duration: number;
  readonly faults: readonly { readonly at: number; readonly fault: Fault }[];
  /** After how many steps some node dies, whatever it is waiting for. */
  readonly crashSteps: readonly number[];
  readonly store: StoreFaults;
  /** Share of messages that are lost on the way from a stock client, over a connection that lives on. */
  readonly relay: { readonly lost: number };
  readonly bus: { readonly lost: number; readonly twice: number; readonly late: number };
  readonly limits: Partial<Limits>;
}

export function scenarioOf(random: Random): Scenario {
  const duration = random.between(3_000, 20_000);
  const enabled = FAULTS.filter(() => random.chance(0.4));
  const count = enabled.length === 0 ? 0 : random.between(0, 8);
  const rate = (most: number): number => (random.chance(0.5) ? random.next() * most : 0);
  return {
    kind: random.chance(0.5) ? 'text' : 'prose',
    nodes: random.between(1, 3),
    people: random.between(1, 3),
    pages: random.between(1, 4),
    stockShare: random.chance(0.4) ? 0.6 : 0,
    presence: random.chance(0.4) ? 0.7 : 0,
    edits: random.between(3, 30),
    duration,
    faults: Array.from({ length: count }, () => ({
      at: random.between(0, duration),
      fault: random.pick(enabled) ?? 'crash',
    })),
    crashSteps: Array.from({ length: random.chance(0.4) ? random.between(1, 3) : 0 }, () =>
      random.between(1, 600),
    ),
    store: { lost: rate(0.08), torn: rate(0.08), late: rate(0.05), crash: rate(0.1) },
    relay: { lost: random.chance(0.7) ? random.next() * 0.5 : 0 },
    bus: { lost: rate(0.6), twice: rate(0.3), late: rate(0.3) },
    limits: limitsOf(random),
  };
}

function limitsOf(random: Random): Partial<Limits> {
  return {
    ...(random.chance(0.3) ? { idleRoomMs: random.between(10, 3_000) } : {}),
    ...(random.chance(0.2) ? { pendingUpdates: random.between(2, 10) } : {}),
    ...(random.chance(0.2) ? { backlogBytes: random.between(200, 4_000) } : {}),
    ...(random.chance(0.2) ? { connectionsPerRoom: random.between(8, 12) } : {}),
    ...(random.chance(0.3) ? { journalMs: random.between(1_000, 8_000) } : {}),
  };
}
