/**
 * "There may be something new, look": never content, never the truth. A hint may be lost, repeated, reordered or made
 * up; whoever listens reads PostgreSQL.
 */
export type Hint =
  /** The feed may have entries up to this number. */
  | { readonly kind: 'feed'; readonly feed: string; readonly seq: number }
  /** Rights changed, or sessions ended: the instance-wide sequence of changes has moved on. */
  | { readonly kind: 'changes' }
  /** What a place holds changed. */
  | {
      readonly kind: 'resource';
      readonly orgId: string;
      readonly parentId: string | null;
      readonly id: string;
    }
  /** A conversation has messages up to this number, the last of them by this person. */
  | {
      readonly kind: 'message';
      readonly orgId: string;
      readonly conversation: string;
      readonly seq: number;
      readonly by: string | null;
    }
  /** This person read a conversation so far. */
  | { readonly kind: 'read'; readonly person: string; readonly conversation: string; readonly seq: number }
  /** What this person is told has changed. */
  | { readonly kind: 'notified'; readonly person: string }
  /** What this person has of a conversation for themselves changed. */
  | { readonly kind: 'own'; readonly person: string; readonly conversation: string }
  /** This person is writing in a conversation. */
  | {
      readonly kind: 'typing';
      readonly orgId: string;
      readonly conversation: string;
      readonly person: string;
    }
  /** This person is there on the node that says so, or no longer. */
  | { readonly kind: 'here'; readonly orgId: string; readonly person: string; readonly here: boolean }
  /** Hints may not have arrived: the line to another node was cut, on its side or on this one. Look at everything. */
  | { readonly kind: 'missed' };

/** Carries hints between nodes. Publishing neither waits nor fails. */
export interface Bus {
  publish(hint: Hint): void;
  listen(listener: (hint: Hint) => void): void;
  /** False while hints do not arrive: then whoever depends on them looks more often. */
  readonly connected: boolean;
  close(): Promise<void>;
}

/** One node alone: there are no other nodes, and what happens here is known here. */
export class LocalBus implements Bus {
  readonly connected = true;

  publish(): void {
    // nobody else is there
  }

  listen(): void {
    // nothing ever comes
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
