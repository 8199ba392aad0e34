import { describe, expect, it } from 'vitest';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';

import { MalformedError } from '../wire/index.js';
import { RoomAwareness } from './room-awareness.js';

const anna = { id: 'p-anna', name: 'Anna', colour: '#aa0000', hue: 1 };
const bruno = { id: 'p-bruno', name: 'Bruno', colour: '#00aa00', hue: 2 };

function announce(clientID: number, state: Record<string, unknown>): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = clientID;
  const awareness = new Awareness(doc);
  awareness.setLocalState(state);
  const message = encodeAwarenessUpdate(awareness, [clientID]);
  awareness.destroy();
  return message;
}

/** What a stock client shows after these messages. */
function seen(...messages: (Uint8Array | null)[]): Map<number, Record<string, unknown>> {
  const awareness = new Awareness(new Y.Doc());
  awareness.setLocalState(null);
  for (const message of messages) if (message !== null) applyAwarenessUpdate(awareness, message, null);
  awareness.destroy();
  return awareness.getStates();
}

describe('awareness in a room', () => {
  it('carries the authenticated name, colour and id, whatever the client says', () => {
    const room = new RoomAwareness(4096, 'text');
    room.receive('c1', anna, announce(7, { user: { name: 'Le ministre', id: 'x' }, line: 3 }));
    expect(seen(room.takeChanges()).get(7)).toEqual({
      line: 3,
      user: { id: 'p-anna', name: 'Anna', color: '#aa0000', hue: 1 },
    });
  });

  it('gives a connection one clientID and nobody else’s', () => {
    const room = new RoomAwareness(4096, 'text');
    room.receive('c1', anna, announce(7, { line: 1 }));
    room.receive('c2', bruno, announce(7, { line: 2 }));
    room.receive('c1', anna, announce(8, { line: 3 }));
    expect([...seen(room.everyone())].map(([client, state]) => [client, state['line']])).toEqual([[7, 1]]);
  });

  it('lets the same person take over after a reload', () => {
    const room = new RoomAwareness(4096, 'text');
    room.receive('old', anna, announce(7, { line: 1 }));
    room.receive('new', anna, announce(7, { line: 2 }));
    expect(room.leave('old')).toBe(false);
    expect(seen(room.everyone()).get(7)?.['line']).toBe(2);
  });

  it('ends with the connection, and nothing of it is kept', () => {
    const room = new RoomAwareness(4096, 'text');
    room.receive('c1', anna, announce(7, { line: 1 }));
    const before = room.takeChanges();
    expect(room.leave('c1')).toBe(true);
    expect(seen(before, room.takeChanges()).size).toBe(0);
    expect(room.everyone()).toBeNull();
  });

  it('drops a state above the limit and refuses one that is deep, not an object, or of a clock that would lock', () => {
    const room = new RoomAwareness(4096, 'text');
    expect(room.receive('c1', anna, announce(7, { big: 'x'.repeat(5000) }))).toBe(false);
    const deep = `{"a":${'['.repeat(100)}${']'.repeat(100)}}`;
    const message = (clock: number[], json: string): Uint8Array =>
      Uint8Array.from([
        1,
        7,
        ...clock,
        ...(json.length > 127 ? [128 | (json.length % 128), json.length >> 7] : [json.length]),
        ...Buffer.from(json),
      ]);
    expect(() => room.receive('c1', anna, message([1], deep))).toThrow(MalformedError);
    expect(() => room.receive('c1', anna, message([1], '[]'))).toThrow(MalformedError);
    expect(() => room.receive('c1', anna, message([255, 255, 255, 255, 255, 255, 255, 15], '{}'))).toThrow(
      MalformedError,
    );
    expect(room.everyone()).toBeNull();
  });

  it('passes on a cursor that editors can read, and no other: theirs would throw at each change', () => {
    const room = new RoomAwareness(4096, 'text');
    const doc = new Y.Doc();
    doc.getText('text').insert(0, 'abc');
    const at = (index: number): object =>
      JSON.parse(JSON.stringify(Y.createRelativePositionFromTypeIndex(doc.getText('text'), index))) as object;
    const cursorAfter = (cursor: unknown): unknown => {
      room.receive('c1', anna, announce(7, { cursor }));
      return seen(room.everyone()).get(7)?.['cursor'];
    };
    const honest = { anchor: at(1), head: at(3) };
    expect(cursorAfter(honest)).toEqual(honest);
    const elsewhere = { type: null, tname: 'constructor', item: null, assoc: 0 };
    for (const hostile of [
      1,
      'x',
      [],
      {},
      { anchor: null, head: null },
      { anchor: { item: 1 }, head: at(1) },
      { anchor: elsewhere, head: elsewhere },
    ])
      expect(cursorAfter(hostile)).toBeNull();
  });
});
