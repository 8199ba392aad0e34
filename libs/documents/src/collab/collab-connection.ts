import type { Duplex } from 'node:stream';

import { CloseCode, EXTENSION, type Person, type Session } from '@maroquin/coediting';
import {
  type UnfinishedMessage,
  unfinishedMessages,
  unsentBudget,
  type UnsentShare,
} from '@maroquin/platform/http';
import type { WebSocket } from 'ws';
import type { UpdateReader } from './websocket/update-reader.js';
import { binaryFrame, frameBeginning } from './websocket/binary-frame.js';
import type { ServedConnection } from './connection-admission.js';

/** How long unsent bytes and the close frame may take after the connection was ended, ms. */
const CLOSE_WITHIN_MS = 3_000;

/** A WebSocket as the engine sees it, and the engine's session as the WebSocket does. */
export class CollabConnection implements ServedConnection {
  readonly extended: boolean;
  /** Answered the last ping, or has not been asked yet. */
  alive = true;
  /** What the WebSocket writes to. Messages go there directly, so that one for many is framed once. */
  private readonly stream: Duplex;
  private session: Session | null = null;
  /** Its share of the unsent bytes that this person's sockets, and all sockets of the node, may have. */
  private readonly unsent: UnsentShare;
  private readonly unfinished: UnfinishedMessage;
  /** What waits to go out by one write; null: nothing is held back. */
  private corked: Buffer[] | null = null;
  private corkedBytes = 0;

  constructor(
    readonly id: string,
    readonly person: Person,
    readonly locale: 'fr' | 'en',
    private readonly socket: WebSocket,
    private readonly updateReader: UpdateReader,
    /** Whose budgets it takes from. */
    requester: string,
  ) {
    this.unsent = unsentBudget.open(requester);
    this.unfinished = unfinishedMessages.open(requester, () => this.cutOff());
    this.stream = updateReader.stream;
    this.extended = socket.protocol === EXTENSION;
    this.stream.on('drain', () => void this.unsent.set(this.bufferedAmount()));
  }

  serve(session: Session, onClose: () => void): void {
    this.session = session;
    this.socket.on('pong', () => (this.alive = true));
    this.socket.on('message', (data: Buffer, isBinary: boolean) => {
      if (!isBinary) return session.end(CloseCode.malformed, 'text message');
      // A copy: the engine keeps what it was given, and this is part of what the WebSocket has read.
      session.receive(new Uint8Array(data));
    });
    this.socket.on('close', () => {
      this.unsent.close();
      this.unfinished.close();
      session.leave();
      onClose();
    });
    this.updateReader.serve((message) => session.receive(message), this.unfinished);
    // It may have closed while it was admitted, before anybody listened to its close event.
    if (this.socket.readyState !== this.socket.OPEN) this.socket.emit('close');
    else this.socket.resume();
  }

  send(frame: Uint8Array): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    const bytes = binaryFrame(frame);
    if (this.corked === null) {
      if (!this.stream.write(bytes)) this.count();
      return;
    }
    this.corked.push(bytes);
    this.corkedBytes += bytes.length;
  }

  /** The larger part of it is written as it lies in memory. */
  sendInTwo(head: Uint8Array, body: Uint8Array): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    const beginning = frameBeginning(head, body.length);
    if (this.corked !== null) {
      this.corked.push(beginning, Buffer.from(body.buffer, body.byteOffset, body.length));
      this.corkedBytes += beginning.length + body.length;
      return;
    }
    this.stream.cork();
    this.stream.write(beginning);
    const isTaken = this.stream.write(body);
    this.stream.uncork();
    if (!isTaken) this.count();
  }

  cork(): void {
    this.corked ??= [];
  }

  /** One write of one piece: the stream's own way, a list of pieces, costs more than copying a picture. */
  uncork(): void {
    const frames = this.corked ?? [];
    this.corked = null;
    this.corkedBytes = 0;
    const [first] = frames;
    if (first === undefined || this.socket.readyState !== this.socket.OPEN) return;
    if (!this.stream.write(frames.length === 1 ? first : Buffer.concat(frames))) this.count();
  }

  /** The client reads more slowly than it is sent to. */
  private count(): void {
    const { session } = this;
    if (this.unsent.set(this.bufferedAmount()) || session === null) return;
    // Not from within a delivery: the room is sending to everybody.
    setImmediate(() => session.end(CloseCode.tryLater, 'resync'));
  }

  /** A message takes too much memory or too long. Its sender may come back and send it again. */
  private cutOff(): void {
    this.updateReader.stop();
    this.session?.end(CloseCode.tryLater, 'unfinished message');
    setTimeout(() => this.socket.terminate(), CLOSE_WITHIN_MS).unref();
  }

  close(code: number, reason: string): void {
    this.socket.resume();
    this.socket.close(code, reason);
    // A client that does not read what waits will not read the close frame behind it either, and what waits is memory.
    if (this.bufferedAmount() > 0) setTimeout(() => this.socket.terminate(), CLOSE_WITHIN_MS).unref();
  }

  bufferedAmount(): number {
    return this.socket.bufferedAmount + this.corkedBytes;
  }

  checkAccess(): void {
    this.session?.checkAccess();
  }

  end(code: number, reason: string): void {
    this.session?.end(code, reason);
  }

  /** Asks whether somebody is still there; hangs up when the last question was not answered. */
  probe(): void {
    if (!this.alive) return this.socket.terminate();
    this.alive = false;
    this.socket.ping();
  }
}
