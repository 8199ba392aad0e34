import type { AttackReport } from './attack.js';
import type { Manner } from './manner.js';
import type { MemoryGrowth } from './server-memory.js';
import { type Act, ACTS, type Sample, type Window } from './others.js';

/** What others may notice of an attack. Milliseconds, and MB of resident memory: the server's, and that of its converters, which is bounded by their number. */
export const LIMITS = { p99: 100, max: 500, memoryMb: 200, convertersMb: 1_000 } as const;

export interface Spread {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** One row of the report. */
export interface RowReport {
  readonly row: string;
  readonly holds: boolean;
  /** Why not, in words. */
  readonly faults: readonly string[];
  readonly others: Spread & { readonly acts: number; readonly failed: number };
  /** The same by what they did. */
  readonly byAct: Readonly<Partial<Record<Act, Spread>>>;
  /** Of the slowest: who, doing what, when. */
  readonly slowest: string;
  readonly memoryMb: number;
  readonly convertersMb: number;
  readonly exits: number;
  /** What the attacker was answered, by manner and status. */
  readonly answers: AttackReport['statuses'];
  /** How late the harness itself was. */
  readonly harness: { readonly attackerBusy: number; readonly othersLagMs: Window['lag'] };
  /** Tries until it held. */
  readonly tries: number;
}

export interface Measured {
  readonly row: string;
  readonly window: Window;
  readonly attack: AttackReport;
  readonly memory: MemoryGrowth;
  readonly exits: number;
  /** What the row is answered when the attacker gets through; null: nothing is sent. */
  readonly status: number | null;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

export function judge({ row, window, attack, memory, exits, status }: Measured): RowReport {
  const { samples } = window;
  const { server: memoryMb, converters: convertersMb } = memory;
  const others = spreadOf(samples.map(({ ms }) => ms));
  const failed = samples.filter(({ failure }) => failure !== null);
  const faults = [
    ...(samples.length === 0 ? ['nobody else did anything'] : []),
    ...(others.p99 > LIMITS.p99 ? [`p99 of others ${String(others.p99)} ms`] : []),
    ...(others.max > LIMITS.max ? [`slowest of others ${String(others.max)} ms`] : []),
    ...(failed.length > 0
      ? [`${String(failed.length)} acts of others failed: ${failed[0]?.failure ?? ''}`]
      : []),
    ...(memoryMb > LIMITS.memoryMb ? [`memory grew by ${String(memoryMb)} MB`] : []),
    ...(convertersMb > LIMITS.convertersMb ? [`converters grew by ${String(convertersMb)} MB`] : []),
    ...(exits > 0 ? [`the server ended ${String(exits)} times`] : []),
    ...(reached(attack, status) ? [] : [`the attack was never answered ${String(status)}`]),
  ];
  return {
    row,
    holds: faults.length === 0,
    faults,
    others: { ...others, acts: samples.length, failed: failed.length },
    byAct: byAct(samples),
    slowest: slowestOf(samples),
    memoryMb,
    convertersMb,
    exits,
    answers: attack.statuses,
    harness: { attackerBusy: attack.busy, othersLagMs: window.lag },
    tries: 1,
  };
}

/** A request that never gets past the checks of its input shows nothing. */
function reached({ statuses }: AttackReport, status: number | null): boolean {
  const sent = (manner: Manner): boolean => Object.keys(statuses[manner]).length > 0;
  return status === null || !sent('hard') || statuses.hard[String(status)] !== undefined;
}

function byAct(samples: readonly Sample[]): RowReport['byAct'] {
  const of = (act: Act): Spread =>
    spreadOf(samples.filter((sample) => sample.act === act).map(({ ms }) => ms));
  return Object.fromEntries(ACTS.map((act) => [act, of(act)]));
}

function slowestOf(samples: readonly Sample[]): string {
  const [first] = [...samples].sort((a, b) => b.ms - a.ms);
  return first === undefined
    ? ''
    : `${first.who} ${first.act} ${String(Math.round(first.ms))} ms, begun at ${String(first.at)} ms`;
}

/** A row that could not be tried. */
export const notMeasured = (row: string, why: string): RowReport => ({
  row,
  holds: false,
  faults: [`not tried: ${why}`],
  others: { p50: 0, p99: 0, max: 0, acts: 0, failed: 0 },
  byAct: {},
  slowest: '',
  memoryMb: 0,
  convertersMb: 0,
  exits: 0,
  answers: { hard: {}, hostile: {}, slow: {} },
  harness: { attackerBusy: 0, othersLagMs: { p99: 0, max: 0 } },
  tries: 1,
});
