import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { catalogue, grammarInputs, mutationInputs } from './corpus.js';
import type { CanaryReport } from './canary-child.js';
import type { Harm, Hazard, ProvedHazard } from './hazard.js';
import { OneAtATime } from './one-at-a-time.js';
import { Prover } from './prover.js';
import { hocuspocus, maroquin, type Subject, yWebsocket } from './subjects.js';
import type { TrialJob } from './trial-child.js';
import type { TrialResult } from './trial.js';

export interface SubjectReport {
  readonly name: string;
  readonly held: number;
  readonly of: number;
  /** Times the server's process ended by itself. */
  readonly exits: number;
  /** Times it had to be killed, because it answered nobody any more. */
  readonly hangs: number;
  /** How long people in another document waited for each other meanwhile, milliseconds. */
  readonly others: CanaryReport | null;
  readonly failures: readonly { readonly id: string; readonly what: string; readonly harm: string }[];
}

export interface HazardsResult {
  readonly suite: 'hazards';
  readonly passed: number;
  readonly failed: number;
  readonly total: number;
  readonly failures: SubjectReport['failures'];
  readonly corpus: {
    readonly bySource: Readonly<Record<string, number>>;
    readonly byHarm: Readonly<Record<string, number>>;
  };
  readonly subjects: readonly SubjectReport[];
}

export interface HazardsRun {
  /** How many fuzzed inputs to look at for harmful ones, of each kind. */
  readonly fuzzed: number;
  readonly seed: number;
  readonly peers: boolean;
  /** Take every n-th input only: 1 is the whole corpus. */
  readonly every: number;
  /** How many are sent, each to a document of its own, before the server is restarted: 1 restarts it after each. */
  readonly together: number;
  /** Only hazards whose id this matches. */
  readonly only: RegExp | null;
  readonly say: (line: string) => void;
}

const TRIAL = fileURLToPath(new URL('./trial-child.js', import.meta.url));
const CANARY = fileURLToPath(new URL('./canary-child.js', import.meta.url));
const PATIENCE_MS = 60_000;

/** Every input that the proof finds harmful: the catalogue, then what grammar and mutation add. */
export async function provedCorpus({ fuzzed, seed, only, every, say }: HazardsRun): Promise<ProvedHazard[]> {
  const prover = new Prover();
  const proved: ProvedHazard[] = [];
  const sources: readonly (readonly [string, Iterable<Hazard>])[] = [
    ['catalogue', catalogue()],
    ['grammar', grammarInputs(seed, fuzzed)],
    ['mutation', mutationInputs(seed, fuzzed)],
  ];
  let index = 0;
  try {
    for (const [name, inputs] of sources) {
      let looked = 0;
      for (const hazard of inputs) {
        index += 1;
        if (index % every !== 0 || (only !== null && !only.test(hazard.id))) continue;
        looked += 1;
        const harmful = await prover.prove(hazard);
        if (harmful !== null) proved.push(harmful);
      }
      say(`${name}: looked at ${String(looked)}, ${String(proved.length)} proved so far`);
    }
  } finally {
    prover.close();
  }
  return proved;
}

/** Sends the corpus to ourselves and, beside, to the peers. */
export async function runHazards(run: HazardsRun): Promise<HazardsResult> {
  const corpus = await provedCorpus(run);
  const subjects: SubjectReport[] = [];
  for (const start of run.peers ? [maroquin, hocuspocus, yWebsocket] : [maroquin]) {
    const subject = await start();
    try {
      subjects.push(await attackSubject(subject, corpus, run));
    } finally {
      await subject.close();
    }
  }
  const ours = subjects[0];
  const failures = ours?.failures ?? [];
  return {
    suite: 'hazards',
    passed: ours?.held ?? 0,
    failed: corpus.length - (ours?.held ?? 0),
    total: corpus.length,
    failures,
    corpus: {
      bySource: countBy(corpus.map(({ source }) => source)),
      byHarm: countBy(corpus.flatMap(({ harms }): readonly Harm[] => harms)),
    },
    subjects,
  };
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

interface Tried {
  readonly hazard: ProvedHazard;
  readonly document: string;
  readonly result: TrialResult;
}

class Assault {
  exits = 0;
  hangs = 0;
  readonly failures: { id: string; what: string; harm: string }[] = [];
  private readonly player = new OneAtATime<TrialJob, TrialResult | { readonly again: string | null }>(TRIAL, {
    patienceMs: PATIENCE_MS,
    heapMb: 1_024,
  });

  constructor(private readonly subject: Subject) {}

  close(): void {
    this.player.close();
  }

  async batch(hazards: readonly ProvedHazard[]): Promise<void> {
    const tried: Tried[] = [];
    for (const hazard of hazards) {
      const document = await this.subject.create(hazard.kind);
      const result = await this.one(hazard, document);
      if (result !== null) tried.push({ hazard, document, result });
    }
    await this.subject.restart();
    for (const { hazard, document, result } of tried) {
      const { site } = this.subject;
      const answer = await this.player.ask({ site, document, kind: hazard.kind, before: result });
      if (typeof answer === 'string') this.fail(hazard, `after a restart: a newcomer’s page ${answer}`);
      else if ('again' in answer && answer.again !== null) this.fail(hazard, answer.again);
    }
  }

  /** @returns the trial when her text held so far */
  private async one(hazard: ProvedHazard, document: string): Promise<TrialResult | null> {
    const { subject } = this;
    const { harms: _harms, ...plain } = hazard;
    const answer = await this.player.ask({ site: subject.site, document, hazard: plain });
    if (!subject.isRunning) {
      this.exits += 1;
      await subject.restart();
      this.fail(hazard, 'the server ended');
      return null;
    }
    if (typeof answer === 'string') this.fail(hazard, `a colleague’s page ${answer}`);
    else if ('harm' in answer) {
      if (answer.harm === null) return answer;
      this.fail(hazard, answer.harm);
      if (answer.harm.includes('server')) {
        this.hangs += 1;
        await subject.restart();
      }
    }
    return null;
  }

  private fail({ id, what }: Hazard, harm: string): void {
    this.failures.push({ id, what, harm });
  }
}

async function attackSubject(
  subject: Subject,
  corpus: readonly ProvedHazard[],
  { together, say }: Pick<HazardsRun, 'together' | 'say'>,
): Promise<SubjectReport> {
  const canary = fork(CANARY, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  await new Promise((resolve) => canary.once('message', resolve));
  canary.send({ site: subject.site, document: await subject.create('text') });
  const assault = new Assault(subject);
  try {
    for (let at = 0; at < corpus.length; at += together) {
      await assault.batch(corpus.slice(at, at + together));
      const done = Math.min(corpus.length, at + together);
      say(`${subject.name}: ${String(done - assault.failures.length)} of ${String(done)} held`);
    }
    const others = await new Promise<CanaryReport | null>((resolve) => {
      canary.once('message', (report: CanaryReport | null) => resolve(report));
      canary.once('exit', () => resolve(null));
      canary.send('report');
    });
    const { exits, hangs, failures } = assault;
    return {
      name: subject.name,
      held: corpus.length - failures.length,
      of: corpus.length,
      exits,
      hangs,
      others,
      failures,
    };
  } finally {
    assault.close();
    canary.kill('SIGKILL');
  }
}
