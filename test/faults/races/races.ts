import { Cluster } from '../../support/cluster.js';
import { pause } from '../../support/until.js';
import { openAdministration } from './administration-ground.js';
import { type Closable, openGround } from './ground.js';
import { countDone, type Pair } from './pair.js';
import type { Verdict } from './verdict.js';
import { ADMINISTRATION } from './pairs/administration.js';
import { PEOPLE } from './pairs/people.js';
import { PLACES } from './pairs/places.js';
import { RULES } from './pairs/rules.js';
import { WAYS_IN } from './pairs/ways-in.js';

const PAIRS: readonly Pair[] = [...PLACES, ...PEOPLE, ...WAYS_IN, ...RULES];

interface PairResult {
  readonly pair: string;
  readonly rounds: number;
  /** Rounds in which requests of both sides were under way at the same moment. */
  readonly overlapped: number;
  /** Acts that were committed in time: without any, nothing raced. */
  readonly done: number;
  /** Acts that were refused. */
  readonly refused: number;
  /** What must not be: the later committed decision did not stand. */
  readonly wrong: number;
}
export interface RacesReport {
  readonly pairs: readonly PairResult[];
  readonly rounds: number;
  readonly wrong: number;
}
interface RacesPlan {
  readonly rounds: number;
  /** Pairs by their names. */
  readonly pattern: RegExp;
  readonly say: (line: string) => void;
}

/** Rounds of one pair that go on at the same time, each with people and places of its own. */
const WORKERS = 4;

/** Each act against its opposite, on four connections and two nodes: the later committed decision stands. */
export async function races(plan: RacesPlan): Promise<RacesReport> {
  const env = { LOG_LEVEL: 'error', TRUST_PROXY: '1' };
  const pairs = [
    // With a listener for administration no browser manages people elsewhere: it has nodes of its own.
    ...(await raceAll(PAIRS, plan, { env, open: openGround })),
    ...(await raceAll(ADMINISTRATION, plan, { env, administered: true, open: openAdministration })),
  ];
  return {
    pairs,
    rounds: pairs.length * plan.rounds,
    wrong: pairs.reduce((sum, { wrong }) => sum + wrong, 0),
  };
}

interface StageOf<G> {
  readonly env: Readonly<Record<string, string>>;
  readonly administered?: boolean;
  /** What each worker works on: `open` makes one after the other. */
  readonly open: (cluster: Cluster) => Promise<() => Promise<G>>;
}

async function raceAll<G extends Closable>(
  all: readonly Pair<G>[],
  { rounds, pattern, say }: RacesPlan,
  { open, ...options }: StageOf<G>,
): Promise<PairResult[]> {
  const chosen = all.filter(({ name }) => pattern.test(name));
  if (chosen.length === 0) return [];
  const cluster = await Cluster.start({ bus: 'postgres', ...options });
  const workers: Worker<G>[] = [];
  try {
    const next = await open(cluster);
    while (workers.length < Math.min(WORKERS, rounds)) workers.push(new Worker(await next()));
    const pairs: PairResult[] = [];
    for (const pair of chosen) {
      const result = await run(pair, workers, rounds);
      pairs.push(result);
      say(JSON.stringify(result));
    }
    return pairs;
  } finally {
    for (const { ground } of workers) await ground.close();
    await cluster.dispose();
  }
}

/** Every round is run by whichever worker is free. */
async function run<G>(pair: Pair<G>, workers: readonly Worker<G>[], rounds: number): Promise<PairResult> {
  const sum = { overlapped: 0, done: 0, refused: 0, wrong: 0 };
  let next = 0;
  await Promise.all(
    workers.map(async (worker) => {
      worker.begin();
      for (let round = next++; round < rounds; round = next++) {
        const { overlapped, done, refused, wrong } = await worker
          .round(pair, round)
          .catch((error: unknown) => {
            throw new Error(`round ${String(round)} of "${pair.name}" failed`, { cause: error });
          });
        sum.overlapped += overlapped ? 1 : 0;
        sum.done += done;
        sum.refused += refused;
        sum.wrong += wrong;
      }
    }),
  );
  return { pair: pair.name, rounds, ...sum };
}

interface Span {
  readonly from: number;
  readonly to: number;
}
interface Raced extends Verdict {
  readonly overlapped: boolean;
  readonly refused: number;
}

/** Longer than any act takes. */
const MAX_DELAY_MS = 500;

/** The moment of the decision moves to where some acts are in time and some are not. */
class Worker<G> {
  private delayMs = 0;
  private stepMs = 1;

  constructor(readonly ground: G) {}

  begin(): void {
    this.delayMs = 0;
    this.stepMs = 1;
  }

  async round(pair: Pair<G>, round: number): Promise<Raced> {
    const { acts, decide, judge } = await pair.prepare(this.ground);
    // Sent among the acts, at another place each time.
    const at = decide === undefined ? acts.length : round % (acts.length + 1);
    const spans: Span[] = [];
    const begin = async (act: () => Promise<unknown>, delayMs = 0): Promise<void> => {
      if (delayMs > 0) await pause(delayMs);
      const from = performance.now();
      await act().finally(() => spans.push({ from, to: performance.now() }));
    };
    const before = acts.slice(0, at).map((act) => begin(act, -this.delayMs));
    const decision = decide === undefined ? undefined : begin(decide, this.delayMs);
    const after = acts.slice(at).map((act) => begin(act, -this.delayMs));
    const [outcomes] = await Promise.all([Promise.allSettled([...before, ...after]), decision]);
    const verdict = await judge(outcomes);
    const accepted = countDone(outcomes);
    const refused = acts.length - accepted;
    if (decide !== undefined) this.aim(accepted, refused);
    return { ...verdict, refused, overlapped: areTogether(spans) };
  }

  private aim(accepted: number, refused: number): void {
    if (accepted > 0 && refused > 0) {
      this.stepMs = 1;
      return;
    }
    const later = accepted === 0;
    this.stepMs = Math.min(this.stepMs * 2, 32);
    const aimed = this.delayMs + (later ? this.stepMs : -this.stepMs);
    // It passed the moment that it looks for: from here in small steps again.
    if (this.delayMs !== 0 && Math.sign(aimed) !== Math.sign(this.delayMs)) this.stepMs = 1;
    this.delayMs = Math.max(-MAX_DELAY_MS, Math.min(MAX_DELAY_MS, aimed));
  }
}

/** Some moment belongs to all of them, or at least to the last that began and one before it. */
const areTogether = (spans: readonly Span[]): boolean => {
  const sorted = [...spans].sort((a, b) => a.from - b.from);
  const last = sorted.at(-1);
  return last !== undefined && sorted.slice(0, -1).some(({ to }) => to > last.from);
};
