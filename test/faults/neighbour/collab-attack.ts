import type { WebSocket } from 'ws';
import * as Y from 'yjs';
import { decodeFrame, encodeStep1, encodeStep2, encodeUpdate } from '@maroquin/coediting';
import { type Headers, openCollab, openFallback, type SocketAttack, type Wire } from './socket-wire.js';

/** A document, over one of its two transports, in every manner. */
export interface CollabPlan {
  readonly kind: 'collab' | 'fallback';
  readonly headers: Headers;
  readonly documentId: string;
  /** What is written there; null: nothing is. */
  readonly writes: 'prose' | 'text' | null;
}

const NOTHING = Y.encodeStateVector(new Y.Doc());
/** Of text, in one update: nearly as much as one frame holds. */
const WRITTEN = 200_000;
const BUFFERED_BYTES = 4 * 1024 * 1024;
const LOOK_EVERY_MS = 10;
const BYTE_EVERY_MS = 100;
/** Questions for the whole document. */
const QUESTIONS = 20;

export class CollabAttack implements SocketAttack {
  private turn = 0;

  constructor(
    private readonly url: string,
    private readonly plan: CollabPlan,
  ) {}

  /** Asks for everything, writes and deletes as much as one frame holds, as long as the line takes it. */
  hard(count: (what: string) => void): WebSocket {
    const doc = new Y.Doc();
    let pump: NodeJS.Timeout | null = null;
    const wire = this.open(
      count,
      () => wire.send(encodeStep1(NOTHING)),
      (bytes) => {
        const frame = decodeFrame(bytes);
        if (frame.type === 'step2' && this.plan.writes === null) count('200');
        if (frame.type === 'committed') count('200');
        if (frame.type === 'refused') count('403');
        if (frame.type !== 'step1' || pump !== null) return;
        wire.send(encodeStep2(Y.encodeStateAsUpdate(new Y.Doc())));
        doc.on('update', (update: Uint8Array) => wire.send(encodeUpdate(update)));
        pump = setInterval(() => this.write(wire, doc), LOOK_EVERY_MS);
      },
    );
    wire.socket.on('close', () => pump !== null && clearInterval(pump));
    return wire.socket;
  }

  private write(wire: Wire, doc: Y.Doc): void {
    if (wire.socket.bufferedAmount > BUFFERED_BYTES) return;
    const { writes } = this.plan;
    if ((this.turn += 1) % 10 === 0 || writes === null) wire.send(encodeStep1(NOTHING));
    if (writes === 'text') rewrite(doc.getText('text'));
    if (writes === 'prose') {
      const prose = doc.getXmlFragment('prose');
      doc.transact(() => {
        if (prose.length > 0) prose.delete(0, prose.length);
        const paragraph = new Y.XmlElement('paragraph');
        paragraph.insert(0, [new Y.XmlText('x'.repeat(WRITTEN))]);
        prose.insert(0, [paragraph]);
      });
    }
  }

  hostile(count: (what: string) => void): WebSocket {
    const frames = hostileFrames();
    const timers: NodeJS.Timeout[] = [];
    const wire = this.open(count, () => {
      timers.push(
        setInterval(() => {
          if (wire.socket.bufferedAmount > BUFFERED_BYTES) return;
          wire.send(frames[(this.turn += 1) % frames.length] ?? NOTHING);
          for (let times = 0; times < QUESTIONS; times += 1) wire.socket.ping();
          count('sent');
        }, LOOK_EVERY_MS),
      );
    });
    wire.socket.on('close', () => timers.forEach((timer) => clearInterval(timer)));
    return wire.socket;
  }

  /** Every second one asks for everything and reads nothing, the others send one frame that never ends. */
  slow(count: (what: string) => void): WebSocket {
    const reads = (this.turn += 1) % 2 === 0;
    const timers: NodeJS.Timeout[] = [];
    const wire = this.open(count, () => {
      if (reads) {
        for (let times = 0; times < QUESTIONS; times += 1) wire.send(encodeStep1(NOTHING));
        wire.socket.pause();
        return;
      }
      wire.socket.send(Buffer.alloc(7 * 1024 * 1024), { fin: false });
      timers.push(
        setInterval(() => {
          if (wire.socket.readyState === wire.socket.OPEN) wire.socket.send(Buffer.alloc(1), { fin: false });
        }, BYTE_EVERY_MS),
      );
    });
    wire.socket.on('close', () => timers.forEach((timer) => clearInterval(timer)));
    return wire.socket;
  }

  private open(
    count: (what: string) => void,
    ready: () => void,
    frame: (bytes: Uint8Array) => void = () => undefined,
  ): Wire {
    const { kind, documentId, headers } = this.plan;
    const open = kind === 'collab' ? openCollab : openFallback;
    return open(this.url, documentId, headers, { ready, frame, closed: count });
  }
}

function rewrite(text: Y.Text): void {
  if (text.length > 0) text.delete(0, text.length);
  text.insert(0, 'x'.repeat(WRITTEN));
}

let made: readonly Uint8Array[] | null = null;

/** What is no frame, is too large, or states more than it holds. */
function hostileFrames(): readonly Uint8Array[] {
  made ??= [
    Buffer.alloc(1024 * 1024, 0xff),
    encodeUpdate(Buffer.alloc(1000 * 1024, 0xff)),
    encodeUpdate(manyDeletes(60_000)),
    encodeStep1(Buffer.alloc(255 * 1024, 0x01)),
    encodeStep2(Buffer.alloc(7 * 1024 * 1024, 0x00)),
    Buffer.concat([Buffer.from([1, 0x80, 0x20]), Buffer.alloc(4_096, 0x7b)]),
    Buffer.alloc(9 * 1024 * 1024),
  ];
  return made;
}

/** No structs, and so many separate stretches of one client's past that are deleted. */
function manyDeletes(stretches: number): Uint8Array {
  const bytes: number[] = [0, 1];
  const put = (value: number): void => {
    for (; value > 0x7f; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
    bytes.push(value);
  };
  put(7);
  put(stretches);
  for (let index = 0; index < stretches; index += 1) {
    put(index * 2);
    put(1);
  }
  return Uint8Array.from(bytes);
}
