import type { Socket } from 'socket.io';

/** Of a final text frame without a mask (RFC 6455 §5.2). */
const FINAL_TEXT = 0x81;
const LENGTH_IN_16_BITS = 126;
const LENGTH_IN_64_BITS = 127;
const MOST_IN_16_BITS = 0xffff;

/** A text as one frame from a server, head and payload in one piece: a socket then writes it in one call. */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const head = length < LENGTH_IN_16_BITS ? 2 : length <= MOST_IN_16_BITS ? 4 : 10;
  const frame = Buffer.allocUnsafeSlow(head + length);
  frame[0] = FINAL_TEXT;
  if (head === 2) frame[1] = length;
  else if (head === 4) {
    frame[1] = LENGTH_IN_16_BITS;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = LENGTH_IN_64_BITS;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
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
