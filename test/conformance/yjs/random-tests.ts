import { setTimeout as wait } from 'node:timers/promises';
import * as prng from 'lib0/prng';
import { compare, type ComparedUser } from 'yjs/testHelper';
import * as Y from 'yjs';
import { pictureOf } from '../hazards/read-doc.js';
import { rootOf, type Kind } from '../hazards/victim.js';
import type { Enter } from '../sites.js';
import { StockPeer } from '../stock-peer.js';
import { operate } from './random-operations.js';

const USERS = 5;
const PATIENCE_MS = 30_000;

/** A user as yjs's `compare` wants one; messages take real connections instead of its test connector. */
class SocketUser extends Y.Doc implements ComparedUser {
  readonly tc = { flushAllMessages: () => false };
  readonly updates: Uint8Array[] = [];

  constructor(clientID: number) {
    super();
    this.clientID = clientID;
    this.on('update', (update: Uint8Array) => this.updates.push(update));
  }

  connect(): void {
    // Everybody is connected before the comparison.
  }
}

async function until(condition: () => boolean, what: string): Promise<void> {
  const limit = performance.now() + PATIENCE_MS;
  while (!condition()) {
    if (performance.now() > limit) throw new Error(`never: ${what}`);
    await wait(2);
  }
}

export const snapshotOf = (doc: Y.Doc): string =>
  Buffer.from(Y.encodeSnapshot(Y.snapshot(doc))).toString('base64');

/** Cut off and back, as yjs's own runs do: two in a hundred steps. */
function disturb(peers: readonly StockPeer[], gen: prng.PRNG): void {
  const offline = prng.bool(gen);
  const some = peers.filter(({ isOnline }) => isOnline === offline);
  if (some.length === 0) return;
  const peer = prng.oneOf(gen, [...some]);
  if (offline) peer.goOffline();
  else peer.comeBack();
}

/**
 * yjs's random test (tests/testHelper.js, applyRandomTests) over connections to a server: five users, random
 * operations, random cuts; at the end everything of all of them must be the same. @throws where they differ
 */
export async function randomTest(
  enter: Enter,
  document: string,
  { kind, steps, seed }: { kind: Kind; steps: number; seed: number },
): Promise<void> {
  const gen = prng.create(seed);
  // Plain yjs itself collects the contents of a deleted block into different structs on different replicas, and its own
  // comparison fails over that; so half of the runs delete blocks and compare content, state and deletions instead.
  const byStruct = kind === 'text' || seed % 4 < 2;
  const users = Array.from({ length: USERS }, (_, index) => new SocketUser(index));
  const peers = users.map((user) => new StockPeer(enter(document, 'colleague'), user));
  try {
    await until(() => peers.every(({ synced }) => synced), 'everybody is let in');
    for (let step = 0; step < steps; step += 1) {
      if (prng.int32(gen, 0, 100) <= 2) disturb(peers, gen);
      else if (prng.int32(gen, 0, 100) <= 50) await wait(0);
      const at = prng.int32(gen, 0, USERS - 1);
      const user = users[at];
      if (user !== undefined) operate(user, kind, gen, byStruct);
    }
    for (const peer of peers) peer.comeBack();
    const [first] = users;
    if (first === undefined) return;
    await until(
      () =>
        peers.every(({ synced }) => synced) && users.every((user) => snapshotOf(user) === snapshotOf(first)),
      'everybody has everything',
    );
    const fresh = await freshUser(enter, document, kind, snapshotOf(first));
    const thrown = peers.find(({ error }) => error !== null)?.error;
    if (thrown instanceof Error) throw thrown;
    const pictures = new Set([...users, fresh].map((user) => pictureOf(user, kind)));
    if (pictures.size !== 1) throw new Error('the documents differ');
    if (byStruct) compare([...users, fresh]);
  } finally {
    for (const peer of peers) peer.close();
  }
}

/** Somebody who opens the document now. @throws when it is not what the others have */
export async function freshUser(
  enter: Enter,
  document: string,
  kind: Kind,
  snapshot: string,
): Promise<SocketUser> {
  const fresh = new SocketUser(99_999);
  rootOf(fresh, kind);
  const peer = new StockPeer(enter(document, 'reader'), fresh);
  try {
    await until(() => peer.synced && snapshotOf(fresh) === snapshot, 'a newcomer has everything');
    return fresh;
  } finally {
    peer.close();
  }
}
