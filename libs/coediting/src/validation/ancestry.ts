import type { ClientItems, JumpPointer } from './client-items.js';

/** One run of a client's items. */
export interface Run {
  readonly items: ClientItems;
  readonly index: number;
}

/** The run that an item is in; null for an item that nobody has. */
type FindRun = (client: number, clock: number) => Run | null;

/**
 * The jump pointer of a new run whose first item has its left origin in `parent`. Each run points at one of its ancestors,
 * so far up that every other ancestor is found in a number of steps logarithmic in its depth (Myers, “An applicative
 * random-access stack”, 1983): the origins of a text that many people wrote in turn are a chain as long as the text.
 */
export function jumpPointerOf(
  parent: Run | null,
  find: FindRun,
  own: { client: number; clock: number },
): JumpPointer {
  if (parent === null) return { depth: 0, jumpClient: own.client, jumpClock: own.clock };
  const up = jumpOf(parent, find);
  const above = jumpOf(up, find);
  const isEven = depthOf(parent) - depthOf(up) === depthOf(up) - depthOf(above);
  const { items, index } = isEven ? above : parent;
  return { depth: depthOf(parent) + 1, jumpClient: items.client, jumpClock: items.startOf(index) };
}

/** The clock of `target` at which the chain of left origins of an item (`clock` in `from`) enters that run; null: it does not. */
export function entryInto(target: Run, from: Run, clock: number, find: FindRun): number | null {
  const depth = depthOf(target);
  let run = from;
  let entry = clock;
  while (depthOf(run) > depth) {
    const up = jumpOf(run, find);
    if (up !== run && depthOf(up) > depth) run = up;
    else {
      const next = find(run.items.leftClientOf(run.index), run.items.leftClockOf(run.index));
      if (next === null) return null;
      entry = run.items.leftClockOf(run.index);
      run = next;
    }
  }
  return run.items === target.items && run.index === target.index ? entry : null;
}

const depthOf = ({ items, index }: Run): number => items.depthOf(index);

const jumpOf = (run: Run, find: FindRun): Run =>
  find(run.items.jumpClientOf(run.index), run.items.jumpClockOf(run.index)) ?? run;
