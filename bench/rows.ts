/** Figures of one round of one server. */
export type Figures = Readonly<Record<string, number>>;

/** What one figure, or a relation of two, is and should be. */
interface Check {
  readonly what: string;
  readonly value: number;
  readonly target: string;
  readonly holds: boolean;
}

export interface RowReport<Name extends string> {
  readonly row: string;
  readonly what: string;
  readonly rounds: Readonly<Partial<Record<Name, readonly Figures[]>>>;
  readonly medians: Readonly<Partial<Record<Name, Figures>>>;
  readonly checks: readonly Check[];
}

/** Rounds in turns, so that all servers see the same machine; medians figure by figure. */
export async function inTurns<Name extends string>(
  { name, what }: { readonly name: string; readonly what: string },
  ground: { say(line: string): void },
  options: {
    readonly rounds: number;
    /** So many rounds before these count: a server that has just started runs code that nobody has optimised yet. */
    readonly warmUps?: number;
    readonly subjects: readonly Name[];
    readonly round: (subject: Name) => Promise<Figures>;
    readonly checks: (medians: (subject: Name) => Figures) => readonly Check[];
  },
): Promise<RowReport<Name>> {
  const rounds: Partial<Record<Name, Figures[]>> = {};
  for (let round = 1 - (options.warmUps ?? 0); round <= options.rounds; round += 1) {
    for (const subject of options.subjects) {
      const figures = await options.round(subject);
      if (round > 0) (rounds[subject] ??= []).push(figures);
      ground.say(`${name} ${subject}${round > 0 ? '' : ' (warming up)'}: ${JSON.stringify(figures)}`);
    }
  }
  const medians: Partial<Record<Name, Figures>> = {};
  for (const subject of options.subjects) medians[subject] = mediansOf(rounds[subject] ?? []);
  const checks = options.checks((subject) => medians[subject] ?? {});
  return { row: name, what, rounds, medians, checks };
}

function mediansOf(rounds: readonly Figures[]): Figures {
  const names = Object.keys(rounds[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, median(rounds.map((figures) => figures[name] ?? 0))]));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

export const round = (value: number): number => Math.round(value * 1000) / 1000;

/** Not a number, null in JSON, for what was never measured. */
export function percentiles(values: readonly number[]): (share: number) => number {
  const sorted = [...values].sort((a, b) => a - b);
  return (share) => round(sorted[Math.floor(sorted.length * share)] ?? NaN);
}

/** A figure that should not be above a limit. */
export function atMost(what: string, value: number | undefined, limit: number, unit = ''): Check {
  const known = value ?? NaN;
  return { what, value: round(known), target: `<= ${String(limit)}${unit}`, holds: known <= limit };
}

/** A figure that should not be below a limit. */
export function atLeast(what: string, value: number | undefined, limit: number): Check {
  const known = value ?? NaN;
  return { what, value: round(known), target: `>= ${String(limit)}`, holds: known >= limit };
}

/** One figure of ours against the same one of a peer. */
export function ratio(
  what: string,
  ours: number | undefined,
  theirs: number | undefined,
  limit: number,
): Check {
  return atMost(what, (ours ?? NaN) / (theirs ?? NaN), limit);
}
