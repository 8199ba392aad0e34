import { PROTOCOL_VERSION, type ClientToServerEvents, type ServerToClientEvents } from '@maroquin/contracts';
import { io, type Socket } from 'socket.io-client';
import { serviceState } from '../service-state.js';
import { comeBack } from './come-back.js';

export type MaroquinSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** A connection lost for this long is worth a word. */
const LOST_MS = 3000;

let socket: MaroquinSocket | null = null;

/** The one connection of the page, opened on first use; the session cookie authenticates it. */
export const getSocket = (): MaroquinSocket => {
  if (socket) return socket;
  socket = io({
    path: '/socket.io',
    auth: { build: PROTOCOL_VERSION },
    transports: ['websocket', 'polling'],
    reconnectionDelay: 500,
    reconnectionDelayMax: 4000,
    // an attempt that meets a server just starting must not hold up the next one
    timeout: 8000,
    // a poll that a dead network swallowed must not hold a connection for ever; the server answers every 10 s
    requestTimeout: 15_000,
  });
  let doubt: ReturnType<typeof setTimeout> | undefined;
  socket.on('connect', () => {
    clearTimeout(doubt);
    if (serviceState.get().kind !== 'up') void serviceState.probe();
  });
  // The session ended while the connection was away.
  socket.on('connect_error', ({ message }) => {
    if (message === 'request.unauthenticated') serviceState.sessionEnded();
  });
  socket.on('disconnect', (reason) => {
    clearTimeout(doubt);
    if (reason !== 'io client disconnect') doubt = setTimeout(() => void serviceState.probe(), LOST_MS);
  });
  socket.on('session.ended', () => serviceState.sessionEnded());
  comeBack(socket);
  return socket;
};

/** At sign-out; the next `getSocket` opens a new one. */
export const closeSocket = (): void => {
  socket?.close();
  socket = null;
};
