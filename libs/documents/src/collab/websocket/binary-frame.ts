import { headLength, writeHead } from '@maroquin/platform/http';

/** First byte of the only frame of a binary message (RFC 6455 §5.2). */
export const FINAL_BINARY = 0x82;

/** The last message and its frame: a message to many sockets is written to them one after the other. */
let last: { readonly message: Uint8Array; readonly frame: Buffer } | null = null;

/** The bytes of a message on the wire, unmasked, as servers send it. The same message for many sockets is framed once, if it goes to them in a row. */
export function binaryFrame(message: Uint8Array): Buffer {
  if (last?.message === message) return last.frame;
  const { length } = message;
  const head = headLength(length);
  const frame = Buffer.allocUnsafe(head + length);
  writeHead(frame, FINAL_BINARY, length);
  frame.set(message, head);
  last = { message, frame };
  return frame;
}

/** The beginning of a message's frame, for a sender that writes the rest from where it is in memory. */
export function frameBeginning(beginning: Uint8Array, restLength: number): Buffer {
  const length = beginning.length + restLength;
  const head = headLength(length);
  const frame = Buffer.allocUnsafe(head + beginning.length);
  writeHead(frame, FINAL_BINARY, length);
  frame.set(beginning, head);
  return frame;
}
