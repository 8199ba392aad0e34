import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type Machine, machine } from '../../../bench/machine.js';
import { ChatClient } from '../../support/chat-client.js';
import { Cluster } from '../../support/cluster.js';
import { CollabClient } from '../../support/collab-client.js';
import { HttpClient } from '../../support/http-client.js';
import { firstAdministrator, type Person } from '../../support/people.js';
import { until } from '../../support/until.js';
import type { Random } from '../random.js';
import type { Bus } from './buses.js';
import { Colleagues } from './colleagues.js';
import { openDesk } from './desk.js';
import { type Desk, KINDS } from './kinds.js';
import { type SeriesReport, seriesReport } from './report.js';
import { silence } from './silence.js';
import { LIMIT_MS } from './trace.js';
import { runTrial, type Site, type Trial } from './trial.js';

export interface RevocationReport {
  readonly nemesis: 'revocation';
  readonly limitMs: number;
  readonly nodes: 2;
  readonly seed: number;
  readonly machine: Machine;
  readonly series: readonly SeriesReport[];
}

export interface RevocationPlan {
  readonly buses: readonly Bus[];
  /** With each bus. */
  readonly trials: number;
  readonly seed: number;
  readonly random: Random;
  readonly say: (line: string) => void;
}

/** Victims at work at the same time. */
const AT_ONCE = 5;
/** Then other places: what is measured is not how long a large document takes to open. */
const TRIALS_OF_A_PLACE = 150;
/** Of what a server said before a trial went wrong. */
const LAST_WORDS = 3_000;
/** A moment before each change. */
const WAIT_MS = 30;

/** How long a change of rights takes to act on a person at the other node, by every transport, while people work. */
export async function revocation(plan: RevocationPlan): Promise<RevocationReport> {
  const described = machine();
  const series: SeriesReport[] = [];
  for (const bus of plan.buses) series.push(await measure(plan, bus));
  return { nemesis: 'revocation', limitMs: LIMIT_MS, nodes: 2, seed: plan.seed, machine: described, series };
}

async function measure(plan: RevocationPlan, bus: Bus): Promise<SeriesReport> {
  const kind = bus.startsWith('postgres') ? 'postgres' : 'valkey';
  // One trusted hop: whoever comes in may come from an address of its own, so that no limit of a network is met.
  const env = { LOG_LEVEL: 'warn', TRUST_PROXY: '1' };
  const cluster = await Cluster.start({ bus: kind, env, durable: true });
  try {
    const administrator = await firstAdministrator(cluster.last);
    const desk = await openDesk(cluster.last);
    const silent = bus === 'postgres-cut' ? await silence(cluster.superuser) : null;
    if (bus === 'none') await cluster.valkey?.kill();
    try {
      return await runSeries(plan, bus, { cluster, administrator, desk });
    } catch (error) {
      for (const { stdout, stderr } of cluster.nodes) plan.say(`${stdout}${stderr}`.slice(-LAST_WORDS));
      throw error;
    } finally {
      await silent?.end();
      await desk.close();
    }
  } finally {
    await cluster.dispose();
  }
}

interface House {
  readonly cluster: Cluster;
  readonly administrator: Person;
  readonly desk: Desk;
}

async function runSeries(plan: RevocationPlan, bus: Bus, house: House): Promise<SeriesReport> {
  const lag = monitorEventLoopDelay({ resolution: 5 });
  lag.enable();
  const scim = (await house.desk.createToken(house.administrator.id, ['scim'])).token;
  const trials: Trial[] = [];
  const done = { ms: 0, edits: 0, messages: 0 };
  while (trials.length < plan.trials) {
    const count = Math.min(TRIALS_OF_A_PLACE, plan.trials - trials.length);
    const place = await openPlace(house, scim);
    const from = { at: performance.now(), ...place.colleagues.acked };
    trials.push(...(await runAtOnce(plan, house, place.site, count)));
    const { edits, messages } = place.colleagues.acked;
    done.ms += performance.now() - from.at;
    done.edits += edits - from.edits;
    done.messages += messages - from.messages;
    place.leave();
    plan.say(`bus ${bus}: ${String(trials.length)} of ${String(plan.trials)}`);
  }
  lag.disable();
  return seriesReport({ bus, trials, done, lagMs: lag.percentile(99) / 1e6 });
}

/** Several victims side by side, each followed by the next; their ends come one after the other. */
async function runAtOnce(
  { random }: RevocationPlan,
  { cluster }: House,
  site: Site,
  count: number,
): Promise<Trial[]> {
  const nodes = [cluster.nodes[0], cluster.last];
  // For all of them: what changes at a node makes it look.
  const [far = cluster.last, near = cluster.last] = random.chance(0.5) ? nodes : nodes.reverse();
  const administrator = new HttpClient(near.url, site.administrator.credentials);
  const left = Array.from({ length: count }, () => random.fork());
  const trials: Trial[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  const alone = (act: () => Promise<number>): Promise<number> => {
    const mine = turn.then(act);
    turn = mine.catch(() => undefined);
    return mine;
  };
  const work = async (): Promise<void> => {
    for (let dice = left.pop(); dice !== undefined; dice = left.pop()) {
      const kind = dice.pick(KINDS) ?? 'grant withdrawn';
      const lot = { kind, url: far.url, waitMs: dice.between(0, WAIT_MS), alone };
      trials.push(await runTrial({ ...site, administrator }, lot));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return trials;
}

interface Place {
  readonly site: Site;
  readonly colleagues: Colleagues;
  leave(): void;
}

async function openPlace({ cluster, administrator, desk }: House, scimToken: string): Promise<Place> {
  const { http } = administrator;
  const spaceId = await http.create('/spaces', { name: `Mesure ${crypto.randomUUID()}` });
  const folderId = await http.create('/folders', { name: 'Mesure', parentId: spaceId });
  const documentId = await http.create('/documents', { title: 'Mesure', kind: 'text', parentId: folderId });
  const channelId = await http.create('/channels', { name: 'Mesure', parentId: folderId });
  const people = cluster.nodes.map(({ url }) => new HttpClient(url, http.credentials));
  const colleagues = new Colleagues(people, { documentId, channelId });
  const observer = { collab: new CollabClient(http, documentId), chat: new ChatClient(http) };
  observer.chat.follow(channelId);
  const { acked } = colleagues;
  await until(
    () =>
      observer.collab.synced &&
      colleagues.acked.edits > acked.edits + 100 &&
      colleagues.acked.messages > acked.messages + 50,
    'people work',
  );
  const leave = (): void => {
    colleagues.leave();
    observer.collab.close();
    observer.chat.close();
  };
  return {
    site: { administrator: http, desk, scimToken, spaceId, folderId, documentId, channelId, observer },
    colleagues,
    leave,
  };
}
