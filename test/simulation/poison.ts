import { encodeRun } from '@maroquin/coediting';
import * as Y from 'yjs';

import { imageOf, newDoc, take } from './checks/replica.js';
import type { World } from './world.js';

const TRIES = 12;
/** An item that names both neighbours and holds a string (yjs/src/structs/Item.js, write). */
const BETWEEN = 0x80 | 0x40 | 4;

/**
 * Puts an update into the journal as if the gate had let it pass: letters whose left neighbour stands right of their
 * right one. Who has the document open sees one text, who loads it another. False: this document offers no place for it.
 */
export function plantPoison(world: World): boolean {
  const { store, watch, random, elsewhere } = world;
  if (store.kind !== 'text') return false;
  const content = watch.contentOf(store.epoch);
  const written = [...content.store.clients.keys()].filter(
    (client) => Y.getState(content.store, client) >= 4,
  );
  for (let left = TRIES; left > 0; left -= 1) {
    const of = random.pick(written);
    if (of === undefined) return false;
    const last = Y.getState(content.store, of) - 1;
    const [origin, right] = [random.between(1, last), random.between(0, last - 1)];
    const update = between(world.newClientID(), of, origin, right);
    if (origin === right || !isHarmful(content, update)) continue;
    watch.planted.add(store.head + 1);
    world.history.add('poison', update);
    store.insert('updates', encodeRun([{ personId: 'mallory', update }]), 1, elsewhere);
    world.bus.publish('elsewhere', store.head);
    return true;
  }
  return false;
}

function between(client: number, of: number, origin: number, right: number): Uint8Array {
  const bytes = [1, 1, client, 0].flatMap(varUint);
  bytes.push(BETWEEN, ...[of, origin, of, right].flatMap(varUint), 3, 120, 121, 122, 0);
  return Uint8Array.from(bytes);
}

function isHarmful(content: Y.Doc, update: Uint8Array): boolean {
  const live = newDoc(1);
  take(live, Y.encodeStateAsUpdate(content));
  take(live, update);
  const loaded = newDoc(1);
  take(loaded, Y.encodeStateAsUpdate(live));
  return imageOf(live, 'text') !== imageOf(loaded, 'text');
}

function varUint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return [...bytes, rest];
}
