import dgram from 'node:dgram';
import { syncBuiltinESMExports } from 'node:module';
import { Socket } from 'node:net';
import { isMainThread } from 'node:worker_threads';

function refuse(): never {
  throw new Error('nothing here has a network');
}

/** For a process of its own that only computes: no connection and no datagram leaves it. */
export function refuseNetwork(): void {
  Socket.prototype.connect = refuse;
  dgram.createSocket = refuse;
  syncBuiltinESMExports();
}

/**
 * The same for a worker thread, which has modules of its own: the guard of the server's thread is not in it. On the main
 * thread, where tests call the same functions, nothing changes.
 */
export function refuseNetworkInThread(): void {
  if (!isMainThread) refuseNetwork();
}
