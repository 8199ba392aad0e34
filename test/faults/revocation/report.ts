import type { Bus } from './buses.js';
import { KINDS, type Kind } from './kinds.js';
import { LIMIT_MS } from './trace.js';
import type { Transport, Trial } from './trial.js';

interface Percentiles {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export interface SeriesReport {
  readonly bus: Bus;
  readonly trials: number;
  /** Of the colleagues, acknowledged, while it was measured. */
  readonly editsPerSecond: number;
  readonly messagesPerSecond: number;
  /** From the answer to the change to the last thing accepted or delivered, by whichever transport was the last to close; ms. */
  readonly lastMs: Percentiles;
  readonly transports: Readonly<Record<Transport, Percentiles>>;
  readonly kinds: Readonly<Partial<Record<Kind, Percentiles & { readonly trials: number }>>>;
  /** Things accepted or delivered later than the limit, and transports that never closed. */
  readonly late: number;
  /** Things accepted after the first refusal, or delivered after the victim was told that it is over. */
  readonly afterCut: number;
  /** How late the measuring process itself was, 99th percentile, ms. */
  readonly harnessLagMs: number;
}

const TRANSPORTS: readonly Transport[] = ['collab', 'chat', 'http'];

function percentilesOf(values: readonly number[]): Percentiles {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

const lastOf = (trial: Trial): number => Math.max(...TRANSPORTS.map((transport) => trial[transport].lastMs));

interface Series {
  readonly bus: Bus;
  readonly trials: readonly Trial[];
  readonly done: { readonly ms: number; readonly edits: number; readonly messages: number };
  readonly lagMs: number;
}

export function seriesReport({ bus, trials, done, lagMs }: Series): SeriesReport {
  const of = (transport: Transport): Percentiles =>
    percentilesOf(trials.map((trial) => trial[transport].lastMs));
  const sum = (what: 'late' | 'afterCut'): number =>
    trials.reduce(
      (total, trial) => total + TRANSPORTS.reduce((all, transport) => all + trial[transport][what], 0),
      0,
    );
  const kinds = KINDS.map((kind) => {
    const same = trials.filter((trial) => trial.kind === kind);
    return [kind, { trials: same.length, ...percentilesOf(same.map(lastOf)) }] as const;
  });
  const perSecond = (count: number): number => Math.round((count / done.ms) * 1_000);
  return {
    bus,
    trials: trials.length,
    editsPerSecond: perSecond(done.edits),
    messagesPerSecond: perSecond(done.messages),
    lastMs: percentilesOf(trials.map(lastOf)),
    transports: { collab: of('collab'), chat: of('chat'), http: of('http') },
    kinds: Object.fromEntries(kinds.filter(([, { trials: count }]) => count > 0)),
    late: sum('late'),
    afterCut: sum('afterCut'),
    harnessLagMs: Math.round(lagMs * 10) / 10,
  };
}

export const seriesHolds = ({ lastMs, late, afterCut }: SeriesReport): boolean =>
  lastMs.p99 <= LIMIT_MS && late + afterCut === 0;
