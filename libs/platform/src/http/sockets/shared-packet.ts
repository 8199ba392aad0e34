import type { Socket } from 'socket.io';
import { headLength, writeHead } from './websocket-frames.js';

/** Of a final text frame without a mask (RFC 6455 §5.2). */
const FINAL_TEXT = 0x81;

/** A text as one frame from a server, head and payload in one piece: a socket then writes it in one call. */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const head = headLength(length);
  const frame = Buffer.allocUnsafeSlow(head + length);
  writeHead(frame, FINAL_TEXT, length);
  frame.write(text, head);
  return frame;
}

/**
 * An event of socket.io's main namespace for many sockets: encoded and framed once, whatever their number (engine.io
 * protocol 4, "message"; socket.io protocol 5, EVENT). What slow readers leave unsent is in memory once for all of them.
 */
export class SharedPacket {
  private readonly text: string;
  private readonly options: { readonly compress: boolean; readonly wsPreEncodedFrame: readonly Buffer[] };

  constructor(name: string, body: unknown) {
    this.text = `2${JSON.stringify([name, body])}`;
    this.options = { compress: true, wsPreEncodedFrame: [textFrame(`4${this.text}`)] };
  }

  sendTo(engine: Pick<Socket['conn'], 'write'>): void {
    engine.write(this.text, this.options);
  }
}
