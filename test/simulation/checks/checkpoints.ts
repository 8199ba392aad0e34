import { decodeSnapshot, encodeSnapshot, type Holder, walkUpdate } from '@maroquin/coediting';

import type { Failed, Made, Offender, Request } from '../product.js';
import type { World } from '../world.js';

interface Tail extends Request {
  readonly epoch: number;
}

const RETRY_MS = 1_000;

/** Covers what is written with a verified checkpoint; when it cannot be verified, restarts the document without what is at fault. */
export async function coverJournal(world: World): Promise<void> {
  try {
    const tail = await tailOf(world);
    if (tail === null) return;
    const answer = await make(world, tail);
    if (answer.status === 'made') await put(world, tail, answer.snapshot);
    else await repair(world, tail, answer);
  } catch {
    // The store did not answer: the job is tried again.
    world.scheduler.after(RETRY_MS, () => void coverJournal(world));
  }
}

async function tailOf({ store, elsewhere }: World): Promise<Tail | null> {
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

function put(world: World, { epoch, until }: Tail, snapshot: Uint8Array): Promise<void> {
  const { store, elsewhere, history } = world;
  return store.call(elsewhere, () => {
    history.add('covered', until, snapshot);
    store.checkpoints.push({ epoch, seq: until, snapshot });
  });
}

async function repair(world: World, tail: Tail, failure: Failed): Promise<void> {
  if (world.watch.planted.size === 0) return world.watch.fail('honest-quarantined', 'nobody did any harm');
  const salvaged = await salvage(world, tail, failure);
  if (salvaged === null) return;
  const { made, bad } = salvaged;
  const { store, elsewhere, bus } = world;
  const begun = await store.call(elsewhere, () => {
    if (store.head !== tail.until) return false;
    store.beginEpoch(contentOf(made), elsewhere);
    world.quarantined += bad.size;
    return true;
  });
  if (!begun) return coverJournal(world);
  bus.publish('elsewhere', store.head);
}

async function salvage(
  world: World,
  tail: Tail,
  failure: Failed,
): Promise<{ made: Made; bad: ReadonlyMap<number, Offender> } | null> {
  const { product } = world;
  const maker = { make: (request: Request) => make(world, request) };
  try {
    const known = await product.findOffender(maker, tail, failure, tail.until);
    if (known === null) throw new Error('what failed once does not fail again');
    const bad = new Map([[known.seq, known]]);
    const intact = { ...tail, head: tail.until };
    return { made: await product.salvageContent(maker, intact, bad, world.newClientID()), bad };
  } catch (error) {
    world.watch.fail('repair', error instanceof Error ? error.message : 'a document could not be repaired');
    return null;
  }
}

/** What the new epoch begins with: nobody who ever wrote may go on there. */
function contentOf({ snapshot, clients }: Made): Uint8Array {
  const { update } = decodeSnapshot(snapshot);
  const written = walkUpdate(update, null).blocks.map(({ client }) => client);
  const leases = new Map<number, Holder>([...clients, ...written].map((client) => [client, null]));
  return encodeSnapshot({ leases, update });
}

/** Outside of time: the simulation waits until it is done, as it waits for any computation. */
function make(world: World, request: Request): Promise<Made | Failed> {
  const progress = new Int32Array(2);
  return world.scheduler.hold(world.product.makeCheckpoint({ ...request, progress }));
}
