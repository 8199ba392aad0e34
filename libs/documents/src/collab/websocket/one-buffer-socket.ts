import { type OnReadOpts, Socket, type SocketConstructorOpts } from 'node:net';
import type { Duplex } from 'node:stream';

/** All sockets of the process read into this buffer, one after the other: it is processed before the next read. */
const shared = Buffer.allocUnsafe(64 * 1024);

/** What net.Socket's constructor takes besides what its types say (node: lib/net.js): `handle` as node's http and tls use it. */
interface ReadingOptions extends SocketConstructorOpts {
  readonly handle: object;
  readonly pauseOnCreate: boolean;
  readonly onread: OnReadOpts;
}

/**
 * The same connection in a socket that reads into one buffer for all of them and hands that to `onRead`, instead of
 * allocating 64 KB for each few bytes that arrive (ADR 12). It emits no `data` by itself, and
 * waits until it is resumed. Null where the connection is not a plain TCP socket, or was read from: nothing has changed.
 */
export function readingIntoOneBuffer(socket: Duplex, onRead: (bytes: Buffer) => void): Socket | null {
  const handle: unknown = Reflect.get(socket, '_handle');
  const isPlain = Object.getPrototypeOf(socket) === Socket.prototype;
  if (!isPlain || socket.readableLength > 0 || typeof handle !== 'object' || handle === null) return null;
  // It has one owner.
  Reflect.set(socket, '_handle', null);
  socket.destroy();
  const callback = (bytes: number): true => {
    onRead(shared.subarray(0, bytes));
    return true;
  };
  const options: ReadingOptions = {
    handle,
    pauseOnCreate: true,
    allowHalfOpen: true,
    onread: { buffer: shared, callback },
  };
  return new Socket(options);
}
