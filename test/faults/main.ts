import { parseArgs } from 'node:util';
import type { SharedBus } from '../support/cluster.js';
import { pause, until } from '../support/until.js';
import { type Manner, MANNERS } from './neighbour/manner.js';
import { WEIGHTS } from './neighbour/heavy.js';
import { neighbour, neighbourHolds, summaryOf } from './neighbour/neighbour.js';
import { nemeses } from './nemeses.js';
import type { Nemesis } from './nemesis.js';
import { packets, packetsHold } from './packets/packets.js';
import { Random } from './random.js';
import { races } from './races/races.js';
import { type Bus, BUSES } from './revocation/buses.js';
import { seriesHolds } from './revocation/report.js';
import { revocation } from './revocation/revocation.js';
import { Outside } from './outside.js';
import { openScene, type Scene } from './scene.js';
import { tamperAlone } from './tampering/tampering.js';
import { killIndexer, sameIndex } from './indexer/indexer.js';
import { leaksNothing, searchLeaks } from './search-leaks/search-leaks.js';
import { checkStore } from './check-store.js';
import { Verdict } from './verdict.js';
import { type Acked, goesOn, Workload } from './workload.js';

const USAGE = `npm run faults -- <${Object.keys(nemeses).join('|')}> [--runs N] [--seed S] [--bus postgres|valkey] [--json]
npm run faults -- revocation [--trials N] [--seed S] [--bus ${BUSES.join('|')}[,…]] [--json]
npm run faults -- races [--rounds N] [--only PATTERN] [--json]
npm run faults -- tampering [--runs N] [--seed S] [--json]
npm run faults -- packets [--packets N] [--seed S] [--json]
npm run faults -- indexer [--runs N] [--seed S] [--json]
npm run faults -- search-leaks [--people N] [--seconds N] [--seed S] [--json]
npm run faults -- neighbour [--rows PATTERN] [--manners ${MANNERS.join(',')}] [--seconds N] [--tries N] [--json]`;

interface Report {
  readonly nemesis: string;
  /** null: one server alone. */
  readonly bus: SharedBus | null;
  readonly nodes: number;
  readonly seed: number;
  readonly runs: number;
  readonly acked: Acked;
  /** People who were told something at the end, and were to be woken for it. */
  readonly pushed: number;
  /** The same message or push once more (same id, same topic): its sender died before it wrote down that it was taken. */
  readonly again: { readonly mails: number; readonly pushes: number };
  readonly lost: number;
  readonly duplicated: number;
  readonly reordered: number;
  /** Copies of documents held against each other at the end, in content and in state vector; those that differ. */
  readonly replicas: { readonly compared: number; readonly different: number };
  /** From the start command (or the end of the fault) to ready again. */
  readonly readyMs: { readonly p50: number; readonly max: number };
  readonly notes: readonly string[];
}

/** People work all the time; after some work of each kind, at a random moment, the fault strikes. */
async function suffer(
  scene: Scene,
  work: Workload,
  { nemesis, runs, random }: { nemesis: Nemesis; runs: number; random: Random },
): Promise<number[]> {
  const readyMs: number[] = [];
  for (let run = 1; run <= runs; run += 1) {
    await progress(work);
    await pause(random.between(0, 700));
    readyMs.push(await nemesis.strike(scene, random, work));
    console.error(`run ${String(run)}/${String(runs)} ${JSON.stringify(work.acked)}`);
  }
  await progress(work);
  return readyMs;
}

/** Something of each kind is acknowledged since now. */
async function progress(work: Workload): Promise<void> {
  const before = work.acked;
  await until(() => goesOn(before, work.acked), `work goes on (${JSON.stringify(before)})`, 60_000);
}

interface Plan {
  readonly name: string;
  readonly nemesis: Nemesis;
  readonly runs: number;
  readonly seed: number;
}

