import type { Duplex } from 'node:stream';

import { MessageProgress, type UnfinishedMessage } from '@maroquin/platform/http';
import type { WebSocket } from 'ws';
import { FrameReader } from './frame-reader.js';
import { readingIntoOneBuffer } from './one-buffer-socket.js';

/** What arrives at a WebSocket: updates go straight to who serves it, everything else to the WebSocket. */
export class Arrivals {
  /** What the WebSocket is to be made of. */
  readonly stream: Duplex;
  private readonly reader: FrameReader;
  private webSocketReads: (bytes: Buffer) => void = () => undefined;
  private onMessage: (message: Uint8Array) => void = () => undefined;
  /** Of the messages that the WebSocket puts together. */
  private readonly progress = new MessageProgress(() => this.unfinished?.whole());
  private unfinished: UnfinishedMessage | null = null;

  /** `head`: what came together with the request to upgrade. */
  constructor(
    socket: Duplex,
    private readonly head: Buffer,
    maxBytes: number,
  ) {
    this.reader = new FrameReader(maxBytes, {
      message: (message) => {
        this.unfinished?.whole();
        this.onMessage(message);
      },
      other: (bytes) => {
        this.progress.read(bytes);
        this.webSocketReads(bytes);
      },
    });
    this.stream = readingIntoOneBuffer(socket, (bytes) => this.read(bytes)) ?? socket;
  }

  /** The WebSocket listens to the stream. From here on it reads what is left to it. */
  divert(webSocket: WebSocket): void {
    const { stream } = this;
    const listeners = stream.listeners('data');
    stream.removeAllListeners('data');
    this.webSocketReads = (bytes) => {
      // In memory of its own: a fragment of one byte would keep a pool of 8 KiB from being freed.
      const copy = Buffer.allocUnsafeSlow(bytes.length);
      bytes.copy(copy);
      for (const listener of listeners) listener.call(stream, copy);
    };
    // It hangs up, and takes no more. What still comes is read, or who sends it would never hear of that.
    webSocket.on('error', () => (this.webSocketReads = () => undefined));
    // Where the stream still reads by itself.
    stream.on('data', (bytes: Buffer) => this.read(bytes));
  }

  /** Messages go there. What came before belongs to them. `unfinished` counts what came of one that has not ended. */
  serve(onMessage: (message: Uint8Array) => void, unfinished: UnfinishedMessage | null = null): void {
    this.onMessage = onMessage;
    this.unfinished = unfinished;
    this.read(this.head);
  }

  /** Nothing more is read, and what came of an unfinished message is forgotten. */
  stop(): void {
    this.webSocketReads = () => undefined;
    this.reader.stop();
  }

  private read(bytes: Buffer): void {
    this.reader.read(bytes);
    this.unfinished?.set(this.reader.held + this.progress.held);
  }
}
