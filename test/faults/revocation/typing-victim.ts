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
import type { HttpClient } from '../../test/support/http-client.js';

/**
 * Somebody who types one letter after the other into a document and notes when each left and when anything arrived.
 * What others write is noted and not applied: it costs the measuring process nothing.
 */
export class Victim {
  access: AccessLevel | null = null;
  acked = 0;
  /** When each letter left; its index is its clock. */
  readonly sentAt: number[] = [];
  /** When the last frame with content or an acknowledgement arrived. */
  deliveredAt = Number.NEGATIVE_INFINITY;
  /** When the server first said that writing is over: by another right, or by closing. */
  cutAt: number | null = null;
  closeCode: number | null = null;
  private readonly doc = new Y.Doc();
  private readonly socket: WebSocket;
  private timer: NodeJS.Timeout | null = null;

  constructor(http: HttpClient, documentId: string) {
    this.socket = new WebSocket(`${http.url.replace(/^http/, 'ws')}/collab/${documentId}`, EXTENSION, {
      headers: http.headers,
      perMessageDeflate: false,
    });
    this.socket.binaryType = 'nodebuffer';
    this.socket.on('open', () => this.socket.send(encodeStep1(Y.encodeStateVector(this.doc))));
    this.socket.on('message', (data: Buffer) => this.receive(Uint8Array.from(data)));
    this.socket.on('error', () => undefined);
    this.socket.on('close', (code) => {
      this.closeCode = code;
      this.cutAt ??= performance.now();
      this.stop();
    });
    this.doc.on('update', (update: Uint8Array) => this.socket.send(encodeUpdate(update)));
  }

  get clientId(): number {
    return this.doc.clientID;
  }

  /** One letter every so many milliseconds, until stopped or cut off. */
  type(everyMs: number): void {
    this.timer = setInterval(() => {
      if (this.socket.readyState !== WebSocket.OPEN) return;
      this.sentAt.push(performance.now());
      this.doc.getText('text').insert(this.sentAt.length - 1, 'v');
    }, everyMs);
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
  }

  leave(): void {
    this.stop();
    this.socket.terminate();
  }

  private receive(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    const now = performance.now();
    switch (frame.type) {
      case 'step1':
        if (this.acked === 0 && this.sentAt.length === 0)
          this.socket.send(encodeStep2(Y.encodeStateAsUpdate(this.doc, frame.stateVector)));
        return;
      case 'step2':
      case 'update':
      case 'awareness':
        this.deliveredAt = now;
        return;
      case 'committed':
        this.deliveredAt = now;
        this.acked = frame.ordinal;
        return;
      case 'access':
        if (this.access === 'write' && frame.level !== 'write') this.cutAt ??= now;
        this.access = frame.level;
        return;
      default:
        return;
    }
  }
}
