import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { retryDelay } from '../../config/index.js';
import { type PgConnection, toPgConfig } from '../../database/index.js';
import type { Bus, Hint } from './bus.js';
import { HintOutbox } from './hint-outbox.js';
import { decodeHints } from './hint-text.js';
import { LineState, RECONNECT, type OnState } from './line-state.js';

const CHANNEL = 'maroquin_hints';
/** A line that does not answer for this long is given up. */
const ANSWER_WITHIN_MS = 5_000;
/** The listening connection does not notice its own end: it is probed this often. */
const PROBE_MS = 5_000;

const severed = (client: Client): void => {
  (client as unknown as { connection?: { stream: { destroy(): void } } }).connection?.stream.destroy();
};

/** One connection that is made again whenever it is lost, until closed. */
class Line {
  private client: Client | null = null;
  private closed = false;
  private attempts = 0;
  private readonly ended: Promise<void>;
  private readonly wake = new AbortController();

  constructor(
    private readonly connection: PgConnection,
    private readonly furnish: (client: Client) => Promise<void>,
    private readonly onState: OnState,
  ) {
    this.ended = this.keep();
  }

  /** @throws {Error} without a connection, or when it gave no answer */
  async query(sql: string, params: unknown[] = []): Promise<void> {
    if (this.client === null) throw new Error('not connected');
    await this.client.query(sql, params);
  }

  private async keep(): Promise<void> {
    while (!this.closed) {
      await this.live();
      if (this.closed) return;
      this.attempts += 1;
      await pause(retryDelay(this.attempts, RECONNECT), undefined, {
        ref: false,
        signal: this.wake.signal,
      }).catch(() => undefined);
    }
  }

  /** From connecting to the loss of the connection. */
  private async live(): Promise<void> {
    const client = new Client({ ...toPgConfig(this.connection), query_timeout: ANSWER_WITHIN_MS });
    const lost = new Promise<unknown>((resolve) => {
      client.once('error', resolve);
      client.once('end', () => {
        resolve(undefined);
      });
    });
    client.on('error', () => undefined);
    let cause: unknown;
    try {
      await client.connect();
      await this.furnish(client);
      this.client = client;
      this.attempts = 0;
      this.onState(true);
      cause = await Promise.race([lost, this.probe(client)]);
    } catch (error) {
      cause = error;
    }
    this.client = null;
    if (!this.closed) this.onState(false, cause);
    // Not awaited: a server that is silent would not answer the farewell either.
    client.end().catch(() => undefined);
    severed(client);
  }

  /** Resolves, with why, once the line no longer answers. */
  private async probe(client: Client): Promise<unknown> {
    for (;;) {
      await pause(PROBE_MS, undefined, { ref: false, signal: this.wake.signal });
      try {
        await client.query('select 1');
      } catch (error) {
        return error;
      }
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    this.wake.abort();
    await this.ended;
  }
}

/**
 * LISTEN and NOTIFY, for a few nodes: each on a connection of its own, never in the transaction that appends, whose
 * commits a notification would put into single file.
 */
export class PostgresBus implements Bus {
  private readonly node = randomUUID();
  private readonly listeners: ((hint: Hint) => void)[] = [];
  private readonly speaking: Line;
  private readonly listening: Line;
  private readonly outbox: HintOutbox;
  private readonly state: LineState;

  constructor(connection: PgConnection, onState: OnState) {
    this.state = new LineState(onState);
    this.speaking = new Line(
      connection,
      () => Promise.resolve(),
      () => undefined,
    );
    this.outbox = new HintOutbox(this.node, (texts) =>
      this.speaking.query('select pg_notify($1, text) from unnest($2::text[]) text', [CHANNEL, texts]),
    );
    this.listening = new Line(
      connection,
      async (client) => {
        client.on('notification', ({ payload }) => {
          for (const hint of decodeHints(this.node, payload ?? '')) this.deliver(hint);
        });
        await client.query(`listen ${CHANNEL}`);
      },
      (connected, error) => {
        this.state.set(connected, error);
        if (connected) this.deliver({ kind: 'missed' });
      },
    );
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

  async close(): Promise<void> {
    this.outbox.close();
    await Promise.all([this.speaking.close(), this.listening.close()]);
  }
}
