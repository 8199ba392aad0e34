import { decodeSnapshot, encodeSnapshot, type DocumentKind, type Holder } from '@maroquin/coediting';

import type { World } from './world.js';

interface Run {
  readonly first: number;
  readonly payload: Uint8Array;
}

/** What the product's worker thread is asked for (libs/documents: checkpoints/worker). */
interface Work {
  readonly kind: DocumentKind;
  readonly start: Uint8Array | null;
  readonly runs: readonly Run[];
  readonly without: readonly number[];
  readonly until: number;
  readonly salvage: 'place' | 'drop' | null;
  readonly progress: Int32Array;
}

type Answer =
  | { readonly status: 'made'; readonly snapshot: Uint8Array; readonly clients: readonly number[] }
  | { readonly status: 'failed'; readonly fault: string; readonly seq: number | null };

/** The product's own making and verifying of checkpoints. */
export type MakeCheckpoint = (work: Work) => Promise<Answer>;

type Request = Omit<Work, 'progress'>;

const MAX_OFFENDERS = 3;
const RETRY_MS = 1_000;

/** Covers what is written with a verified checkpoint; when it cannot be verified, begins the document anew without what is at fault. */
export async function coverJournal(world: World): Promise<void> {
  try {
    const request = await requestOf(world);
    if (request === null) return;
    const answer = await make(world, request);
    if (answer.status === 'made') await put(world, request, answer.snapshot);
    else await repair(world, request);
  } catch {
    // The store did not answer: the job is tried again.
    world.scheduler.after(RETRY_MS, () => void coverJournal(world));
  }
}

async function requestOf({ store, elsewhere }: World): Promise<(Request & { epoch: number }) | null> {
  return store.call(elsewhere, () => {
    const { epoch, epochFrom, kind, head } = store;
    const newest = store.checkpoints.findLast((one) => one.epoch === epoch);
    const behind = newest?.seq ?? Math.max(0, epochFrom - 1);
    if (head === behind) return null;
    const rows = store.rows.filter(({ first }) => first > behind);
    const base = rows.find((row) => row.kind === 'base');
    const runs = rows.filter((row) => row.kind !== 'base').map(({ first, run }) => ({ first, payload: run }));
    return {
      ...{ epoch, kind, start: base?.run ?? newest?.snapshot ?? null, runs },
      ...{ without: [], until: head, salvage: null },
    };
  });
}

function put(
  world: World,
  { epoch, until }: Request & { epoch: number },
  snapshot: Uint8Array,
): Promise<void> {
  const { store, elsewhere, history } = world;
  return store.call(elsewhere, () => {
    history.add('covered', until, snapshot);
    store.checkpoints.push({ epoch, seq: until, snapshot });
  });
}

async function repair(world: World, request: Request & { epoch: number }): Promise<void> {
  const without: number[] = [];
  if (world.watch.planted.size === 0) return world.watch.fail('honest-quarantined', 'nobody did any harm');
  for (let turn = 0; turn < MAX_OFFENDERS; turn += 1) {
    without.push(await offenderOf(world, { ...request, without }));
    const made = await make(world, { ...request, without, salvage: 'place' });
    if (made.status === 'made') return begin(world, request, made, without.length);
  }
  world.watch.fail('repair', 'a document could not be repaired');
}

/** The update with which what stands before it does not make a document any more. */
async function offenderOf(world: World, request: Request): Promise<number> {
  const salvage = request.without.length === 0 ? null : 'place';
  let good = (request.runs[0]?.first ?? 1) - 1;
  let bad = request.until;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    const answer = await make(world, { ...request, salvage, until: middle });
    if (answer.status === 'made') good = middle;
    else bad = middle;
  }
  return bad;
}

async function begin(
  world: World,
  request: Request,
  made: Extract<Answer, { status: 'made' }>,
  offenders: number,
): Promise<void> {
  const { store, elsewhere, bus } = world;
  const leases = new Map<number, Holder>(made.clients.map((client) => [client, null]));
  const { update } = decodeSnapshot(made.snapshot);
  const begun = await store.call(elsewhere, () => {
    if (store.head !== request.until) return false;
    store.beginEpoch(encodeSnapshot({ leases, update }), elsewhere);
    world.quarantined += offenders;
    return true;
  });
  if (!begun) return coverJournal(world);
  bus.publish('elsewhere', store.head);
}

/** Outside of time: the simulation waits until it is done, as it waits for any computation. */
function make(world: World, request: Request): Promise<Answer> {
  const progress = new Int32Array(2);
  return world.scheduler.hold(world.makeCheckpoint({ ...request, progress }));
}
