import { WebSocket } from 'ws';
import * as Y from 'yjs';
import {
  decodeFrame,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
  EXTENSION,
  type AccessLevel,
} from '@maroquin/coediting';
import type { HttpClient } from './http-client.js';

interface Pending {
  readonly done: () => void;
  /** Number, on this connection, of the sync frame that carries the change; null: not sent yet. */
  ordinal: number | null;
}

const TRY_AGAIN_MS = 30;
/** Marks what came from the server. */
const REMOTE = Symbol('remote');

/**
 * A co-editor that knows what is committed: the protocol of y-websocket with the extension `maroquin.v1`, written apart
 * from the web client's so that one checks the other. Reconnects by itself, keeps its document.
 */
export class CollabClient {
  readonly doc = new Y.Doc();
  access: AccessLevel | null = null;
  /** Frames that the server refused: none is expected from an honest client. */
  readonly refused: string[] = [];
  closeCode: number | null = null;
  synced = false;
  private socket: WebSocket | null = null;
  private pending: Pending[] = [];
  private sent = 0;
  private streaming = false;
  private closed = false;

  constructor(
    private readonly http: HttpClient,
    private readonly documentId: string,
  ) {
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === REMOTE || !this.streaming) return;
      this.send(encodeUpdate(update));
    });
    this.connect();
  }

  get pendingCount(): number {
    return this.pending.length;
  }

  /** One change of the document. @returns when the server says that it is committed */
  edit(change: (doc: Y.Doc) => void): Promise<void> {
    return new Promise((done) => {
      const entry: Pending = { done, ordinal: null };
      this.pending.push(entry);
      this.doc.transact(() => change(this.doc));
      if (this.streaming) entry.ordinal = this.sent;
    });
  }

  close(): void {
    this.closed = true;
    this.socket?.terminate();
  }

  private connect(): void {
    if (this.closed) return;
    const socket = new WebSocket(
      `${this.http.url.replace(/^http/, 'ws')}/collab/${this.documentId}`,
      EXTENSION,
      {
        headers: this.http.headers,
        perMessageDeflate: false,
      },
    );
    this.socket = socket;
    socket.binaryType = 'nodebuffer';
    socket.on('open', () => this.opened());
    socket.on('message', (data: Buffer) => this.receive(Uint8Array.from(data)));
    socket.on('error', () => undefined);
    socket.on('close', (code) => {
      this.closeCode = code;
      this.streaming = false;
      // 44xx but for "too fast": trying again by oneself is pointless.
      if (code >= 4400 && code < 4429) this.closed = true;
      setTimeout(() => this.connect(), TRY_AGAIN_MS);
    });
  }

  private opened(): void {
    this.sent = 0;
    for (const entry of this.pending) entry.ordinal = null;
    this.socket?.send(encodeStep1(Y.encodeStateVector(this.doc)));
  }

  private send(frame: Uint8Array): void {
    this.sent += 1;
    this.socket?.send(frame);
  }

  private receive(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    switch (frame.type) {
      case 'step1':
        this.send(encodeStep2(Y.encodeStateAsUpdate(this.doc, frame.stateVector)));
        for (const entry of this.pending) entry.ordinal = this.sent;
        this.streaming = true;
        return;
      case 'step2':
        this.synced = true;
        Y.applyUpdate(this.doc, frame.update, REMOTE);
        return;
      case 'update':
        Y.applyUpdate(this.doc, frame.update, REMOTE);
        return;
      case 'committed':
        this.settle(frame.ordinal);
        return;
      case 'refused':
        this.refused.push(frame.code);
        return;
      case 'access':
        this.access = frame.level;
        return;
      default:
        return;
    }
  }

  private settle(ordinal: number): void {
    const settled = this.pending.filter((entry) => entry.ordinal !== null && entry.ordinal <= ordinal);
    this.pending = this.pending.filter((entry) => !settled.includes(entry));
    for (const entry of settled) entry.done();
  }
}
