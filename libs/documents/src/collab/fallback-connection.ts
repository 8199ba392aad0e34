import { CloseCode, DEFAULT_LIMITS, maxFrameBytes, type Person, type Session } from '@maroquin/coediting';
import type { CollabPart } from '@maroquin/contracts';
import { EngineUnsent, type UnfinishedMessage, unfinishedMessages } from '@maroquin/platform/http';
import type { Socket } from 'socket.io';
import type { ServedConnection } from './connection-admission.js';

/** What a part takes besides its bytes. */
const PART_BYTES = 128;

/** A socket of the fallback namespace as the engine sees it. Frames of a client come in parts, because requests are bounded. */
export class FallbackConnection implements ServedConnection {
  readonly extended = true;
  private session: Session | null = null;
  private parts: Uint8Array[] = [];
  private partBytes = 0;
  private readonly unfinished: UnfinishedMessage;

  constructor(
    readonly id: string,
    readonly person: Person,
    readonly locale: 'fr' | 'en',
    private readonly socket: Socket,
    /** Whose budgets it takes from. */
    requester: string,
  ) {
    this.unfinished = unfinishedMessages.open(requester, () => this.cutOff());
    EngineUnsent.of(socket.conn)?.leaveToEngine();
  }

  serve(session: Session, onClose: () => void): void {
    this.session = session;
    const gone = (): void => {
      this.session = null;
      this.forgetParts();
      this.unfinished.close();
      session.leave();
      onClose();
    };
    this.socket.once('disconnect', gone);
    // It may have disconnected while it was admitted, before anybody listened.
    if (!this.socket.connected) gone();
  }

  /** One part of a frame: a byte that says whether more follows, then the bytes. */
  receive(part: CollabPart): void {
    const { session } = this;
    if (session === null) return;
    this.partBytes += part.length - 1;
    if (this.partBytes > maxFrameBytes(DEFAULT_LIMITS))
      return session.end(CloseCode.tooLarge, 'frame too large');
    this.parts.push(part.subarray(1));
    if (part[0] === 1) {
      this.unfinished.set(this.partBytes + this.parts.length * PART_BYTES);
      return;
    }
    // A copy: the engine keeps what it was given, and the parts may lie in pooled memory.
    const frame = new Uint8Array(this.partBytes);
    let at = 0;
    for (const bytes of this.parts) {
      frame.set(bytes, at);
      at += bytes.length;
    }
    this.forgetParts();
    this.unfinished.set(0);
    session.receive(frame);
  }

  private forgetParts(): void {
    this.parts = [];
    this.partBytes = 0;
  }

  /** A frame takes too much memory or too long. Its sender may come back and send it again. */
  private cutOff(): void {
    this.forgetParts();
    this.session?.end(CloseCode.tryLater, 'unfinished message');
  }

  send(frame: Uint8Array): void {
    if (!this.socket.connected) return;
    this.socket.emit('frame', frame);
  }

  cork(): void {
    // socket.io sends what it was given in one turn together by itself.
  }

  uncork(): void {
    // Nothing was held.
  }

  close(code: number, reason: string): void {
    closeSocket(this.socket, code, reason);
  }

  bufferedAmount(): number {
    return EngineUnsent.of(this.socket.conn)?.waiting ?? 0;
  }

  checkAccess(): void {
    this.session?.checkAccess();
  }

  end(code: number, reason: string): void {
    this.session?.end(code, reason);
  }

  /** socket.io pings by itself, every 10 s. */
  probe(): void {
    // Nothing to do: socket.io disconnects a client that does not answer.
  }
}

/** Sends the close code and reason, as a WebSocket does by its close frame, then ends the connection. */
export function closeSocket(socket: Socket, code: number, reason: string): void {
  socket.emit('closed', { code, reason });
  socket.disconnect(true);
}
