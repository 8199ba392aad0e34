import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { parseUpdateMeta } from 'yjs';

/** How a server wants to be spoken to. `stock` is y-websocket's protocol with our extension; `hocuspocus` puts the document's name first. */
export type Dialect = 'stock' | 'hocuspocus';

export interface Target {
  readonly url: string;
  readonly document: string;
  readonly dialect: Dialect;
  /** Who the editors are, taken in turn. */
  readonly people: readonly Readonly<Record<string, string>>[];
}

/** What all editors of a load process note together. Times are milliseconds of one clock. */
export interface Notes {
  measuring: boolean;
  sent: number;
  acked: number;
  readonly ackMs: number[];
  readonly propagationMs: number[];
  /** When each clock of each client was sent, for editors that observe. */
  readonly sentAt: Map<number, number[]>;
  failures: number;
}

const SYNC = 0;
const AUTH = 2;
const SYNC_STATUS = 8;
const EXTENDED = 100;
const EMPTY = Uint8Array.of(0, 0);

/**
 * Types into a plain text by updates made by hand: no Y.Doc, so that a load process costs little beside the server it
 * measures. One editor of each process may observe, that is: look when others' clocks arrive.
 */
export class RawEditor {
  readonly ready: Promise<void>;
  private readonly socket: WebSocket;
  private readonly pending: number[] = [];
  /** When each clock was sent. */
  private readonly times: number[] = [];
  private acknowledged = 0;
  private clock = 0;

  constructor(
    private readonly target: Target,
    private readonly client: number,
    private readonly notes: Notes,
    private readonly observes: boolean,
  ) {
    notes.sentAt.set(client, this.times);
    const stock = target.dialect === 'stock';
    const headers = target.people[client % target.people.length] ?? {};
    this.socket = new WebSocket(target.url, stock ? ['maroquin.v1'] : [], { headers });
    this.socket.on('open', () => (stock ? this.sendStep1() : this.authenticate()));
    this.ready = new Promise((resolve, reject) => {
      this.socket.on('message', (data: Buffer) => this.receive(new Uint8Array(data), resolve));
      this.socket.on('error', reject);
      this.socket.on('close', (code) => {
        this.notes.failures += code === 1005 || code === 1006 ? 0 : 1;
        reject(new Error(`closed with ${String(code)}`));
      });
    });
  }

  /** One letter behind the last one. */
  type(): void {
    const update = encoding.createEncoder();
    for (const value of [1, 1, this.client, this.clock]) encoding.writeVarUint(update, value);
    if (this.clock === 0) {
      encoding.writeUint8(update, 4);
      encoding.writeVarUint(update, 1);
      encoding.writeVarString(update, 'text');
    } else {
      encoding.writeUint8(update, 0x84);
      encoding.writeVarUint(update, this.client);
      encoding.writeVarUint(update, this.clock - 1);
    }
    encoding.writeVarString(update, 'x');
    encoding.writeVarUint(update, 0);
    const now = performance.now();
    this.times.push(now);
    this.clock += 1;
    if (this.notes.measuring) this.notes.sent += 1;
    this.sendSync(2, encoding.toUint8Array(update), now);
  }

  close(): void {
    this.socket.removeAllListeners('close');
    this.socket.terminate();
  }

  private sendStep1(): void {
    this.send([SYNC, 0], Uint8Array.of(0));
  }

  private sendSync(kind: 1 | 2, update: Uint8Array, sentAt: number): void {
    this.pending.push(sentAt);
    this.send([SYNC, kind], update);
  }

  private authenticate(): void {
    const encoder = this.begin();
    encoding.writeVarUint(encoder, AUTH);
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarString(encoder, 'token');
    this.socket.send(encoding.toUint8Array(encoder));
  }

  private send(head: readonly number[], payload: Uint8Array): void {
    const encoder = this.begin();
    for (const value of head) encoding.writeVarUint(encoder, value);
    encoding.writeVarUint8Array(encoder, payload);
    this.socket.send(encoding.toUint8Array(encoder));
  }

  private begin(): encoding.Encoder {
    const encoder = encoding.createEncoder();
    if (this.target.dialect === 'hocuspocus') encoding.writeVarString(encoder, this.target.document);
    return encoder;
  }

  private receive(message: Uint8Array, ready: () => void): void {
    const decoder = decoding.createDecoder(message);
    if (this.target.dialect === 'hocuspocus') decoding.readVarString(decoder);
    const type = decoding.readVarUint(decoder);
    if (type === AUTH) return this.sendStep1();
    if (type === SYNC_STATUS) return this.settle(this.acknowledged + 1);
    if (type === EXTENDED && decoding.readVarUint(decoder) === 0)
      return this.settle(decoding.readVarUint(decoder));
    if (type !== SYNC) return;
    const kind = decoding.readVarUint(decoder);
    if (kind === 0) return this.sendSync(1, EMPTY, 0);
    if (kind === 1) return ready();
    if (this.observes && this.notes.measuring) this.observe(decoding.readVarUint8Array(decoder));
  }

  /** The first `ordinal` sync frames are acknowledged. */
  private settle(ordinal: number): void {
    const now = performance.now();
    for (; this.acknowledged < ordinal; this.acknowledged += 1) {
      const sentAt = this.pending[this.acknowledged] ?? 0;
      if (sentAt === 0 || !this.notes.measuring) continue;
      this.notes.acked += 1;
      this.notes.ackMs.push(now - sentAt);
    }
  }

  private observe(update: Uint8Array): void {
    const now = performance.now();
    const { from, to } = parseUpdateMeta(update);
    for (const [client, end] of to) {
      if (client === this.client) continue;
      const times = this.notes.sentAt.get(client) ?? [];
      for (let clock = from.get(client) ?? end; clock < end; clock += 1) {
        const sentAt = times[clock];
        if (sentAt !== undefined) this.notes.propagationMs.push(now - sentAt);
      }
    }
  }
}
