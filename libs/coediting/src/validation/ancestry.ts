import type { ClientItems, Hang } from './client-items.js';

/** One run of a client's items. */
export interface Run {
  readonly items: ClientItems;
  readonly index: number;
}

/** The run that an item is in; null for an item that nobody has. */
type FindRun = (client: number, clock: number) => Run | null;

/**
 * What a new run that hangs on an item of `parent` is to remember. Each run knows of one that lies above it, so far that
 * every other one above is found in as many steps as its depth has digits (Myers, “An applicative random-access stack”,
 * 1983): a text that many people wrote in turn hangs together in a chain as long as it is.
 */
export function hangOn(parent: Run | null, find: FindRun, own: { client: number; clock: number }): Hang {
  if (parent === null) return { depth: 0, upClient: own.client, upClock: own.clock };
  const up = upOf(parent, find);
  const above = upOf(up, find);
  const isEven = depthOf(parent) - depthOf(up) === depthOf(up) - depthOf(above);
  const { items, index } = isEven ? above : parent;
  return { depth: depthOf(parent) + 1, upClient: items.client, upClock: items.startOf(index) };
}

/** At which of its clocks the way up from an item (`clock` in `from`) comes into a run; null when it does not. */
export function entryInto(target: Run, from: Run, clock: number, find: FindRun): number | null {
  const depth = depthOf(target);
  let run = from;
  let entry = clock;
  while (depthOf(run) > depth) {
    const up = upOf(run, find);
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

const upOf = (run: Run, find: FindRun): Run =>
  find(run.items.upClientOf(run.index), run.items.upClockOf(run.index)) ?? run;
