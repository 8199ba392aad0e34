import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';

import { FanOut } from './fan-out.js';
import type { Member } from './member.js';
import type { Clock } from './ports.js';
import { walkUpdate } from './update-walker.js';

/** A clock that is turned by hand. */
class HandClock implements Clock {
  time = 0;
  readonly delays: number[] = [];
  private waiting: { readonly at: number; readonly work: () => void }[] = [];

  now(): number {
    return this.time;
  }

  after(milliseconds: number, work: () => void): () => void {
    const one = { at: this.time + milliseconds, work };
    this.delays.push(milliseconds);
    this.waiting.push(one);
    return () => void (this.waiting = this.waiting.filter((other) => other !== one));
  }

  soon(work: () => void): void {
    this.after(0, work);
  }

  turn(to: number): void {
    this.time = to;
    const due = this.waiting.filter(({ at }) => at <= to);
    this.waiting = this.waiting.filter(({ at }) => at > to);
    for (const { work } of due) work();
  }
}

function checked(text: string) {
  const doc = new Y.Doc();
  doc.getText('text').insert(0, text);
  const update = Y.encodeStateAsUpdate(doc);
  return { update, walked: walkUpdate(update, null) };
}

function room(members: number, onDeliver: () => void) {
  const member = (): Member => ({
    connection: {} as Member['connection'],
    live: true,
    closed: false,
    deliver: onDeliver,
    deliverInTwo: onDeliver,
    settle: () => undefined,
    announce: () => undefined,
    end: () => undefined,
  });
  const clock = new HandClock();
  return { clock, fanOut: new FanOut(clock, new Set(Array.from({ length: members }, member))) };
}

describe('telling a room what was committed', () => {
  it('happens at once between two people', () => {
    let heard = 0;
    const { fanOut } = room(2, () => (heard += 1));
    fanOut.add([checked('a')], null);
    expect(heard).toBe(2);
  });

  it('gathers a moment among three, whose commits wait for nothing', () => {
    let heard = 0;
    const { clock, fanOut } = room(3, () => (heard += 1));
    fanOut.add([checked('a')], null);
    fanOut.add([checked('b')], null);
    expect(heard).toBe(0);
    clock.turn(50);
    expect(heard).toBe(3);
    expect(fanOut.commitGatherMs).toBe(0);
  });

  it('gathers in a large room and builds one frame for everybody', () => {
    let heard = 0;
    const { clock, fanOut } = room(200, () => (heard += 1));
    fanOut.add([checked('a')], null);
    fanOut.add([checked('b')], null);
    expect(heard).toBe(0);
    clock.turn(50);
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
    expect(clock.delays).toEqual([50, 50, 62.5, 100]);
  });
});
