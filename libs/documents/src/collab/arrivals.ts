import type { Duplex } from 'node:stream';

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

  /** `head`: what came together with the request to upgrade. */
  constructor(
    socket: Duplex,
    private readonly head: Buffer,
    maxBytes: number,
  ) {
    this.reader = new FrameReader(maxBytes, {
      message: (message) => this.onMessage(message),
      other: (bytes) => this.webSocketReads(bytes),
    });
    this.stream = readingIntoOneBuffer(socket, (bytes) => this.reader.read(bytes)) ?? socket;
  }

  /** The WebSocket listens to the stream. From here on it reads what is left to it. */
  divert(webSocket: WebSocket): void {
    const { stream } = this;
    const listeners = stream.listeners('data');
    stream.removeAllListeners('data');
    this.webSocketReads = (bytes) => {
      const copy = Buffer.from(bytes);
      for (const listener of listeners) listener.call(stream, copy);
    };
    // It hangs up, and takes no more. What still comes is read, or who sends it would never hear of that.
    webSocket.on('error', () => (this.webSocketReads = () => undefined));
    // Where the stream still reads by itself.
    stream.on('data', (bytes: Buffer) => this.reader.read(bytes));
  }

  /** Messages go there. What came before belongs to them. */
  serve(onMessage: (message: Uint8Array) => void): void {
    this.onMessage = onMessage;
    this.reader.read(this.head);
  }
}
