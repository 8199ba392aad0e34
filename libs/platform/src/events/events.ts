import type { Tx } from '../database/index.js';
import type { Logger } from '../logging/index.js';

export interface RightsChange {
  readonly orgId: string;
  readonly scopeId: string | null;
  readonly personId: string | null;
}

/** News for other parts of this node, after commit. Ids only; what is in a feed needs no event. */
export type DomainEvent =
  | {
      readonly type: 'resource.changed';
      readonly orgId: string;
      readonly parentId: string | null;
      readonly id: string;
    }
  /** Noted in the instance-wide sequence of changes: who follows it looks at once. */
  | { readonly type: 'changes.recorded' }
  /** Rights set on these scopes, or what these people act as, changed on some node. 'everything': nobody knows which. */
  | { readonly type: 'rights.changed'; readonly changes: readonly RightsChange[] | 'everything' }
  /** A message was committed in a conversation. `by`: who wrote the last one. */
  | {
      readonly type: 'message.sent';
      readonly orgId: string;
      readonly conversationId: string;
      readonly seq: number;
      readonly by: string | null;
    }
  /** Somebody read a conversation so far. */
  | {
      readonly type: 'conversation.read';
      readonly personId: string;
      readonly conversationId: string;
      readonly seq: number;
    }
  /** Something was added to what these people are told, or marked as read. */
  | { readonly type: 'notifications.changed'; readonly personIds: readonly string[] }
  /** What somebody has of a conversation for themselves (a draft, what counts as unread) is another now. */
  | { readonly type: 'conversation.changed'; readonly personId: string; readonly conversationId: string }
  /** Somebody is writing in a conversation. Said once in a while, and stored nowhere. */
  | {
      readonly type: 'person.typing';
      readonly orgId: string;
      readonly conversationId: string;
      readonly personId: string;
    }
  /** Somebody is there on some node, or no longer. Said again and again while it holds, and stored nowhere. */
  | {
      readonly type: 'person.here';
      readonly orgId: string;
      readonly personId: string;
      readonly here: boolean;
    }
  /** Events of other nodes may have been missed: whoever shows what they change reads again. */
  | { readonly type: 'events.missed' }
  /** Sessions of browsers, and tokens of programs. */
  | { readonly type: 'session.ended'; readonly sessionIds: readonly string[] };
export type EventType = DomainEvent['type'];
export type EventOf<T extends EventType> = Extract<DomainEvent, { type: T }>;

/** Typed, in-process, after commit. A listener that throws costs only itself. */
export class Events {
  private readonly listeners = new Map<EventType, Set<(event: DomainEvent) => void>>();
  private relay: (event: DomainEvent) => void = () => undefined;

  constructor(private readonly logger: Pick<Logger, 'error'>) {}

  publishAfterCommit(tx: Pick<Tx, 'afterCommit'>, event: DomainEvent): void {
    tx.afterCommit(() => {
      this.announce(event);
    });
  }

  /** For all nodes: what is committed already. */
  announce(event: DomainEvent): void {
    this.publish(event);
    this.relay(event);
  }

  /** For the other nodes alone. */
  sendToOtherNodes(event: DomainEvent): void {
    this.relay(event);
  }

  /** Called for what happened on this node, to carry it to others. */
  relayTo(relay: (event: DomainEvent) => void): void {
    this.relay = relay;
  }

  /** For this node alone: what another node relayed, or what was read from PostgreSQL. */
  publish(event: DomainEvent): void {
    for (const listener of this.listeners.get(event.type) ?? []) {
      try {
        listener(event);
      } catch (error) {
        this.logger.error({ err: error, event: event.type }, 'an event listener failed');
      }
    }
  }

  /** Answers how to stop listening. */
  on<T extends EventType>(type: T, listener: (event: EventOf<T>) => void): () => void {
    const set = this.listeners.get(type) ?? new Set();
    this.listeners.set(type, set);
    const wrapped = (event: DomainEvent): void => {
      listener(event as EventOf<T>);
    };
    set.add(wrapped);
    return () => set.delete(wrapped);
  }
}
