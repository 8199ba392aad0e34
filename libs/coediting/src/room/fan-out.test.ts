import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';

import { HandClock } from '../../test/hand-clock.js';
import { walkUpdate } from '../validation/index.js';
import { FanOut } from './fan-out.js';
import type { Participant } from './participant.js';
import { FlushScheduler } from './flush-scheduler.js';

/** How much longer due updates wait for a commit. */
const GRACE_MS = 5;

function checked(text: string) {
  const doc = new Y.Doc();
  doc.getText('text').insert(0, text);
  const update = Y.encodeStateAsUpdate(doc);
  return { update, walked: walkUpdate(update, null) };
}

type Colleague = Participant & { live: boolean };

/** `busy`: load of the event loop; at 0.75 updates wait 25 ms for company. */
function room(participants: number, onDeliver: (participant: Participant) => void, busy = 0) {
  const participant = (): Colleague => {
    const one: Colleague = {
      connection: {} as Participant['connection'],
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
  const scheduler = new FlushScheduler(clock);
  const everybody = new Set(Array.from({ length: participants }, participant));
  const fanOut = new FanOut(clock, scheduler, everybody, (error) => errors.push(error));
  const errors: unknown[] = [];
  return { clock, scheduler, fanOut, errors, people: [...everybody] };
}

describe('the fan-out of a room', () => {
  it.each([2, 3, 20])('sends at once to %i participants while the node has time', (participants) => {
    let received = 0;
    const { fanOut } = room(participants, () => (received += 1));
    fanOut.add([checked('a')], null);
    expect(received).toBe(participants);
    expect(fanOut.commitGatherMs).toBe(0);
    expect(fanOut.isFlushedByCommits).toBe(true);
  });

  it('sends at once between two people however busy the node is', () => {
    let received = 0;
    const { fanOut } = room(2, () => (received += 1), 1);
    fanOut.add([checked('a')], null);
    expect(received).toBe(2);
  });

  it('gathers the longer the more people are in a room that is not small', () => {
    const gathers = [26, 100, 200, 2000].map((participants) => {
      const { clock, fanOut } = room(participants, () => undefined);
      fanOut.add([checked('a')], null);
      return (clock.delays.at(-1) ?? 0) - GRACE_MS;
    });
    expect(gathers.map((gather) => Math.round(gather * 10) / 10)).toEqual([2, 7.5, 15, 50]);
  });

  it('gathers among three on a busy node, where commits hardly wait', () => {
    let received = 0;
    const { clock, fanOut } = room(3, () => (received += 1), 0.75);
    fanOut.add([checked('a')], null);
    fanOut.add([checked('b')], null);
    expect(received).toBe(0);
    clock.turn(30);
    expect(received).toBe(3);
    expect(fanOut.commitGatherMs).toBeLessThan(2);
  });

  it('sends what is due with the next commit', () => {
    let received = 0;
    const { clock, scheduler, fanOut } = room(3, () => (received += 1), 0.75);
    fanOut.add([checked('a')], null);
    clock.time = 24;
    scheduler.flushDue();
    expect(received).toBe(0);
    clock.time = 25;
    scheduler.flushDue();
    expect(received).toBe(3);
  });

  it('sends what waits to the acknowledged author along with that, and to the others later', () => {
    const received: Participant[] = [];
    const { clock, fanOut, people } = room(3, (participant) => received.push(participant), 0.75);
    const [anna = null, bruno = null, chloe = null] = people;
    fanOut.add([checked('a')], anna);
    fanOut.add([checked('b')], bruno);
    expect(received).toEqual([bruno]);
    clock.turn(30);
    expect(received).toEqual([bruno, anna, chloe]);
  });

  it('sends to the last author again when somebody wrote since', () => {
    const received: Participant[] = [];
    const { clock, fanOut, people } = room(3, (participant) => received.push(participant), 0.75);
    const [anna = null, bruno = null, chloe = null] = people;
    fanOut.add([checked('a')], anna);
    fanOut.add([checked('b')], bruno);
    fanOut.add([checked('c')], null);
    clock.turn(30);
    expect(received).toEqual([bruno, anna, bruno, chloe]);
  });

  it('sends to everybody when the author was still being sent the document', () => {
    const received: Participant[] = [];
    const { clock, fanOut, people } = room(3, (participant) => received.push(participant), 0.75);
    const [anna = null, bruno = null, chloe = null] = people;
    fanOut.add([checked('a')], anna);
    if (bruno !== null) bruno.live = false;
    fanOut.add([checked('b')], bruno);
    if (bruno !== null) bruno.live = true;
    expect(received).toEqual([]);
    clock.turn(30);
    expect(received).toEqual([anna, bruno, chloe]);
  });

  it('reports a failed flush to its own room alone', () => {
    const refuse = (): never => {
      throw new Error('no such socket');
    };
    const { clock, fanOut, errors } = room(3, refuse, 0.75);
    fanOut.add([checked('a')], null);
    clock.turn(30);
    expect(errors).toEqual([new Error('no such socket')]);
  });

  it('gathers in a large room and builds one frame for everybody', () => {
    let received = 0;
    const { clock, fanOut } = room(200, () => (received += 1));
    fanOut.add([checked('a')], null);
    fanOut.add([checked('b')], null);
    expect(received).toBe(0);
    clock.turn(55);
    expect(received).toBe(200);
  });

  it('pauses twice as long as a flush took, up to a bound', () => {
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
