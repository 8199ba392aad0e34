import { describe, expect, it } from 'vitest';

import { decodeSnapshot, encodeSnapshot } from './snapshot-codec.js';

describe('a snapshot', () => {
  it('comes back as it was written, with clientIDs that are nobody’s any more', () => {
    const leases = new Map([
      [7, 'anne'],
      [9, null],
      [2 ** 32, 'paul'],
      [11, 'anne'],
    ]);
    const update = Uint8Array.of(0, 0);
    expect(decodeSnapshot(encodeSnapshot({ leases, update }))).toEqual({ leases, update });
  });

  it('is refused when it is cut short', () => {
    const bytes = encodeSnapshot({ leases: new Map([[7, 'anne']]), update: Uint8Array.of(0, 0) });
    for (let end = 0; end < bytes.length; end += 1)
      expect(() => decodeSnapshot(bytes.subarray(0, end))).toThrow();
  });
});