async function run({ name, nemesis, runs, seed }: Plan): Promise<Report> {
  const random = new Random(seed);
  const outside = await Outside.open();
  const around = (await nemesis.surroundings?.()) ?? null;
  const scene = await openScene(nemesis.bus, {
    env: { ...around?.env, ...outside.env },
    before: around?.before,
    close: async () => {
      await around?.close();
      await outside.close();
    },
  });
  try {
    const work = await Workload.begin(scene.nodes, random, outside);
    try {
      const readyMs = (await suffer(scene, work, { nemesis, runs, random: random.fork() })).sort(
        (a, b) => a - b,
      );
      await work.finish();
      const { edits, messages, talk, uploads, mails, pushes, mounted } = await work.check();
      const store = new Verdict();
      if (scene.cluster === null) await checkStore(scene.nodes[0], store);
      const all = [edits, messages, talk, uploads, mails, pushes, mounted, store];
      const sum = (what: 'lost' | 'duplicated' | 'reordered'): number =>
        all.reduce((total, verdict) => total + verdict[what], 0);
      return {
        nemesis: name,
        bus: nemesis.bus,
        nodes: scene.nodes.length,
        seed,
        runs,
        acked: {
          ...{ edits: edits.acked, messages: messages.acked },
          ...{ talk: talk.acked, uploads: uploads.acked, mails: mails.acked },
          mounted: mounted.acked,
        },
        pushed: pushes.acked,
        again: work.again,
        lost: sum('lost'),
        duplicated: sum('duplicated'),
        reordered: sum('reordered'),
        replicas: edits.replicas,
        readyMs: {
          p50: Math.round(readyMs[Math.floor(readyMs.length / 2)] ?? 0),
          max: Math.round(readyMs.at(-1) ?? 0),
        },
        notes: all.flatMap(({ notes }) => notes),
      };
    } catch (error) {
      for (const node of scene.nodes) console.error(node.lastWords);
      throw error;
    } finally {
      work.close();
    }
  } finally {
    await scene.dispose();
  }
}

function usage(): never {
  console.error(USAGE);
  process.exit(2);
}

/** Ends the process. Another report than the others': here nothing breaks, and what counts is time. */
async function revoke(): Promise<never> {
  const named = (values.bus ?? 'valkey,none').split(',');
  const buses = named.filter((bus): bus is Bus => BUSES.some((known) => known === bus));
  const trials = Number(values.trials);
  if (buses.length !== named.length || !(Number.isInteger(trials) && trials >= 1 && trials <= 10_000))
    usage();
  const say = (line: string): void => console.error(line);
  const report = await revocation({ buses, trials, seed, random: new Random(seed), say });
  const holds = report.series.every(seriesHolds);
  if (values.json) console.log(JSON.stringify(report));
  else console.log(`${holds ? 'holds' : 'FAILED'}: ${JSON.stringify(report, null, 2)}`);
  process.exit(holds ? 0 : 1);
}

const WARM_SECONDS = 20;

/** Ends the process. Here nothing breaks either: somebody takes all they can get, and others go on working. */
async function attackAsNeighbour(): Promise<never> {
  const named = values.manners.split(',');
  const manners = named.filter((manner): manner is Manner => MANNERS.some((known) => known === manner));
  const [seconds, tries] = [Number(values.seconds ?? 3), Number(values.tries)];
  const fits = seconds >= 0.5 && seconds <= 600 && Number.isInteger(tries) && tries >= 1 && tries <= 10;
  if (manners.length !== named.length || !fits) usage();
  const say = (line: string): void => console.error(line);
  const pattern = new RegExp(values.rows, 'u');
  const measured = { seconds, warmSeconds: WARM_SECONDS, tries };
  const report = await neighbour({ pattern, manners, ...measured, weight: WEIGHTS.full, say });
  const holds = neighbourHolds(report);
  if (values.json) console.log(JSON.stringify(report));
  else console.log(summaryOf(report));
  process.exit(holds ? 0 : 1);
}

/** Ends the process. */
async function race(): Promise<never> {
  const rounds = Number(values.rounds);
  if (!(Number.isInteger(rounds) && rounds >= 1 && rounds <= 10_000)) usage();
  const pattern = new RegExp(values.only, 'u');
  const report = await races({ rounds, pattern, say: (line) => console.error(line) });
  const holds = report.wrong === 0;
  if (values.json) console.log(JSON.stringify(report));
  else console.log(`${holds ? 'the later decision stands' : 'FAILED'}: ${JSON.stringify(report, null, 2)}`);
  process.exit(holds ? 0 : 1);
}

