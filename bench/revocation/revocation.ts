import { CollabClient } from '../../test/support/collab-client.js';
import { Cluster } from '../../test/support/cluster.js';
import { HttpClient } from '../../test/support/http-client.js';
import { firstAdministrator, type Person, tokenOf } from '../../test/support/people.js';
import { until } from '../../test/support/until.js';
import type { Target } from '../coedit/raw-editor.js';
import { type Notes, Typist } from '../coedit/typist.js';
import { type Machine, machine } from '../machine.js';
import { acceptedOf, KINDS, LIMIT_MS, runTrial, type Stage, type Trial } from './trial.js';

export type Scale = 'small' | 'full';

export interface Series {
  readonly bus: 'valkey' | 'down';
  readonly trials: number;
  /** Of the colleagues, while it was measured. */
  readonly editsPerSecond: number;
  /** From the 2xx answer to the last frame accepted or delivered, ms. */
  readonly lastMs: Percentiles;
  /** The same to the moment the client was told. */
  readonly knewMs: Percentiles;
  /** Frames accepted or delivered later than the limit after the answer. */
  readonly late: number;
  /** Letters that were committed after the trial had ended. */
  readonly acceptedAfterCut: number;
}

export interface RevocationReport {
  readonly limitMs: number;
  readonly nodes: 2;
  readonly machine: Machine;
  readonly series: readonly Series[];
}

interface Percentiles {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

const TRIALS: Readonly<Record<Scale, number>> = { small: 50, full: 1_000 };
const COLLEAGUES = 10;
const EDITS_PER_SECOND = 100;
/** Then a fresh document: what is measured is not how long a large one takes to open. */
const TRIALS_A_DOCUMENT = 25;
/** The moment within a look of 100 ms must not be always the same. */
const WAIT_MS = 130;

const percentilesOf = (values: readonly number[]): Percentiles => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
};

/** Ten colleagues, half at each node, who type 100 letters a second together. */
function startColleagues(urls: readonly string[], documentId: string, headers: Record<string, string>) {
  const notes: Notes = {
    from: -Infinity,
    to: Infinity,
    sent: 0,
    acked: 0,
    ackMs: [],
    propagationMs: [],
    sentAt: new Map(),
    failures: 0,
  };
  const editors = Array.from({ length: COLLEAGUES }, (_, index) => {
    const url = `${(urls[index % urls.length] ?? '').replace(/^http/, 'ws')}/collab/${documentId}`;
    const target: Target = { url, document: documentId, dialect: 'stock', people: [headers] };
    return new Typist(target, 1_000 + index * 7, 0, notes, false);
  });
  const timers: NodeJS.Timeout[] = [];
  return {
    notes,
    begin: async () => {
      await Promise.all(editors.map(({ ready }) => ready));
      for (const editor of editors)
        timers.push(setInterval(() => editor.type(), (1_000 * COLLEAGUES) / EDITS_PER_SECOND));
    },
    end: () => {
      for (const timer of timers) clearInterval(timer);
      for (const editor of editors) editor.close();
    },
  };
}

/** How long a change of rights takes to act on a socket of the other node, while people type. */
export async function revocation(scale: Scale, say: (line: string) => void): Promise<RevocationReport> {
  const described = machine();
  const cluster = await Cluster.start({ bus: 'valkey', env: { LOG_LEVEL: 'error' }, durable: true });
  try {
    const administrator = await firstAdministrator(cluster.last);
    const plan = { cluster, administrator, count: TRIALS[scale], say };
    const series = [await measure(plan, 'valkey')];
    await cluster.valkey?.kill();
    series.push(await measure(plan, 'down'));
    return { limitMs: LIMIT_MS, nodes: 2, machine: described, series };
  } finally {
    await cluster.dispose();
  }
}

interface Plan {
  readonly cluster: Cluster;
  readonly administrator: Person;
  readonly count: number;
  readonly say: (line: string) => void;
}

async function measure({ cluster, administrator, count, say }: Plan, bus: Series['bus']): Promise<Series> {
  const token = await tokenOf(cluster.last, administrator.email);
  const headers = { authorization: `Bearer ${token}` };
  const trials: Trial[] = [];
  let [acceptedAfterCut, edits, ms] = [0, 0, 0];
  while (trials.length < count) {
    const documentId = await administrator.http.create('/documents', { title: 'Mesure', kind: 'text' });
    const colleagues = startColleagues(
      cluster.nodes.map(({ url }) => url),
      documentId,
      headers,
    );
    const observer = new CollabClient(new HttpClient(cluster.last.url, { token }), documentId);
    await colleagues.begin();
    await until(() => observer.synced, 'the observer reads');
    const stage: Stage = { administrator, far: cluster.nodes[0], documentId, observer };
    const from = performance.now();
    const here: Trial[] = [];
    while (here.length < TRIALS_A_DOCUMENT && trials.length + here.length < count) {
      const kind = KINDS[here.length % KINDS.length] ?? 'grant removed';
      here.push(await runTrial(stage, kind, (here.length * 37) % WAIT_MS));
    }
    ms += performance.now() - from;
    edits += colleagues.notes.acked;
    colleagues.end();
    acceptedAfterCut += here.reduce(
      (sum, { clientId, accepted }) => sum + acceptedOf(observer, clientId) - accepted,
      0,
    );
    observer.close();
    trials.push(...here);
    say(`bus ${bus}: ${String(trials.length)} of ${String(count)}`);
  }
  return {
    bus,
    trials: trials.length,
    editsPerSecond: Math.round((edits / ms) * 1_000),
    lastMs: percentilesOf(trials.map(({ lastMs }) => lastMs)),
    knewMs: percentilesOf(trials.map(({ knewMs }) => knewMs)),
    late: trials.reduce((sum, { late }) => sum + late, 0),
    acceptedAfterCut,
  };
}
