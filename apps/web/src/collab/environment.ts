/** What a page gives a provider: time, chance, sockets and news about the network. Handed in, so that tests can turn it. */
export interface CollabEnvironment {
  readonly WebSocket: new (url: string, protocols: string[]) => WebSocket;
  /** Milliseconds since 1970. */
  now(): number;
  after(milliseconds: number, work: () => void): () => void;
  /** Between 0 and 1. */
  random(): number;
  /** The network is back, or the person looks at the page again: a good moment to try. */
  onBack(listener: () => void): () => void;
}

export const browserEnvironment = (): CollabEnvironment => ({
  WebSocket: globalThis.WebSocket,
  now: () => Date.now(),
  after: (milliseconds, work) => {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
  onBack: (listener) => {
    const visible = (): void => {
      if (document.visibilityState === 'visible') listener();
    };
    window.addEventListener('online', listener);
    document.addEventListener('visibilitychange', visible);
    return () => {
      window.removeEventListener('online', listener);
      document.removeEventListener('visibilitychange', visible);
    };
  },
});
