import { type Machine, machine } from '../../../bench/machine.js';
import { pause } from '../../support/until.js';
import { attack, type AttackReport, NOTHING_SENT } from './attack.js';
import { type Manner, MANNERS } from './manner.js';
import type { Weight } from './heavy.js';
import { Others } from './others.js';
import { attackRows, type AttackRow } from './rows.js';
import { ServerMemory } from './server-memory.js';
import { shotsOf } from './shots.js';
import { Site } from './site.js';
import { judge, LIMITS, notMeasured, type RowReport } from './verdict.js';

export interface NeighbourPlan {
  /** Of rows' names. */
  readonly pattern: RegExp;
  readonly manners: readonly Manner[];
  readonly weight: Weight;
  /** Of each row. */
  readonly seconds: number;
  /** Others work so long before anything is measured: a server that has just started is slower. */
  readonly warmSeconds: number;
  /** Of a row that does not hold: on a machine that does other things as well, once may be chance. */
  readonly tries: number;
  readonly say: (line: string) => void;
}

export interface NeighbourReport {
  readonly nemesis: 'neighbour';
  readonly limits: typeof LIMITS;
  readonly machine: Machine;
  readonly seconds: number;
  /** What others see when nobody attacks, again and again in between. */
  readonly quiet: readonly RowReport[];
  readonly rows: readonly RowReport[];
  /** Ways into the server that no row uses. */
  readonly uncovered: readonly string[];
}

/** Rows between two looks at what is usual. */
const QUIET_EVERY = 20;
/** After the attackers hung up: what they leave behind is theirs too. */
const AFTER_MS = 700;
/** Of a server that ended. */
const LAST_WORDS = 3_000;

export const neighbourHolds = ({ rows, quiet, uncovered }: NeighbourReport): boolean =>
  uncovered.length === 0 && rows.length > 0 && [...rows, ...quiet].every(({ holds }) => holds);

/** Each way into the server is used as hard as it can be, one after the other, while others work. */
export async function neighbour(plan: NeighbourPlan): Promise<NeighbourReport> {
  const described = machine();
  const { rows, uncovered } = attackRows();
  const wanted = rows.filter(({ name }) => plan.pattern.test(name));
  const from = performance.now();
  const site = await Site.make(plan.weight);
  plan.say(`made in ${String(Math.round((performance.now() - from) / 1_000))} s`);
  try {
    const { url } = site.world.server;
    const others = await Others.begin({ url, colleagues: await site.colleagues() });
    try {
      await pause(plan.warmSeconds * 1_000);
      const trial = new Trial(plan, site, others);
      const [quiet, reports]: RowReport[][] = [[], []];
      for (const [index, row] of wanted.entries()) {
        if (index % QUIET_EVERY === 0) quiet?.push(await trial.quiet());
        reports?.push(await trial.row(row));
      }
      return {
        nemesis: 'neighbour',
        limits: LIMITS,
        machine: described,
        seconds: plan.seconds,
        quiet: quiet ?? [],
        rows: reports ?? [],
        uncovered,
      };
    } finally {
      others.end();
    }
  } finally {
    await site.dispose();
  }
}

class Trial {
  constructor(
    private readonly plan: NeighbourPlan,
    private readonly site: Site,
    private readonly others: Others,
  ) {}

  quiet(): Promise<RowReport> {
    const nobody = async (): Promise<AttackReport> => {
      await pause(this.plan.seconds * 1_000);
      return NOTHING_SENT;
    };
    return this.measure('nobody attacks', null, nobody);
  }

  /** A row that cannot be made does not hold, and the others go on. */
  async row(row: AttackRow): Promise<RowReport> {
    let exits = 0;
    for (let tries = 1; ; tries += 1) {
      const report = await this.attempt(row).catch((error: unknown) => this.unmade(row, error));
      exits += report.exits;
      if (report.holds || tries >= this.plan.tries)
        return { ...report, exits, tries, holds: report.holds && exits === 0 };
    }
  }

  private async attempt(row: AttackRow): Promise<RowReport> {
    const { url } = this.site.world.server;
    const { seconds, manners } = this.plan;
    const fresh = await this.site.attackerFor(row);
    const sent = await shotsOf(row, { ...fresh, manners, heavy: this.site.heavy });
    return this.measure(row.name, row.status, () => attack({ url, ...sent, seconds }));
  }

  private unmade(row: AttackRow, error: unknown): RowReport {
    const report = notMeasured(row.name, error instanceof Error ? error.message : String(error));
    this.plan.say(lineOf(report));
    return report;
  }

  private async measure(
    name: string,
    status: number | null,
    work: () => Promise<AttackReport>,
  ): Promise<RowReport> {
    const { server } = this.site.world;
    await this.others.settle();
    const memory = new ServerMemory(server);
    await this.others.open();
    const found = await work();
    await pause(AFTER_MS);
    const exits = server.isRunning ? 0 : 1;
    if (exits > 0) {
      this.plan.say(server.lastWords.slice(-LAST_WORDS));
      await this.site.restart();
    }
    const window = await this.others.close();
    const report = judge({ row: name, window, attack: found, exits, status, memory: memory.stop() });
    this.plan.say(lineOf(report));
    return report;
  }
}

/** For people who watch. */
export function lineOf({
  row,
  holds,
  faults,
  others,
  memoryMb,
  convertersMb,
  answers,
  harness,
}: RowReport): string {
  const { p50, p99, max } = others;
  const told = MANNERS.map((manner) => JSON.stringify(answers[manner]).replaceAll('"', '')).join(' ');
  return `${holds ? 'holds ' : 'FAILED'} ${row}: p50 ${String(p50)} p99 ${String(p99)} max ${String(max)} ms, ${String(memoryMb)} MB${convertersMb > 0 ? ` + ${String(convertersMb)} MB of converters` : ''}, ${told}, lag ${String(harness.othersLagMs.max)} ms${holds ? '' : ` — ${faults.join('; ')}`}`;
}

/** The rows that do not hold, and how many do. */
export function summaryOf({ rows, quiet, uncovered }: NeighbourReport): string {
  const failed = [...quiet, ...rows].filter(({ holds }) => !holds);
  return [
    ...uncovered.map((route) => `FAILED no row uses ${route}`),
    ...failed.map(lineOf),
    `${String(rows.length - failed.filter((row) => rows.includes(row)).length)} of ${String(rows.length)} rows hold`,
  ].join('\n');
}
