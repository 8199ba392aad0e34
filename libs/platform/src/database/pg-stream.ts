import { type OnReadOpts, Socket, type SocketConstructorOpts } from 'node:net';

/** What all connections read into, one after the other. */
const shared = Buffer.allocUnsafe(64 * 1024);

/** What net.Socket takes besides what its types say. */
interface ReadingOptions extends SocketConstructorOpts {
  readonly onread: OnReadOpts;
}

/**
 * The socket of a connection to PostgreSQL. Its answers are short and many: without a buffer of our own, 64 KB are
 * allocated for each of them. Under TLS the bytes are read elsewhere, and the socket is the ordinary one.
 */
export function pgStream({ ssl = false }: { readonly ssl?: unknown } = {}): Socket {
  if (ssl !== false) return new Socket();
  const callback = (bytes: number): true => {
    // pg keeps parts of what it is given.
    socket.emit('data', Buffer.from(shared.subarray(0, bytes)));
    return true;
  };
  const options: ReadingOptions = { onread: { buffer: shared, callback } };
  const socket = new Socket(options);
  return socket;
}
