import type { AccessLevel } from '@maroquin/coediting';

import { coverJournal } from './checks/checkpoints.js';
import { plantPoison } from './poison.js';
import type { Fault } from './scenario.js';
import { restored } from './checks/snapshots.js';
import type { World } from './world.js';

const LEVELS: readonly AccessLevel[] = ['none', 'read', 'comment', 'write', 'write'];
/** Longest time until a node hears of a changed right. */
const LEARN_MS = 250;
const MAX_PAGES = 6;

/** Lets one thing go wrong, and come right again later where it does so by itself. */
export function strike(world: World, fault: Fault): void {
  const { random, scheduler, store, bus } = world;
  world.history.add(fault);
  const node = random.pick(world.nodes);
  const page = random.pick(world.livePages);
  const person = random.pick(world.people);
  if (node === undefined || person === undefined) return;
  const later = (low: number, high: number, work: () => void): void =>
    void scheduler.after(random.between(low, high), work);
  switch (fault) {
    case 'crash':
      return world.crash(node);
    case 'stop':
      if (!node.up) return;
      node.stop();
      return later(6_000, 9_000, () => world.restart(node));
    case 'cut':
      return page?.cut(random.chance(0.5));
    case 'offline':
      page?.setOffline(true);
      return later(500, 8_000, () => page?.setOffline(false));
    case 'sleep':
      return page?.sleep(random.between(1_000, 60_000));
    case 'slow':
      return page?.slowDown(random.between(600, 5_000));
    case 'pause':
      return store.pause(random.between(500, 25_000));
    case 'bus-down':
      bus.down = true;
      return later(500, 10_000, () => (bus.down = false));
    case 'rights':
      return setLevel(world, person.id, random.pick(LEVELS) ?? 'write');
    case 'blind':
      node.setBlind(true);
      return later(200, 6_000, () => node.setBlind(false));
    case 'restore':
      return restore(world);
    case 'checkpoint':
      return void coverJournal(world);
    case 'poison':
      if (plantPoison(world)) later(100, 6_000, () => void coverJournal(world));
      return;
    case 'kill-page':
      page?.kill();
      return later(100, 3_000, () => world.openPage(page?.person ?? person));
    case 'close-page':
      page?.close();
      return later(100, 3_000, () => world.openPage(page?.person ?? person));
    case 'open-page':
      if (world.livePages.length < MAX_PAGES) world.openPage(person);
  }
}

export function setLevel(world: World, personId: string, level: AccessLevel): void {
  const known = world.rights.set(personId, level);
  const person = world.people.find(({ id }) => id === personId);
  if (person !== undefined && level !== 'write') person.everLimited = true;
  for (const node of world.nodes)
    if (node.up) node.life.after(world.random.between(0, LEARN_MS), () => node.learn(personId, known));
}

/** Somebody restores an earlier state of the document: one atomic act of the store, of which the nodes learn by a hint. */
function restore(world: World): void {
  const { store, random, elsewhere } = world;
  const rows = store.rows.filter(({ first }) => first >= store.epochFrom);
  const content = restored(rows, random.between(0, rows.length), store.kind, world.newClientID());
  store.beginEpoch(content, elsewhere);
  world.bus.publish('elsewhere', store.head);
}
