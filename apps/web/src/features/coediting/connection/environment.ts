import { FallbackSocket } from './fallback-socket.js';
import type { SocketLike } from './socket-like.js';
import { Transports } from './transports.js';

/** What a page gives a provider: time, randomness, sockets and the state of the network. Handed in, so that tests can turn it. */
export interface CollabEnvironment {
  /** The protocols are those that the client offers. */
  readonly WebSocket: new (url: string, protocols: string[]) => SocketLike;
  /** What to use where no WebSocket comes through; absent: nothing else. */
  readonly Fallback?: new (url: string) => SocketLike;
  readonly transports?: Transports;
  /** Milliseconds since 1970. */
  now(): number;
  after(milliseconds: number, work: () => void): () => void;
  /** The person has this page in view: then a connection that says nothing is doubted sooner. */
  isWatched(): boolean;
  /** The browser itself knows that there is no network. That it knows of one does not mean that the service can be reached. */
  isOffline(): boolean;
  /** Between 0 and 1. */
  random(): number;
  /** The network is back, the computer woke up, or the person looks at the page again: a good moment to try. */
  onBack(listener: () => void): () => void;
  /** The browser says that the network is gone. */
  onAway(listener: () => void): () => void;
}

const transports = new Transports();

export const browserEnvironment = (): CollabEnvironment => ({
  WebSocket: globalThis.WebSocket as unknown as CollabEnvironment['WebSocket'],
  Fallback: FallbackSocket,
  transports,
  now: () => Date.now(),
  after: (milliseconds, work) => {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
  isWatched: () => document.visibilityState === 'visible',
  isOffline: () => !navigator.onLine,
  onAway: (listener) => {
    window.addEventListener('offline', listener);
    return () => window.removeEventListener('offline', listener);
  },
  random: () => Math.random(),
  onBack: (listener) => {
    const visible = (): void => {
      if (document.visibilityState === 'visible') listener();
    };
    window.addEventListener('online', listener);
    // A page that was frozen; a computer that slept is noticed by its clock.
    document.addEventListener('resume', listener);
    const stopWatching = onWaking(listener);
    document.addEventListener('visibilitychange', visible);
    return () => {
      stopWatching();
      window.removeEventListener('online', listener);
      document.removeEventListener('resume', listener);
      document.removeEventListener('visibilitychange', visible);
    };
  },
});

const PING_EVERY_MS = 2000;
const SLEPT_MS = 8000;

/** Timers stand still while a computer sleeps, and go on afterwards as if nothing had been. */
function onWaking(listener: () => void): () => void {
  let last = Date.now();
  const timer = setInterval(() => {
    const before = last;
    last = Date.now();
    if (last - before > SLEPT_MS) listener();
  }, PING_EVERY_MS);
  return () => clearInterval(timer);
}
