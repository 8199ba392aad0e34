import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import * as sync from 'y-protocols/sync';
import * as Y from 'yjs';

import { MalformedError } from './byte-reader.js';
import { decodeRun, encodeRun } from './run-codec.js';
import * as wire from './frames.js';

describe('a frame', () => {
  it('is the one y-protocols writes', () => {
    const doc = new Y.Doc();
    doc.getText('text').insert(0, 'x'.repeat(300));
    const write = (fill: (encoder: encoding.Encoder) => void): Uint8Array => {
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, 0);
      fill(encoder);
      return encoding.toUint8Array(encoder);
    };
    const update = Y.encodeStateAsUpdate(doc);
    expect(wire.encodeStep1(Y.encodeStateVector(doc))).toEqual(
      write((encoder) => sync.writeSyncStep1(encoder, doc)),
    );
    expect(wire.encodeStep2(update)).toEqual(write((encoder) => sync.writeSyncStep2(encoder, doc)));
    expect(wire.encodeUpdate(update)).toEqual(write((encoder) => sync.writeUpdate(encoder, update)));
  });

  const extension: [Uint8Array, wire.Frame][] = [
    [
      wire.encodeCommitted(3, 70_000, Uint8Array.of(0)),
      { type: 'committed', ordinal: 3, seq: 70_000, stateVector: Uint8Array.of(0) },
    ],
    [
      wire.encodeRefused(2, 'collab.read-only', 'Refusé'),
      { type: 'refused', ordinal: 2, code: 'collab.read-only', message: 'Refusé' },
    ],
    [wire.encodeEpoch(4), { type: 'epoch', epoch: 4 }],
    [wire.encodeAccess('comment'), { type: 'access', level: 'comment' }],
    [wire.encodeAccess('write'), { type: 'access', level: 'write' }],
    [wire.encodePing(12), { type: 'ping', token: 12 }],
    [wire.encodeQueryAwareness(), { type: 'query-awareness' }],
    [wire.encodeDenied('Refusé'), { type: 'denied', reason: 'Refusé' }],
  ];
  it.each(extension)('of the extension is decoded as it was encoded %#', (bytes, frame) => {
    expect(wire.decodeFrame(bytes)).toEqual(frame);
  });

  it.each([
    [[]],
    [[9]],
    [[0, 3]],
    [[0, 0]],
    [[0, 2, 200]],
    [[100, 9]],
    [[100, 3, 5]],
    [[100, 3, 7]],
    [[3, 0]],
    [[0, 2, 1, 0, 0]],
  ])('that is malformed is refused: %j', (bytes) => {
    expect(() => wire.decodeFrame(Uint8Array.from(bytes))).toThrow(MalformedError);
  });

  it('writes numbers as lib0 reads them', () => {
    for (const value of [0, 127, 128, 2 ** 31, 2 ** 32 + 5, Number.MAX_SAFE_INTEGER]) {
      const decoder = decoding.createDecoder(wire.encodeEpoch(value).slice(2));
      expect(decoding.readVarUint(decoder)).toBe(value);
    }
  });
});

describe('a run', () => {
  it('names the author of each update', () => {
    const entries = [
      { personId: 'a', update: Uint8Array.of(0, 0) },
      { personId: 'b', update: Uint8Array.of(1, 2, 3) },
      { personId: 'a', update: new Uint8Array() },
    ];
    expect(decodeRun(encodeRun(entries))).toEqual(entries);
  });

  it('names authors in whatever letters', () => {
    const entries = ['élise', 'Ωmega', '🇫🇷', 'plain'].map((personId) => ({
      personId,
      update: Uint8Array.of(7),
    }));
    expect(decodeRun(encodeRun(entries))).toEqual(entries);
  });

  it('of another version is refused', () => {
    expect(() => decodeRun(Uint8Array.of(2, 0, 0))).toThrow(MalformedError);
  });
});
