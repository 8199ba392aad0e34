import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';

import { HandClock } from '../../test/hand-clock.js';
import { walkUpdate } from '../validation/index.js';
import { FanOut } from './fan-out.js';
import type { Member } from './member.js';
import { NewsBeat } from './news-beat.js';

/** How much longer news waits for a commit. */
const GRACE_MS = 5;

function checked(text: string) {
  const doc = new Y.Doc();
  doc.getText('text').insert(0, text);
  const update = Y.encodeStateAsUpdate(doc);
  return { update, walked: walkUpdate(update, null) };
}

type Colleague = Member & { live: boolean };

/** `busy`: load of the event loop; at 0.75 updates wait 25 ms for company. */
function room(members: number, onDeliver: (member: Member) => void, busy = 0) {
  const member = (): Colleague => {
    const one: Colleague = {
      connection: {} as Member['connection'],
      live: true,
      closed: false,
      deliver: () => onDeliver(one),
      deliverInTwo: () => onDeliver(one),
      settle: () => undefined,
      announce: () => undefined,
      end: () => undefined,
    };
    return one;
  };
  const clock = new HandClock();
  clock.busy = busy;
  const beat = new NewsBeat(clock);
  const everybody = new Set(Array.from({ length: members }, member));
  const fanOut = new FanOut(clock, beat, everybody, (error) => errors.push(error));
  const errors: unknown[] = [];
  return { clock, beat, fanOut, errors, people: [...everybody] };
}

describe('telling a room what was committed', () => {
  it.each([2, 3, 20])('happens at once among %i while the node has time', (members) => {
    let heard = 0;
    const { fanOut } = room(members, () => (heard += 1));
    fanOut.add([checked('a')], null);
    expect(heard).toBe(members);
    expect(fanOut.commitGatherMs).toBe(0);
    expect(fanOut.isToldByCommits).toBe(true);
  });

  it('happens at once between two people however busy the node is', () => {
    let heard = 0;
    const { fanOut } = room(2, () => (heard += 1), 1);
    fanOut.add([checked('a')], null);
    expect(heard).toBe(2);
  });

  it('gathers the longer the more people there are in a room that is not small', () => {
    const gathers = [26, 100, 200, 2000].map((members) => {
      const { clock, fanOut } = room(members, () => undefined);
      fanOut.add([checked('a')], null);
      return (clock.delays.at(-1) ?? 0) - GRACE_MS;
    });
    expect(gathers.map((gather) => Math.round(gather * 10) / 10)).toEqual([2, 7.5, 15, 50]);
  });

  it('gathers a moment among three on a busy node, and commits hardly wait', () => {
    let heard = 0;
    const { clock, fanOut } = room(3, () => (heard += 1), 0.75);
    fanOut.add([checked('a')], null);
    fanOut.add([checked('b')], null);
    expect(heard).toBe(0);
    clock.turn(30);
    expect(heard).toBe(3);
    expect(fanOut.commitGatherMs).toBeLessThan(2);
  });

  it('goes out in the wake of a commit as soon as it is due', () => {
    let heard = 0;
    const { clock, beat, fanOut } = room(3, () => (heard += 1), 0.75);
    fanOut.add([checked('a')], null);
    clock.time = 24;
    beat.pass();
    expect(heard).toBe(0);
    clock.time = 25;
    beat.pass();
    expect(heard).toBe(3);
  });

  it('tells who is acknowledged what waits along with that, and the others later', () => {
    const heard: Member[] = [];
    const { clock, fanOut, people } = room(3, (member) => heard.push(member), 0.75);
    const [anna = null, bruno = null, chloe = null] = people;
    fanOut.add([checked('a')], anna);
    fanOut.add([checked('b')], bruno);
    expect(heard).toEqual([bruno]);
    clock.turn(30);
    expect(heard).toEqual([bruno, anna, chloe]);
  });

  it('tells the last author again when somebody wrote since', () => {
    const heard: Member[] = [];
    const { clock, fanOut, people } = room(3, (member) => heard.push(member), 0.75);
    const [anna = null, bruno = null, chloe = null] = people;
    fanOut.add([checked('a')], anna);
    fanOut.add([checked('b')], bruno);
    fanOut.add([checked('c')], null);
    clock.turn(30);
    expect(heard).toEqual([bruno, anna, bruno, chloe]);
  });

  it('tells everybody when the author was still being sent the document', () => {
    const heard: Member[] = [];
    const { clock, fanOut, people } = room(3, (member) => heard.push(member), 0.75);
    const [anna = null, bruno = null, chloe = null] = people;
    fanOut.add([checked('a')], anna);
    if (bruno !== null) bruno.live = false;
    fanOut.add([checked('b')], bruno);
    if (bruno !== null) bruno.live = true;
    expect(heard).toEqual([]);
    clock.turn(30);
    expect(heard).toEqual([anna, bruno, chloe]);
  });

  it('says of its own room alone that it failed', () => {
    const refuse = (): never => {
      throw new Error('no such socket');
    };
    const { clock, fanOut, errors } = room(3, refuse, 0.75);
    fanOut.add([checked('a')], null);
    clock.turn(30);
    expect(errors).toEqual([new Error('no such socket')]);
  });

  it('gathers in a large room and builds one frame for everybody', () => {
    let heard = 0;
    const { clock, fanOut } = room(200, () => (heard += 1));
    fanOut.add([checked('a')], null);
    fanOut.add([checked('b')], null);
    expect(heard).toBe(0);
    clock.turn(55);
    expect(heard).toBe(200);
  });

  it('rests twice as long as it took in a room where it takes long, but not for ever', () => {
    const { clock, fanOut } = room(200, () => (clock.time += cost));
    let cost = 0;
    const round = (): void => {
      fanOut.add([checked('a')], null);
      clock.turn(clock.time + (clock.delays.at(-1) ?? 0));
    };
    for (cost of [0.03125, 0.15625, 1, 1]) round();
    expect(clock.delays.map((delay) => delay - GRACE_MS)).toEqual([15, 15, 62.5, 100]);
  });
});
