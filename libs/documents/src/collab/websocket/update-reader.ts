import type { Duplex } from 'node:stream';

import { MessageProgress, type UnfinishedMessage } from '@maroquin/platform/http';
import type { WebSocket } from 'ws';
import { FrameReader } from './frame-reader.js';
import { readingIntoOneBuffer } from './one-buffer-socket.js';

/** Reads updates from a socket directly, and leaves every other frame to the WebSocket library. */
export class UpdateReader {
  /** The stream to make the WebSocket of. */
  readonly stream: Duplex;
  private readonly reader: FrameReader;
  private passOn: (bytes: Buffer) => void = () => undefined;
  private onMessage: (message: Uint8Array) => void = () => undefined;
  /** Of the messages that the WebSocket puts together. */
  private readonly progress = new MessageProgress(() => this.unfinished?.whole());
  private unfinished: UnfinishedMessage | null = null;

  /** `head`: bytes that came together with the upgrade request. */
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
        this.passOn(bytes);
      },
    });
    this.stream = readingIntoOneBuffer(socket, (bytes) => this.read(bytes)) ?? socket;
  }

  /** Takes the WebSocket's place as listener of the stream, and hands it what is not an update. */
  attach(webSocket: WebSocket): void {
    const { stream } = this;
    const listeners = stream.listeners('data');
    stream.removeAllListeners('data');
    this.passOn = (bytes) => {
      // In memory of its own: a fragment of one byte would keep a pool of 8 KiB from being freed.
      const copy = Buffer.allocUnsafeSlow(bytes.length);
      bytes.copy(copy);
      for (const listener of listeners) listener.call(stream, copy);
    };
    // It closes and takes no more. What still comes is read, or the sender would never see the close.
    webSocket.on('error', () => (this.passOn = () => undefined));
    // Where the stream still reads by itself.
    stream.on('data', (bytes: Buffer) => this.read(bytes));
  }

  /** Hands messages to `onMessage`, beginning with those that came before. `unfinished` counts the bytes of a message that has not ended. */
  serve(onMessage: (message: Uint8Array) => void, unfinished: UnfinishedMessage | null = null): void {
    this.onMessage = onMessage;
    this.unfinished = unfinished;
    this.read(this.head);
  }

  /** Reads nothing more and drops the unfinished message. */
  stop(): void {
    this.passOn = () => undefined;
    this.reader.stop();
  }

  private read(bytes: Buffer): void {
    this.reader.read(bytes);
    this.unfinished?.set(this.reader.held + this.progress.held);
  }
}
