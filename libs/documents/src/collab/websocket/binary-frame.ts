/** First byte of the only frame of a binary message (RFC 6455 §5.2). */
export const FINAL_BINARY = 0x82;
/** Markers for a length that does not fit into seven bits. */
export const LENGTH_IN_16_BITS = 126;
export const LENGTH_IN_64_BITS = 127;

/** The last message and its frame: a message to many sockets is written to them one after the other. */
let last: { readonly message: Uint8Array; readonly frame: Buffer } | null = null;

/** The bytes of a message on the wire, unmasked, as servers send it. The same message for many sockets is framed once, if it goes to them in a row. */
export function binaryFrame(message: Uint8Array): Buffer {
  if (last?.message === message) return last.frame;
  const { length } = message;
  const head = headLength(length);
  const frame = Buffer.allocUnsafe(head + length);
  writeHead(frame, length);
  frame.set(message, head);
  last = { message, frame };
  return frame;
}

/** The beginning of a message's frame, for a sender that writes the rest from where it is in memory. */
export function frameBeginning(beginning: Uint8Array, restLength: number): Buffer {
  const length = beginning.length + restLength;
  const head = headLength(length);
  const frame = Buffer.allocUnsafe(head + beginning.length);
  writeHead(frame, length);
  frame.set(beginning, head);
  return frame;
}

const headLength = (length: number): number => (length < LENGTH_IN_16_BITS ? 2 : length < 65_536 ? 4 : 10);

function writeHead(frame: Buffer, length: number): void {
  const head = headLength(length);
  frame[0] = FINAL_BINARY;
  if (head === 2) frame[1] = length;
  else if (head === 4) {
    frame[1] = LENGTH_IN_16_BITS;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = LENGTH_IN_64_BITS;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
}
