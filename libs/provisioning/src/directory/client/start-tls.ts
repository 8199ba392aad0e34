import type { Socket } from 'node:net';
import { DirectoryDown } from './directory-down.js';

/** ExtendedRequest 1.3.6.1.4.1.1466.20037 as message 1 (RFC 4511 §4.14). */
const REQUEST = Buffer.concat([
  Buffer.from([0x30, 0x1d, 0x02, 0x01, 0x01, 0x77, 0x18, 0x80, 0x16]),
  Buffer.from('1.3.6.1.4.1.1466.20037', 'ascii'),
]);
const MAX_ANSWER = 4_096;

interface Element {
  readonly tag: number;
  readonly from: number;
  readonly to: number;
}

/** One BER element; null: not all of it is there. Lengths of up to four octets (X.690 §8.1.3). */
function elementAt(bytes: Buffer, at: number): Element | null {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) return null;
  const octets = first < 0x80 ? 0 : first & 0x7f;
  if (octets > 4 || first === 0x80) throw new DirectoryDown('starttls');
  if (bytes.length < at + 2 + octets) return null;
  const length = octets === 0 ? first : bytes.readUIntBE(at + 2, octets);
  const from = at + 2 + octets;
  return { tag, from, to: from + length };
}

/** Whether the answer is whole, and a yes. @throws {DirectoryDown} for a no, and for anything behind it */
function isReady(bytes: Buffer): boolean {
  const message = elementAt(bytes, 0);
  if (message !== null && (message.tag !== 0x30 || message.to > MAX_ANSWER))
    throw new DirectoryDown('starttls');
  if (message === null || bytes.length < message.to) return false;
  // What came in clear behind the answer would be read as if it had come by TLS: somebody between us put it there.
  if (bytes.length > message.to) throw new DirectoryDown('starttls');
  const id = elementAt(bytes, message.from);
  const answer = id === null ? null : elementAt(bytes, id.to);
  const code = answer === null ? null : elementAt(bytes, answer.from);
  const isYes =
    answer?.tag === 0x78 && code?.tag === 0x0a && code.to - code.from === 1 && bytes[code.from] === 0;
  if (!isYes) throw new DirectoryDown('starttls');
  return true;
}

/**
 * Asks the directory to go on by TLS. Done here and not by the library, which would keep what arrives behind the answer.
 * @throws {DirectoryDown} starttls
 */
export function startTls(socket: Socket): Promise<void> {
  return new Promise((done, fail) => {
    let bytes: Buffer = Buffer.alloc(0);
    const stop = (settle: () => void): void => {
      socket.removeListener('data', onData);
      socket.removeListener('close', closed);
      settle();
    };
    const closed = (): void => stop(() => fail(new DirectoryDown('unreachable')));
    const onData = (chunk: Buffer): void => {
      bytes = Buffer.concat([bytes, chunk]);
      try {
        if (!isReady(bytes)) return;
        socket.pause();
        stop(done);
      } catch (error) {
        socket.destroy();
        stop(() => fail(error instanceof Error ? error : new DirectoryDown('starttls')));
      }
    };
    socket.on('data', onData);
    socket.once('close', closed);
    socket.write(REQUEST);
  });
}
