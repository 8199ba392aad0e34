import type { AccessService } from '@maroquin/access';
import type { ConversationMoved } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { EventOf } from '@maroquin/platform/events';

/** Messages of one conversation are announced together this often. */
const GATHER_MS = 300;
/** Listeners asked about at once; others' work goes in between. */
const CHUNK = 500;
/** Conversations of which one announcement waits; beyond them pages learn by their next look at the list. */
const MAX_WAITING = 20_000;

interface ConversationListener {
  readonly actor: Actor;
  readonly socketId: string;
}
type Sent = EventOf<'message.sent'>;
type Rights = Pick<AccessService, 'subjectsOf' | 'subjectsOn' | 'whoMay'>;

/** A token that is for no content acts as nobody here. */
function nobodyForNoContent(error: unknown): string[] {
  if (error instanceof DomainError && error.code === 'request.not-found') return [];
  throw error;
}

/**
 * Sends open pages a hint about conversations of theirs in which something was written, without a subscription for each: who may
 * read it is asked of the rights in memory when it is said.
 */
export class ConversationHints {
  /** By what they act as. */
  private readonly bySubject = new Map<string, Set<ConversationListener>>();
  private readonly subjects = new Map<ConversationListener, readonly string[]>();
  private waiting = new Map<string, Sent>();
  private timer: NodeJS.Timeout | null = null;
  private turn = Promise.resolve();

  constructor(
    private readonly access: Rights,
    private readonly send: (socketIds: string[], event: ConversationMoved) => void,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** @returns stops listening */
  async listen(listener: ConversationListener): Promise<() => void> {
    this.subjects.set(listener, []);
    await this.place(listener);
    return () => {
      this.remove(listener);
      this.subjects.delete(listener);
    };
  }

  private async place(listener: ConversationListener): Promise<void> {
    const ids = await this.access.subjectsOf(listener.actor).catch(nobodyForNoContent);
    // It stopped listening meanwhile.
    if (!this.subjects.has(listener)) return;
    this.remove(listener);
    this.subjects.set(listener, ids);
    for (const id of ids) {
      const others = this.bySubject.get(id) ?? new Set();
      others.add(listener);
      this.bySubject.set(id, others);
    }
  }

  private remove(listener: ConversationListener): void {
    for (const id of this.subjects.get(listener) ?? []) {
      const others = this.bySubject.get(id);
      others?.delete(listener);
      if (others?.size === 0) this.bySubject.delete(id);
    }
  }

  /** Teams and seats of these people may have changed. */
  rightsChanged(changes: EventOf<'rights.changed'>['changes']): void {
    if (this.subjects.size === 0) return;
    const people =
      changes === 'everything' ||
      changes.some(({ scopeId, personId }) => scopeId === null && personId === null)
        ? null
        : new Set(changes.flatMap(({ personId }) => personId ?? []));
    if (people?.size === 0) return;
    for (const listener of [...this.subjects.keys()])
      if (people === null || people.has(listener.actor.personId)) this.place(listener).catch(this.onError);
  }

  sent(event: Sent): void {
    if (this.subjects.size === 0) return;
    const known = this.waiting.get(event.conversationId);
    if (known !== undefined && known.seq >= event.seq) return;
    if (known === undefined && this.waiting.size >= MAX_WAITING) return;
    this.waiting.set(event.conversationId, event);
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.turn = this.turn.then(() => this.announce()).catch(this.onError);
    }, GATHER_MS).unref();
  }

  private async announce(): Promise<void> {
    const events = [...this.waiting.values()];
    this.waiting = new Map();
    for (const event of events) await this.announceOne(event).catch(this.onError);
  }

  private async announceOne({ orgId, conversationId: id, seq, by }: Sent): Promise<void> {
    const meant = new Set<ConversationListener>();
    for (const subject of await this.access.subjectsOn(orgId, id))
      for (const listener of this.bySubject.get(subject) ?? []) meant.add(listener);
    const listeners = [...meant];
    for (let start = 0; start < listeners.length; start += CHUNK) {
      const chunk = listeners.slice(start, start + CHUNK);
      const allowed = await this.access.whoMay(
        chunk.map(({ actor }) => actor),
        'channel.read',
        id,
      );
      const people = new Set<Actor>(allowed);
      const sockets = chunk.filter(({ actor }) => people.has(actor)).map(({ socketId }) => socketId);
      if (sockets.length > 0) this.send(sockets, { id, seq, by });
      if (start + CHUNK < listeners.length) await new Promise((next) => setImmediate(next));
    }
  }

  close(): void {
    if (this.timer !== null) clearTimeout(this.timer);
  }
}
