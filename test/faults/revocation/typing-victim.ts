import {
  type AccessLevel,
  decodeFrame,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
  EXTENSION,
} from '@maroquin/coediting';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { HttpClient } from '../../support/http-client.js';
import type { Trace } from './trace.js';

/**
 * Somebody who types one letter after the other into a document and notes when each left and when anything arrived.
 * What others write is noted and not applied: it costs the measuring process nothing. Once cut off it knocks again.
 */
export class TypingVictim {
  access: AccessLevel | null = null;
  acked = 0;
  /** When each letter left; its index is its clock. */
  private readonly sentAt: number[] = [];
  private readonly doc = new Y.Doc();
  private readonly socket: WebSocket;
  private again: WebSocket | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly http: HttpClient,
    private readonly documentId: string,
    private readonly trace: Trace,
  ) {
    this.socket = this.open();
    this.socket.on('open', () => this.socket.send(encodeStep1(Y.encodeStateVector(this.doc))));
    this.socket.on('message', (data: Buffer) => this.receive(Uint8Array.from(data)));
    this.socket.on('close', () => {
      trace.closed();
      this.stop();
    });
    this.doc.on('update', (update: Uint8Array) => this.socket.send(encodeUpdate(update)));
  }

  /** One letter every so many milliseconds, until stopped or cut off. */
  type(everyMs: number): void {
    this.timer = setInterval(() => {
      // Not before it is let in; and on and on after it is refused.
      if (this.socket.readyState !== WebSocket.OPEN || this.access === null) return;
      this.sentAt.push(performance.now());
      this.doc.getText('text').insert(this.sentAt.length - 1, 'v');
    }, everyMs);
  }

  /** What was let in before lets nobody in now: anything of the document that arrives is noted. */
  knockAgain(): void {
    const socket = this.open();
    this.again = socket;
    socket.on('open', () => socket.send(encodeStep1(Y.encodeStateVector(this.doc))));
    socket.on('message', () => this.trace.delivered());
  }

  /** Letters that are committed, as another reader of the document counts them. */
  judge(committed: number): void {
    for (const at of this.sentAt.slice(0, committed)) this.trace.accepted(at);
  }

  get clientId(): number {
    return this.doc.clientID;
  }

  leave(): void {
    this.stop();
    this.socket.terminate();
    this.again?.terminate();
  }

  private open(): WebSocket {
    const url = `${this.http.url.replace(/^http/, 'ws')}/collab/${this.documentId}`;
    const socket = new WebSocket(url, EXTENSION, { headers: this.http.headers, perMessageDeflate: false });
    socket.binaryType = 'nodebuffer';
    socket.on('error', () => undefined);
    return socket;
  }

  private stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
  }

  private receive(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    switch (frame.type) {
      case 'step1':
        if (this.sentAt.length === 0)
          this.socket.send(encodeStep2(Y.encodeStateAsUpdate(this.doc, frame.stateVector)));
        return;
      case 'step2':
      case 'update':
      case 'awareness':
        return this.trace.delivered();
      case 'committed':
        this.acked = frame.ordinal;
        return this.trace.delivered();
      case 'access':
        if (frame.level !== 'write') this.trace.refused();
        if (frame.level === 'none') this.trace.closed();
        this.access = frame.level;
        return;
      default:
        return;
    }
  }
}
