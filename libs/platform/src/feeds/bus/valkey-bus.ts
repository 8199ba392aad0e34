import { randomUUID } from 'node:crypto';
import { Redis, type RedisOptions } from 'iovalkey';
import { retryDelay } from '../../config/index.js';
import type { Bus, Hint } from './bus.js';
import { HintOutbox } from './hint-outbox.js';
import { decodeHints } from './hint-text.js';
import { LineState, RECONNECT, type OnState } from './line-state.js';

/** A line that does not answer for this long is given up. */
const ANSWER_WITHIN_MS = 2_000;
/** The subscribed connection does not notice its own end: it is probed this often. */
const PROBE_MS = 5_000;

const settings: RedisOptions = {
  lazyConnect: true,
  connectTimeout: ANSWER_WITHIN_MS,
  commandTimeout: ANSWER_WITHIN_MS,
  keepAlive: 10_000,
  // A hint that cannot leave now is worth nothing later.
  maxRetriesPerRequest: 0,
  autoResendUnfulfilledCommands: false,
  retryStrategy: (attempt) => retryDelay(attempt, RECONNECT),
};

/** Valkey's publish and subscribe, for many nodes. Nothing is kept there. */
export class ValkeyBus implements Bus {
  private readonly node = randomUUID();
  private readonly listeners: ((hint: Hint) => void)[] = [];
  private readonly speaking: Redis;
  private readonly listening: Redis;
  private readonly outbox: HintOutbox;
  private readonly timer: NodeJS.Timeout;
  private readonly state: LineState;
  private closed = false;

  /** @param channel of this instance, where several share one Valkey */
  constructor(
    url: string,
    private readonly channel: string,
    onState: OnState,
  ) {
    this.state = new LineState(onState);
    const address = url.replace(/^valkey/, 'redis');
    this.speaking = new Redis(address, { ...settings, enableOfflineQueue: false });
    this.listening = new Redis(address, { ...settings, enableOfflineQueue: false, autoResubscribe: false });
    this.outbox = new HintOutbox(this.node, async (texts) => {
      const line = this.speaking.pipeline();
      for (const text of texts) line.publish(channel, text);
      // Where commands fail, the pipeline does not: each of its answers says so.
      for (const [error] of (await line.exec()) ?? []) if (error !== null) throw error;
    });
    this.connect();
    this.timer = setInterval(() => void this.probe(), PROBE_MS);
    this.timer.unref();
  }

  private connect(): void {
    this.speaking.on('error', () => undefined);
    this.listening.on('error', (error: unknown) => {
      this.lost(error);
    });
    this.listening.on('close', () => {
      this.lost();
    });
    this.listening.on('ready', () => void this.subscribe());
    this.listening.on('message', (_channel: string, text: string) => {
      for (const hint of decodeHints(this.node, text)) this.deliver(hint);
    });
    // A first try that fails is followed by others: a Valkey that is away keeps nobody from working.
    for (const line of [this.speaking, this.listening]) line.connect().catch(() => undefined);
  }

  private async subscribe(): Promise<void> {
    try {
      await this.listening.subscribe(this.channel);
      this.state.set(true);
      this.deliver({ kind: 'missed' });
    } catch (error) {
      this.lost(error);
      if (!this.closed) this.listening.disconnect(true);
    }
  }

  private lost(error?: unknown): void {
    if (!this.closed) this.state.set(false, error);
  }

  private async probe(): Promise<void> {
    if (!this.state.connected) return;
    try {
      await this.listening.ping();
    } catch (error) {
      if (this.closed) return;
      this.lost(error);
      this.listening.disconnect(true);
    }
  }

  get connected(): boolean {
    return this.state.connected;
  }

  publish(hint: Hint): void {
    this.outbox.add(hint);
  }

  listen(listener: (hint: Hint) => void): void {
    this.listeners.push(listener);
  }

  private deliver(hint: Hint): void {
    for (const listener of this.listeners) listener(hint);
  }

  close(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    this.outbox.close();
    this.speaking.disconnect();
    this.listening.disconnect();
    return Promise.resolve();
  }
}
