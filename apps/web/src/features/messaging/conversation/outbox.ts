import type { MessageFile } from '@maroquin/contracts';

/** A message written here that the server has not yet committed, or has refused. */
export interface PendingMessage {
  readonly clientId: string;
  readonly channelId: string;
  readonly text: string;
  /** Number of the message that it answers. */
  readonly quote?: number;
  /** What goes along: committed already. */
  readonly files?: readonly MessageFile[];
  /** The person confirmed that many people will be notified. */
  readonly toMany?: boolean;
  /** When it was written, ISO 8601. */
  readonly at: string;
  /** waiting: will be sent again with the same clientId · sent: committed, not yet read back · refused: will not be sent again. */
  readonly state: 'waiting' | 'sent' | 'refused';
  /** Stable error code of a refusal. */
  readonly code?: string;
}

/** Keeps what is not committed across reloads; holds waiting and refused messages only. */
export interface OutboxStore {
  load(): Promise<readonly PendingMessage[]>;
  put(message: PendingMessage): Promise<void>;
  remove(clientId: string): Promise<void>;
}

/** What became of one attempt. `later`: the network or the service failed, the same clientId will be sent again. */
export type Attempt = { result: 'sent' } | { result: 'later' } | { result: 'refused'; code: string };

export interface OutboxPorts {
  readonly store: OutboxStore;
  readonly send: (message: PendingMessage) => Promise<Attempt>;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Resolves after so many milliseconds, or as soon as `early` is called. */
  readonly pause: (ms: number, early: AbortSignal) => Promise<void>;
}

const FIRST_PAUSE_MS = 1_000;
const LAST_PAUSE_MS = 30_000;
/** More than this waiting at once means that something else is wrong: the composer keeps the text. */
export const OUTBOX_MAX = 500;

const nothing: readonly PendingMessage[] = [];

/**
 * Sends messages one after the other in each channel, so that their order is the order of writing.
 * A message leaves the store only once the server has committed it; a resend carries the same clientId and is harmless.
 */
export class MessageOutbox {
  private readonly channels = new Map<string, readonly PendingMessage[]>();
  private readonly sending = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private wake = new AbortController();
  private stopped = false;

  constructor(private readonly ports: OutboxPorts) {}

  /** Takes up what an earlier visit left. A store that cannot be read leaves an empty outbox. */
  async start(): Promise<void> {
    const kept = await this.ports.store.load().catch(() => nothing);
    for (const message of [...kept].sort((a, b) => a.at.localeCompare(b.at))) {
      const known = this.pendingOf(message.channelId);
      if (!known.some((m) => m.clientId === message.clientId))
        this.set(message.channelId, [...known, message]);
    }
    for (const channelId of this.channels.keys()) void this.drain(channelId);
  }

  stop(): void {
    this.stopped = true;
    this.retryNow();
  }

  /** The same array as long as nothing changed. */
  readonly pendingOf = (channelId: string): readonly PendingMessage[] =>
    this.channels.get(channelId) ?? nothing;

  /** How many messages, over all channels, are not committed. */
  readonly waiting = (): number =>
    [...this.channels.values()].flat().filter((message) => message.state === 'waiting').length;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** False when the outbox is full. */
  add(channelId: string, text: string, more: Pick<PendingMessage, 'quote' | 'files'> = {}): boolean {
    if (this.waiting() >= OUTBOX_MAX) return false;
    const message: PendingMessage = {
      clientId: this.ports.newId(),
      channelId,
      text,
      ...more,
      at: this.ports.now().toISOString(),
      state: 'waiting',
    };
    this.set(channelId, [...this.pendingOf(channelId), message]);
    void this.keepThenSend(message);
    return true;
  }

  /** Forgets messages that were read back from the server (by whichever tab sent them). */
  settle(channelId: string, clientIds: ReadonlySet<string>): void {
    const settled = this.pendingOf(channelId).filter((m) => clientIds.has(m.clientId));
    for (const message of settled) this.forget(message);
  }

  /** The person confirmed that many people will be notified. */
  sendToMany({ code: _, ...message }: PendingMessage): void {
    const again: PendingMessage = { ...message, toMany: true, state: 'waiting' };
    this.set(
      message.channelId,
      this.pendingOf(message.channelId).map((m) => (m.clientId === message.clientId ? again : m)),
    );
    void this.keepThenSend(again);
  }

  /** Drops a message for good: the person said so. */
  discard(message: PendingMessage): void {
    this.forget(message);
  }

  /** The network is back: no need to wait for the next try. */
  readonly retryNow = (): void => {
    this.wake.abort();
    this.wake = new AbortController();
  };

  private async keepThenSend(message: PendingMessage): Promise<void> {
    // Kept first: a reload between the two must not lose it. A full or forbidden store must not stop the sending.
    await this.ports.store.put(message).catch(() => undefined);
    await this.drain(message.channelId);
  }

  private async drain(channelId: string): Promise<void> {
    if (this.sending.has(channelId)) return;
    this.sending.add(channelId);
    try {
      let pause = FIRST_PAUSE_MS;
      for (
        let head = this.head(channelId);
        head !== undefined && !this.stopped;
        head = this.head(channelId)
      ) {
        const attempt = await this.ports.send(head).catch((): Attempt => ({ result: 'later' }));
        if (attempt.result === 'later') {
          await this.ports.pause(pause, this.wake.signal);
          pause = Math.min(pause * 2, LAST_PAUSE_MS);
          continue;
        }
        pause = FIRST_PAUSE_MS;
        await this.conclude(head, attempt);
      }
    } finally {
      this.sending.delete(channelId);
    }
  }

  private async conclude(
    message: PendingMessage,
    attempt: Exclude<Attempt, { result: 'later' }>,
  ): Promise<void> {
    const known = this.pendingOf(message.channelId);
    const after: PendingMessage =
      attempt.result === 'sent'
        ? { ...message, state: 'sent' }
        : { ...message, state: 'refused', code: attempt.code };
    this.set(
      message.channelId,
      known.map((m) => (m.clientId === message.clientId ? after : m)),
    );
    const keep =
      attempt.result === 'sent' ? this.ports.store.remove(message.clientId) : this.ports.store.put(after);
    await keep.catch(() => undefined);
  }

  private head(channelId: string): PendingMessage | undefined {
    return this.pendingOf(channelId).find((m) => m.state === 'waiting');
  }

  private forget(message: PendingMessage): void {
    this.set(
      message.channelId,
      this.pendingOf(message.channelId).filter((m) => m.clientId !== message.clientId),
    );
    void this.ports.store.remove(message.clientId).catch(() => undefined);
  }

  private set(channelId: string, messages: readonly PendingMessage[]): void {
    if (messages.length === 0) this.channels.delete(channelId);
    else this.channels.set(channelId, messages);
    for (const listener of this.listeners) listener();
  }
}
