const MIB = 1024 * 1024;

/** Bytes that wait in this process: of one person's sockets together, and of the node's. */
interface UnsentLimits {
  readonly perPerson: number;
  readonly perNode: number;
  /** Whoever has no more than this waiting is not the one to cut when the others' sockets are full. */
  readonly spared: number;
}

const LIMITS: UnsentLimits = { perPerson: 64 * MIB, perNode: 256 * MIB, spared: 64 * 1024 };

/** One socket's part of it. */
export interface UnsentShare {
  /** So many bytes wait now. False: more than there is room for, and this socket has to go. */
  set(bytes: number): boolean;
  /** The socket is over. */
  close(): void;
}

/** Bounds what sockets leave in memory, over every kind of socket. */
export class UnsentBudget {
  private inAll = 0;
  private readonly people = new Map<string, number>();

  constructor(private readonly limits: UnsentLimits = LIMITS) {}

  /** For a socket of this person (a visitor counts as its link). */
  open(person: string): UnsentShare {
    let own = 0;
    const change = (bytes: number): void => {
      const theirs = (this.people.get(person) ?? 0) + bytes - own;
      this.inAll += bytes - own;
      own = bytes;
      if (theirs <= 0) this.people.delete(person);
      else this.people.set(person, theirs);
    };
    return {
      set: (bytes) => {
        if (bytes !== own) change(bytes);
        return bytes <= this.limits.spared || this.hasRoomFor(person);
      },
      close: () => change(0),
    };
  }

  private hasRoomFor(person: string): boolean {
    const { perPerson, perNode } = this.limits;
    return this.inAll <= perNode && (this.people.get(person) ?? 0) <= perPerson;
  }
}

/** The node's own. */
export const unsentBudget = new UnsentBudget();
