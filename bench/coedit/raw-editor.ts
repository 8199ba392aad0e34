import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';

/** How a server wants to be spoken to. `stock` is y-websocket's protocol with our extension; `hocuspocus` puts the document's name first. */
type Dialect = 'stock' | 'hocuspocus';

export interface Target {
  readonly url: string;
  readonly document: string;
  readonly dialect: Dialect;
  /** Who the editors are, taken in turn. */
  readonly people: readonly Readonly<Record<string, string>>[];
}

/** Handlers of what a socket receives. */
export interface Ears {
  /** Everything that was there has arrived. */
  readonly synced?: () => void;
  /** Of the sync frames sent, the first `ordinal` are acknowledged. */
  readonly acknowledged?: (ordinal: number) => void;
  readonly update?: (update: Uint8Array) => void;
  readonly closed?: (code: number) => void;
}

const SYNC = 0;
const AUTH = 2;
const SYNC_STATUS = 8;
const EXTENDED = 100;
const EMPTY_UPDATE = Uint8Array.of(0, 0);
const EMPTY_VECTOR = Uint8Array.of(0);

/** A socket that speaks the protocol and keeps no Y.Doc, so that a load process costs little beside the server it measures. */
export class RawSocket {
  /** Sync frames (step 2, update) sent. */
  sent = 0;
  /** Payload bytes of sync frames received. */
  received = 0;
  private acknowledged = 0;
  private readonly socket: WebSocket;

  constructor(
    private readonly target: Target,
    person: number,
    private readonly ears: Ears,
  ) {
    const { url, dialect, people } = target;
    const stock = dialect === 'stock';
    this.socket = new WebSocket(url, stock ? ['maroquin.v1'] : [], {
      headers: { ...people[person % people.length] },
      perMessageDeflate: false,
    });
    this.socket.on('open', () => (stock ? this.askForAll() : this.authenticate()));
    this.socket.on('message', (data: Buffer) => this.receive(data));
    this.socket.on('error', () => undefined);
    this.socket.on('close', (code) => ears.closed?.(code));
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  get bufferedBytes(): number {
    return this.socket.bufferedAmount;
  }

  sendUpdate(update: Uint8Array): void {
    this.sent += 1;
    this.send([SYNC, 2], update);
  }

  /** Sync step 1 of somebody who has nothing. */
  askForAll(): void {
    this.send([SYNC, 0], EMPTY_VECTOR);
  }

  close(): void {
    this.socket.removeAllListeners('close');
    this.socket.terminate();
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

  private receive(message: Uint8Array): void {
    const decoder = decoding.createDecoder(message);
    if (this.target.dialect === 'hocuspocus') decoding.readVarString(decoder);
    const type = decoding.readVarUint(decoder);
    if (type === AUTH) return this.askForAll();
    if (type === SYNC_STATUS) return this.settle(this.acknowledged + 1);
    if (type === EXTENDED && decoding.readVarUint(decoder) === 0)
      return this.settle(decoding.readVarUint(decoder));
    if (type !== SYNC) return;
    const kind = decoding.readVarUint(decoder);
    this.received += message.length;
    if (kind === 0) {
      this.sent += 1;
      this.send([SYNC, 1], EMPTY_UPDATE);
    } else if (kind === 1) this.ears.synced?.();
    else this.ears.update?.(decoding.readVarUint8Array(decoder));
  }

  private settle(ordinal: number): void {
    if (ordinal <= this.acknowledged) return;
    this.acknowledged = ordinal;
    this.ears.acknowledged?.(ordinal);
  }
}

/** An update that adds one letter behind the last one of this client. */
export function oneLetter(client: number, clock: number): Uint8Array {
  const update = encoding.createEncoder();
  for (const value of [1, 1, client, clock]) encoding.writeVarUint(update, value);
  if (clock === 0) {
    encoding.writeUint8(update, 4);
    encoding.writeVarUint(update, 1);
    encoding.writeVarString(update, 'text');
  } else {
    encoding.writeUint8(update, 0x84);
    encoding.writeVarUint(update, client);
    encoding.writeVarUint(update, clock - 1);
  }
  encoding.writeVarString(update, 'x');
  encoding.writeVarUint(update, 0);
  return encoding.toUint8Array(update);
}
