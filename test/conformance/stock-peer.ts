import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';

/** Messages in and out, whatever carries them. A closed one stays closed. */
export interface Wire {
  send(message: Uint8Array): void;
  close(): void;
}

export interface WireEvents {
  readonly opened: () => void;
  readonly message: (bytes: Uint8Array) => void;
  readonly closed: (code: number) => void;
}

/** Opens a new connection to one document as one person. */
export type Connect = (events: WireEvents) => Wire;

const SYNC = 0;
const AWARENESS = 1;
const RETRY_MS = 40;
const REMOTE = Symbol('remote');

/**
 * An honest stock client: y-protocols as they are, over any wire, coming back whenever it is cut. An error of its own
 * (an editor that throws over what arrives) is kept in `error`.
 */
export class StockPeer {
  readonly awareness: Awareness;
  synced = false;
  error: unknown = null;
  closes = 0;
  private wire: Wire | null = null;
  private open = false;
  private ended = false;
  private running = false;
  private retry: NodeJS.Timeout | null = null;

  constructor(
    private readonly connect: Connect,
    readonly doc = new Y.Doc(),
  ) {
    this.awareness = new Awareness(doc);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== REMOTE) this.send(SYNC, (e) => writeUpdate(e, update));
    });
    this.awareness.on('update', (_: unknown, origin: unknown) => {
      if (origin !== REMOTE) this.tellAwareness();
    });
    this.start();
  }

  get isOnline(): boolean {
    return !this.ended;
  }

  /** Cut off, and not coming back before `comeBack`. What is written meanwhile is kept. */
  goOffline(): void {
    this.ended = true;
    if (this.retry !== null) clearTimeout(this.retry);
    this.wire?.close();
  }

  comeBack(): void {
    if (!this.ended) return;
    this.ended = false;
    // Otherwise the end of the old connection brings the new one.
    if (!this.running) this.start();
  }

  close(): void {
    this.ended = true;
    if (this.retry !== null) clearTimeout(this.retry);
    this.awareness.destroy();
    this.wire?.close();
  }

  private start(): void {
    let current = true;
    this.running = true;
    this.wire = this.connect({
      opened: () => {
        this.open = true;
        this.send(SYNC, (e) => writeSyncStep1(e, this.doc));
        if (this.awareness.getLocalState() !== null) this.tellAwareness();
      },
      message: (bytes) => {
        try {
          this.receive(bytes);
        } catch (error) {
          this.error ??= error;
        }
      },
      closed: () => {
        if (!current) return;
        current = false;
        this.running = false;
        this.open = false;
        this.synced = false;
        this.closes += 1;
        if (!this.ended) this.retry = setTimeout(() => this.start(), RETRY_MS);
      },
    });
  }

  private receive(bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes);
    const type = decoding.readVarUint(decoder);
    if (type === AWARENESS) {
      applyAwarenessUpdate(this.awareness, decoding.readVarUint8Array(decoder), REMOTE);
    }
    if (type !== SYNC) return;
    const reply = encoding.createEncoder();
    encoding.writeVarUint(reply, SYNC);
    const kind = readSyncMessage(decoder, reply, this.doc, REMOTE, (error) => (this.error ??= error));
    if (encoding.length(reply) > 1) this.wire?.send(encoding.toUint8Array(reply));
    if (kind === 1) this.synced = true;
  }

  private tellAwareness(): void {
    const update = encodeAwarenessUpdate(this.awareness, [this.awareness.clientID]);
    this.send(AWARENESS, (e) => encoding.writeVarUint8Array(e, update));
  }

  private send(type: number, write: (encoder: encoding.Encoder) => void): void {
    if (!this.open) return;
    const message = encoding.encode((e) => {
      encoding.writeVarUint(e, type);
      write(e);
    });
    this.wire?.send(message);
  }
}

/** The answer of a server to an empty question: everything that was sent before has been looked at. */
export const askForAll = (): Uint8Array => Uint8Array.of(SYNC, 0, 1, 0);
export const isAnswer = (bytes: Uint8Array): boolean => bytes[0] === SYNC && bytes[1] === 1;
