import { CloseCode } from '@maroquin/coediting';
import {
  COLLAB_FALLBACK,
  COLLAB_PART_BYTES,
  PROTOCOL_VERSION,
  collabClosedSchema,
} from '@maroquin/contracts';
import { io, type Socket } from 'socket.io-client';

import type { SocketLike } from './socket-like.js';

const NO_CODE = 1006;
const CONNECT_WITHIN_MS = 8000;
/**
 * The server answers a poll every 10 s at the latest. One that a dead network swallowed would hold one of the few
 * connections that a browser makes to a server, and with a few of them nothing would go through any more.
 */
const POLL_WITHIN_MS = 15_000;

/**
 * What stands in for a WebSocket where the network lets none through: the same frames over socket.io's long polling.
 * Only polling: that a WebSocket does not come through is why this one is here.
 */
export class FallbackSocket implements SocketLike {
  binaryType: BinaryType = 'arraybuffer';
  onopen: SocketLike['onopen'] = null;
  onmessage: SocketLike['onmessage'] = null;
  onerror: SocketLike['onerror'] = null;
  onclose: SocketLike['onclose'] = null;
  private readonly socket: Socket;
  private opened = false;
  private over = false;
  private code = NO_CODE;

  /** @param url where the WebSocket would go: `ws(s)://host/collab/<documentId>` */
  constructor(url: string) {
    const { protocol, host, pathname } = new URL(url);
    const origin = `${protocol === 'wss:' ? 'https' : 'http'}://${host}`;
    this.socket = io(`${origin}${COLLAB_FALLBACK}`, {
      path: '/socket.io',
      transports: ['polling'],
      forceNew: true,
      reconnection: false,
      timeout: CONNECT_WITHIN_MS,
      requestTimeout: POLL_WITHIN_MS,
      auth: { document: pathname.split('/').at(-1), build: PROTOCOL_VERSION },
    });
    this.socket.on('frame', (bytes: unknown) => this.receive(bytes));
    this.socket.on('closed', (why: unknown) => {
      const reason = collabClosedSchema.safeParse(why);
      if (reason.success) this.code = reason.data.code;
    });
    this.socket.on('session.ended', () => (this.code = CloseCode.unauthenticated));
    this.socket.on('disconnect', () => this.end());
    this.socket.on('connect_error', ({ message }) => {
      if (message === 'request.unauthenticated') this.code = CloseCode.unauthenticated;
      this.end();
    });
  }

  send(frame: Uint8Array): void {
    for (let at = 0; at < frame.length; at += COLLAB_PART_BYTES) {
      const bytes = frame.subarray(at, at + COLLAB_PART_BYTES);
      const part = new Uint8Array(bytes.length + 1);
      part[0] = at + bytes.length < frame.length ? 1 : 0;
      part.set(bytes, 1);
      this.socket.emit('part', part);
    }
  }

  close(): void {
    this.over = true;
    this.socket.disconnect();
  }

  /** The server speaks first: from its first frame on the connection is one to the document. */
  private receive(bytes: unknown): void {
    const data = bufferOf(bytes);
    if (this.over || data === null) return;
    if (!this.opened) {
      this.opened = true;
      this.onopen?.();
    }
    this.onmessage?.({ data });
  }

  private end(): void {
    if (this.over) return;
    this.over = true;
    this.socket.disconnect();
    this.onclose?.({ code: this.code });
  }
}

/** Browsers hand over an ArrayBuffer, Node a view of a larger one. */
const bufferOf = (bytes: unknown): ArrayBuffer | null =>
  bytes instanceof ArrayBuffer ? bytes : bytes instanceof Uint8Array ? Uint8Array.from(bytes).buffer : null;