/** Ends the process. Somebody writes in the database behind the service's back; the audit has to show it. */
async function tamper(): Promise<never> {
  const runs = Number(values.runs);
  if (!(Number.isInteger(runs) && runs >= 1 && runs <= 100_000)) usage();
  const say = (line: string): void => console.error(line);
  const report = await tamperAlone({ runs, random: new Random(seed), say });
  const { rights } = report;
  const holds =
    report.found === report.tampered &&
    report.falseAlarms + rights.missed.length + rights.alarms.length === 0;
  if (values.json) console.log(JSON.stringify(report));
  else console.log(`${holds ? 'all found' : 'FAILED'}: ${JSON.stringify(report, null, 2)}`);
  process.exit(holds ? 0 : 1);
}

/** Ends the process. Sockets of many people say what no client of ours would. */
async function sendPackets(): Promise<never> {
  const total = Number(values.packets);
  if (!(Number.isInteger(total) && total >= 100 && total <= 100_000_000)) usage();
  const report = await packets(total, { seed, say: (line) => console.error(line) });
  const holds = packetsHold(report);
  if (values.json) console.log(JSON.stringify(report));
  else console.log(`${holds ? 'holds' : 'FAILED'}: ${JSON.stringify(report, null, 2)}`);
  process.exit(holds ? 0 : 1);
}

/** Ends the process. The node is killed while it indexes; what counts is what the index holds at the end. */
async function killWhileIndexing(): Promise<never> {
  const runs = Number(values.runs);
  if (!(Number.isInteger(runs) && runs >= 1 && runs <= 1_000)) usage();
  const say = (line: string): void => console.error(line);
  const report = await killIndexer({ runs, seed, random: new Random(seed), say });
  const holds = sameIndex(report);
  if (values.json) console.log(JSON.stringify(report));
  else console.log(`${holds ? 'the same index' : 'FAILED'}: ${JSON.stringify(report, null, 2)}`);
  process.exit(holds ? 0 : 1);
}

/** Ends the process. People search while rights come and go; what counts is that nothing of others is told. */
async function searchWhileRightsChange(): Promise<never> {
  const [people, seconds] = [Number(values.people), Number(values.seconds ?? 60)];
  const fits = Number.isInteger(people) && people >= 1 && people <= 2_000 && seconds >= 1 && seconds <= 3_600;
  if (!fits) usage();
  const say = (line: string): void => console.error(line);
  const report = await searchLeaks({ people, rooms: 20, seconds, random: new Random(seed), say });
  const holds = leaksNothing(report);
  if (values.json) console.log(JSON.stringify(report));
  else console.log(`${holds ? 'nothing told' : 'FAILED'}: ${JSON.stringify(report, null, 2)}`);
  process.exit(holds ? 0 : 1);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '5' },
    packets: { type: 'string', default: '100000' },
    trials: { type: 'string', default: '50' },
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string' },
    bus: { type: 'string' },
    rows: { type: 'string', default: '' },
    only: { type: 'string', default: '' },
    manners: { type: 'string', default: MANNERS.join(',') },
    people: { type: 'string', default: '200' },
    seconds: { type: 'string' },
    tries: { type: 'string', default: '2' },
    json: { type: 'boolean', default: false },
  },
});
const name = positionals[0] ?? '';
const seed = Number(values.seed ?? Date.now() % 1_000_000_007);
if (name === 'revocation') await revoke();
if (name === 'races') await race();
if (name === 'tampering') await tamper();
if (name === 'neighbour') await attackAsNeighbour();
if (name === 'packets') await sendPackets();
if (name === 'indexer') await killWhileIndexing();
if (name === 'search-leaks') await searchWhileRightsChange();
const nemesis = nemeses[name];
const runs = Number(values.runs);
/** Another bus than the nemesis's own, where that makes sense. */
const bus = values.bus === 'postgres' || values.bus === 'valkey' ? values.bus : null;
const misplaced = values.bus !== undefined && (bus === null || name !== 'kill9-node');
if (nemesis === undefined || misplaced || !(Number.isInteger(runs) && runs >= 1 && runs <= 1_000)) {
  usage();
}
const report = await run({
  name,
  nemesis: bus === null ? nemesis : { ...nemesis, bus },
  runs,
  seed,
});
const { lost, duplicated, reordered, replicas } = report;
const whole = lost + duplicated + reordered + replicas.different === 0 && replicas.compared > 0;
const worked = Object.values(report.acked).every((count) => count > 0);
if (values.json) console.log(JSON.stringify(report));
else console.log(`${whole && worked ? 'nothing lost' : 'FAILED'}: ${JSON.stringify(report, null, 2)}`);
process.exit(whole && worked ? 0 : 1);
