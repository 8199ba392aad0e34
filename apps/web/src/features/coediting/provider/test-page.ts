import { WebSocket as NodeWebSocket } from 'ws';
import { Awareness } from 'y-protocols/awareness';
import { Doc } from 'yjs';

import type { CollabEnvironment } from '../connection/environment.js';
import { LocalHolders } from '../outbox/holders.js';
import { MemoryOutboxStore } from '../outbox/memory-outbox.js';
import { CollabProvider } from './provider.js';
import type { SaveState } from './save-state.js';
import type { TestServer } from './test-server.js';

/** Waits for a condition; never for a time. */
export async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** What a browser gives a provider, in Node: real time and real sockets. `onBack` receives how to say that the network is back. */
export const nodeEnvironment = (
  onBack: (comeBack: () => void) => void = () => undefined,
): CollabEnvironment => ({
  WebSocket: NodeWebSocket as unknown as CollabEnvironment['WebSocket'],
  now: () => Date.now(),
  after: (milliseconds, work) => {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
  isWatched: () => true,
  isOffline: () => false,
  onAway: () => () => undefined,
  random: () => 0,
  onBack: (listener) => {
    onBack(listener);
    return () => undefined;
  },
});

/** A browser page as far as the provider sees it. */
export class TestPage {
  readonly doc = new Doc();
  readonly awareness = new Awareness(this.doc);
  readonly provider: CollabProvider;
  private comeBack: () => void = () => undefined;

  constructor(
    server: TestServer,
    readonly outbox = new MemoryOutboxStore(),
    readonly holders = new LocalHolders(),
    documentId = 'doc',
    now?: () => number,
  ) {
    const environment = {
      ...nodeEnvironment((comeBack) => (this.comeBack = comeBack)),
      ...(now !== undefined && { now }),
    };
    const { doc, awareness } = this;
    this.provider = new CollabProvider({
      ...{ documentId, personId: 'anna' },
      doc,
      awareness,
      origin: server.origin,
      outbox,
      holders,
      environment,
    });
  }

  get state(): SaveState {
    return this.provider.state.getSnapshot();
  }

  get text(): string {
    return this.doc.getText('text').toJSON();
  }

  async open(): Promise<this> {
    await this.provider.start();
    await until(() => this.state.synced && this.state.state !== 'going', 'opened');
    return this;
  }

  type(words: string): void {
    this.doc.getText('text').insert(this.text.length, words);
  }

  networkIsBack(): void {
    this.comeBack();
  }

  close(): void {
    this.provider.destroy();
    this.awareness.destroy();
  }

  /** Closed, and known to be. */
  async gone(): Promise<void> {
    this.close();
    await until(async () => (await this.holders.alive()).size === 0, 'closed');
  }
}
