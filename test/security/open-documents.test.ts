import * as encoding from 'lib0/encoding';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { maroquin, type Subject } from '../conformance/hazards/subjects.js';
import { enterBySocket, type Enter } from '../conformance/sites.js';
import { StockPeer, type Wire } from '../conformance/stock-peer.js';
import { until } from '../support/until.js';

/** No authorised writer can make a document that others cannot open any more. */
let subject: Subject;
let enter: Enter;

beforeAll(async () => {
  subject = await maroquin();
  enter = enterBySocket(subject.site);
}, 120_000);
afterAll(() => subject?.close());

const WRITER = 77;
const LETTERS = 208_000;

/** An update frame that deletes every other letter of the writer, from one letter to another. */
function separateDeletes(from: number, to: number): Uint8Array {
  const update = encoding.encode((e) => {
    for (const value of [0, 1, WRITER, (to - from) / 2]) encoding.writeVarUint(e, value);
    for (let clock = from; clock < to; clock += 2) {
      encoding.writeVarUint(e, clock);
      encoding.writeVarUint(e, 1);
    }
  });
  return frameOf(update);
}

const frameOf = (update: Uint8Array): Uint8Array =>
  encoding.encode((e) => {
    encoding.writeVarUint(e, 0);
    encoding.writeVarUint(e, 2);
    encoding.writeVarUint8Array(e, update);
  });

function openWire(document: string): Promise<Wire> {
  return new Promise((resolve, reject) => {
    const wire = enter(
      document,
      'attacker',
    )({ opened: () => resolve(wire), message: () => undefined, closed: reject });
  });
}

describe('a document in which 104,000 letters were deleted one by one', () => {
  it('is opened, closed and opened again by others', async () => {
    const document = await subject.create('text');
    const written = new Y.Doc();
    written.clientID = WRITER;
    written.getText('text').insert(0, 'x'.repeat(LETTERS));
    const wire = await openWire(document);
    wire.send(frameOf(Y.encodeStateAsUpdate(written)));
    wire.send(separateDeletes(0, LETTERS / 2));
    wire.send(separateDeletes(LETTERS / 2, LETTERS));
    const colleague = new StockPeer(enter(document, 'colleague'));
    const text = colleague.doc.getText('text');
    await until(() => colleague.synced && text.length === LETTERS / 2, 'everything arrives', 30_000);
    wire.close();
    colleague.goOffline();
    colleague.comeBack();
    await until(() => colleague.closes === 1 && colleague.synced, 'comes back', 30_000);
    text.insert(0, 'bonjour ');
    const reader = new StockPeer(enter(document, 'reader'));
    const read = reader.doc.getText('text');
    await until(() => read.length === LETTERS / 2 + 8, 'others see what is written then', 30_000);
    expect([colleague.closes, reader.closes]).toEqual([1, 0]);
    colleague.close();
    reader.close();
  }, 120_000);
});
