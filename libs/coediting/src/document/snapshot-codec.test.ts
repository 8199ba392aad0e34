import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';

import { varUints } from '../wire/index.js';
import { walkUpdate } from '../validation/index.js';
import { decodeSnapshot, encodeSnapshot, openSnapshot } from './snapshot-codec.js';

const EMPTY = Uint8Array.of(0, 0);

/** Written and deleted by several people, so that parts arrive deleted. */
function history(): Uint8Array {
  const docs = [5, 300, 2 ** 31].map((client) => {
    const doc = new Y.Doc();
    doc.clientID = client;
    return doc;
  });
  for (let turn = 0; turn < 30; turn += 1) {
    const doc = docs[turn % 3] ?? new Y.Doc();
    for (const other of docs) Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    const text = doc.getText('text');
    text.insert(turn, `mot ${String(turn)} `);
    if (turn % 4 === 3) text.delete(turn - 2, 5);
  }
  const whole = new Y.Doc();
  for (const doc of docs) Y.applyUpdate(whole, Y.encodeStateAsUpdate(doc));
  return Y.encodeStateAsUpdate(whole);
}

/** As it was written before notes were kept with it. */
const version1 = (update: Uint8Array): Uint8Array =>
  Uint8Array.from([
    ...varUints([1, 1, 4]),
    ...Buffer.from('anne'),
    ...varUints([1, 7, 1]),
    ...varUints([update.length]),
    ...update,
  ]);

describe('a snapshot', () => {
  it('is decoded as it was encoded, with clientIDs that nobody holds any more', () => {
    const leases = new Map([
      [7, 'anne'],
      [9, null],
      [2 ** 32, 'paul'],
      [11, 'anne'],
    ]);
    for (const update of [EMPTY, history()])
      expect(decodeSnapshot(encodeSnapshot({ leases, update }))).toEqual({ leases, update });
  });

  it('is refused when it is cut short', () => {
    const bytes = encodeSnapshot({ leases: new Map([[7, 'anne']]), update: history() });
    for (let end = 0; end < bytes.length; end += 1)
      expect(() => decodeSnapshot(bytes.subarray(0, end))).toThrow();
  });

  it('describes its update without a walk as the walker would', () => {
    const update = history();
    const { blocks, deletes, deleteSetAt } = walkUpdate(update, null);
    const { walked } = openSnapshot(encodeSnapshot({ leases: new Map(), update })).checked;
    expect(walked).not.toHaveProperty('read', expect.anything());
    expect(blocks.length).toBe(3);
    expect(deletes.length).toBeGreaterThan(3);
    expect({ ...walked, deletes: walked.deletes }).toMatchObject({ blocks, deletes, deleteSetAt });
  });

  it('is still decoded in its first version', () => {
    const update = history();
    const bytes = version1(update);
    expect(decodeSnapshot(bytes)).toEqual({ leases: new Map([[7, 'anne']]), update });
    expect(openSnapshot(bytes).checked).toEqual({ update, walked: walkUpdate(update, null) });
  });

  it('has no index when its delete set leaves out structs that arrive deleted, or its clocks begin later', () => {
    // One struct that is garbage (client 7, clocks 0 to 4), or the letter at clock 5; no delete set.
    const garbage = Uint8Array.of(1, 1, 7, 0, 0, 5, 0);
    const later = Uint8Array.of(1, 1, 7, 5, 0x84, 7, 4, 1, 0x78, 0);
    for (const update of [garbage, later]) {
      const bytes = encodeSnapshot({ leases: new Map(), update });
      expect(openSnapshot(bytes).checked).toEqual({ update, walked: walkUpdate(update, null) });
    }
  });

  it('is refused when its index is of another update', () => {
    const update = history();
    const bytes = encodeSnapshot({ leases: new Map(), update });
    const other = encodeSnapshot({ leases: new Map(), update: EMPTY });
    const mixed = Uint8Array.from([
      ...other.subarray(0, other.length - EMPTY.length - 1),
      ...varUints([update.length]),
      ...update,
    ]);
    expect(decodeSnapshot(mixed)).toEqual(decodeSnapshot(bytes));
    expect(() => openSnapshot(mixed)).toThrow('index');
  });
});
