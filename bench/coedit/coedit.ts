import { loadavg } from 'node:os';
import { measure, type Measured, type Subject } from './measure.js';
import { durations, type Scale, type Scenario, scenarios } from './scenarios.js';
import { startHocuspocus, startMaroquin } from './subjects.js';

interface Comparison {
  readonly scenario: Scenario;
  readonly maroquin: Measured;
  readonly hocuspocus: Measured;
  /** Ours divided by the peer's: processor time of the server, without PostgreSQL's, which is stated beside it. */
  readonly ratio: number;
}

interface CoeditReport {
  readonly bench: 'coedit';
  readonly scale: Scale;
  /** Load of the machine before and after: figures of a busy machine are no figures. */
  readonly load: readonly [number, number];
  /** Ours is committed before its acknowledgement; the peer acknowledges from memory and stores later. */
  readonly durableAck: { readonly maroquin: true; readonly hocuspocus: false };
  readonly scenarios: readonly Comparison[];
}

/** Both servers in the same run, in turns, so that both see the same machine. */
export async function coedit(scale: Scale, say: (line: string) => void): Promise<CoeditReport> {
  const before = loadavg()[0] ?? 0;
  const maroquin = await startMaroquin();
  try {
    const hocuspocus = await startHocuspocus();
    try {
      const compared: Comparison[] = [];
      for (const scenario of scenarios[scale])
        compared.push(await compare(scenario, scale, { maroquin, hocuspocus }, say));
      const load = [before, loadavg()[0] ?? 0] as const;
      return {
        bench: 'coedit',
        scale,
        load,
        durableAck: { maroquin: true, hocuspocus: false },
        scenarios: compared,
      };
    } finally {
      await hocuspocus.close();
    }
  } finally {
    await maroquin.close();
  }
}

async function compare(
  scenario: Scenario,
  scale: Scale,
  { maroquin, hocuspocus }: { maroquin: Subject; hocuspocus: Subject },
  say: (line: string) => void,
): Promise<Comparison> {
  const ours: Measured[] = [];
  const theirs: Measured[] = [];
  for (let round = 1; round <= durations[scale].rounds; round += 1) {
    for (const [subject, results] of [
      [maroquin, ours],
      [hocuspocus, theirs],
    ] as const) {
      const measured = await measure(subject, scenario, scale);
      results.push(measured);
      say(`${scenario.name} ${subject.name}: ${JSON.stringify(measured)}`);
    }
  }
  const [one, other] = [median(ours), median(theirs)];
  return {
    scenario,
    maroquin: one,
    hocuspocus: other,
    ratio: Math.round((one.serverPerUpdate / other.serverPerUpdate) * 1000) / 1000,
  };
}

/** The round in the middle by what it cost. */
function median(rounds: readonly Measured[]): Measured {
  const sorted = [...rounds].sort((a, b) => a.serverPerUpdate - b.serverPerUpdate);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}
