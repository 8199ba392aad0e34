import type { ClientToServerEvents, ServerToClientEvents } from '@maroquin/contracts';
import type { Socket } from 'socket.io-client';

/** Pages that were disconnected together do not reconnect together. */
const PAUSE_MS = { least: 2_000, spread: 2_000 };
const pauseOf = (): number => PAUSE_MS.least + Math.random() * PAUSE_MS.spread;

/**
 * Connects again after the server ended the connection, or refused one for now: socket.io does so by itself only when the
 * network fails, and the page would stay without news until it is loaded again. Not once the session is over.
 */
export function comeBack(
  socket: Socket<ServerToClientEvents, ClientToServerEvents>,
  pause: () => number = pauseOf,
): void {
  let over = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (): void => {
    clearTimeout(timer);
    if (!over) timer = setTimeout(() => socket.connect(), pause());
  };
  const end = (): void => {
    over = true;
    clearTimeout(timer);
  };
  socket.on('connect', () => (over = false));
  socket.on('session.ended', end);
  socket.on('connect_error', ({ message }) => {
    if (message === 'request.unauthenticated') end();
    // It tries again by itself unless the server refused.
    else if (!socket.active) later();
  });
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect') later();
    else if (reason === 'io client disconnect') end();
  });
}
