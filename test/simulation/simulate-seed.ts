import type { Breaks } from './breaks.js';
import { coverJournal } from './checks/checkpoints.js';
import { checkEnd, hasConverged, whyNotConverged } from './checks/end.js';
import { setLevel, strike } from './nemesis.js';
import type { Person } from './page/person.js';
import type { Product } from './product.js';
import type { Violation } from './checks/watch.js';
import { World } from './world.js';

export interface SeedResult {
  readonly seed: number;
  /** The first thing that must never happen, in words; null: nothing. */
  readonly failure: string | null;
  readonly rule: string | null;
  readonly digest: string;
  readonly steps: number;
  readonly edits: number;
  readonly acked: number;
  readonly commits: number;
  readonly crashes: number;
  readonly epochs: number;
  readonly checkpoints: number;
  /** Bad updates that were kept out of the document. */
  readonly quarantined: number;
  readonly lines: readonly string[] | null;
}

/** Virtual time after the last fault in which everything has to come right. */
const HEAL_MS = 150_000;
const LOOK_MS = 500;
const MAX_STEPS = 60_000;

export async function simulateSeed(
  seed: number,
  product: Product,
  breaks: Breaks = {},
  keepLines = false,
): Promise<SeedResult> {
  const world = new World(seed, breaks, product, keepLines);
  plan(world);
  await suffer(world);
  if (world.watch.violations.length === 0) await heal(world);
  if (world.watch.violations.length === 0) await checkEnd(world);
  const { history, scheduler, watch, store, crashes } = world;
  const [first] = watch.violations as readonly Violation[];
  return {
    ...{ seed, failure: first?.message ?? null, rule: first?.rule ?? null, digest: history.digest() },
    ...{ steps: scheduler.steps, edits: world.pages.reduce((sum, page) => sum + page.edits, 0) },
    ...{ acked: watch.ackedFrames, commits: watch.commits, crashes, epochs: store.epoch },
    ...{ checkpoints: store.checkpoints.length, quarantined: world.quarantined, lines: history.lines },
  };
}

/** Who comes when, what they type, what breaks. */
function plan(world: World): void {
  const { random, scenario, scheduler } = world;
  for (let page = 0; page < scenario.pages; page += 1) {
    const person = world.people[page % world.people.length];
    if (person !== undefined) scheduler.after(random.between(0, 500), () => world.openPage(person));
  }
  const act = (): void => random.pick(world.livePages)?.act();
  for (let left = scenario.edits; left > 0; left -= 1) {
    const at = random.between(0, scenario.duration);
    // People type in bursts.
    for (let burst = random.between(1, 4); burst > 0; burst -= 1)
      scheduler.after(at + burst * random.between(0, 80), act);
  }
  for (const { at, fault } of scenario.faults) scheduler.after(at, () => strike(world, fault));
}

async function suffer(world: World): Promise<void> {
  const { scheduler, scenario, watch } = world;
  const crashSteps = new Set(scenario.crashSteps);
  while (scheduler.now < scenario.duration && watch.violations.length === 0) {
    if (!(await scheduler.step())) return;
    if (crashSteps.has(scheduler.steps)) world.crash(world.random.pick(world.nodes));
    if (scheduler.steps > MAX_STEPS) return watch.fail('endless', 'too many steps');
  }
}

/** The faults stop: from here on everything has to come right by itself, people who try again included. */
async function heal(world: World): Promise<void> {
  const { scheduler, store, bus, relay, random, watch } = world;
  world.history.add('heal');
  Object.assign(store.faults, { lost: 0, torn: 0, late: 0, crash: 0 });
  Object.assign(bus.faults, { lost: 0, twice: 0, late: 0 });
  relay.lost = 0;
  store.resume();
  bus.down = false;
  for (const node of world.nodes) {
    world.restart(node);
    node.setBlind(false);
  }
  for (const { id } of world.people) {
    const level = random.chance(0.85) ? 'write' : random.chance(0.5) ? 'read' : 'none';
    if (world.rights.of(id).level !== level) setLevel(world, id, level);
  }
  if (watch.planted.size > 0) void coverJournal(world);
  const deadline = scheduler.now + HEAL_MS;
  insistAgainAndAgain(world, deadline);
  let lookAt = scheduler.now + LOOK_MS;
  while (watch.violations.length === 0) {
    if (!(await scheduler.step())) return watch.fail('liveness', 'nothing happens any more');
    if (scheduler.steps > MAX_STEPS) return watch.fail('endless', 'too many steps');
    if (scheduler.now < lookAt) continue;
    if (hasConverged(world)) return;
    if (scheduler.now > deadline) return watch.fail('liveness', whyNotConverged(world));
    lookAt = scheduler.now + LOOK_MS;
  }
}

function insistAgainAndAgain(world: World, until: number): void {
  for (const person of world.people) if (needsVisit(world, person)) world.openPage(person, 0);
  for (const page of world.livePages) {
    if (page.offline) page.setOffline(false);
    page.slowDown(5);
    page.insist();
  }
  if (world.scheduler.now < until) world.scheduler.after(7_000, () => insistAgainAndAgain(world, until));
}

/** Nobody of theirs is here, or what a dead page left behind waits for the next visit. */
function needsVisit(world: World, person: Person): boolean {
  const pages = world.livePages.filter((page) => page.person === person);
  return pages.length === 0 || (person.unsent > 0 && pages.every(({ quiet }) => quiet));
}
