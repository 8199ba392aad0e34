import type { KeptWork } from './kept-work.js';

/** Local changes that are not known to be committed, kept on this computer until they are. */
export interface OutboxEntry {
  readonly id: number;
  readonly update: Uint8Array;
  /**
   * How many changes the update stands for: several once old entries were merged. 0: no change of its own but the text
   * on which the others build, so that they can be read without the server.
   */
  readonly count: number;
  /** The document's epoch when the change was made; null when the server had not said it yet. */
  readonly epoch: number | null;
}

/** One outbox for each document and person. */
export interface OutboxKey {
  readonly documentId: string;
  readonly personId: string;
}

/** What is known of a document beside its text: for a copy, and to name it when it cannot be asked any more. */
export interface AboutDocument {
  readonly title: string;
  readonly kind: 'prose' | 'text';
  readonly parentId: string | null;
}

/** An outbox that holds changes, and which page has it. */
export interface UnsentOutbox extends OutboxKey {
  readonly count: number;
  readonly holders: readonly string[];
  readonly about: AboutDocument | null;
}

/**
 * Where outboxes are kept. A rejection means that the change is not kept on this computer.
 * Every method is one transaction: a page that dies within it has done all of it or nothing.
 */
export interface OutboxStore {
  /** Takes the entries of holders that are no longer alive, and returns them in order; nobody else gets them. */
  claim(key: OutboxKey, holder: string, alive: () => Promise<ReadonlySet<string>>): Promise<OutboxEntry[]>;
  add(key: OutboxKey, holder: string, entry: Omit<OutboxEntry, 'id'>): Promise<number>;
  /** Puts one entry in the place of several. */
  replace(
    key: OutboxKey,
    holder: string,
    ids: readonly number[],
    entry: Omit<OutboxEntry, 'id'>,
  ): Promise<number>;
  remove(ids: readonly number[]): Promise<void>;
  /** Remembers what a document is called and where it lies while something of it is unsent. */
  describe(key: OutboxKey, about: AboutDocument): Promise<void>;
  about(key: OutboxKey): Promise<AboutDocument | null>;
  /** The person's outboxes that hold changes. */
  unsent(personId: string): Promise<UnsentOutbox[]>;
  /** Moves entries out of the outbox into work that is kept apart. */
  setAside(work: KeptWork, ids: readonly number[]): Promise<void>;
  kept(personId: string): Promise<KeptWork[]>;
  putKept(work: KeptWork): Promise<void>;
  removeKept(id: string): Promise<void>;
}

export const keyOf = ({ documentId, personId }: OutboxKey): string => `${documentId} ${personId}`;

/** The inverse of {@link keyOf}; ids hold no blanks. */
export const ofKey = (owner: string): OutboxKey => {
  const [documentId = '', personId = ''] = owner.split(' ');
  return { documentId, personId };
};

/** The entries of holders that are gone. `seen`: the holders that were there before asking who is alive. */
export const leftBehind = (
  holder: string,
  entryHolder: string,
  seen: ReadonlySet<string>,
  alive: ReadonlySet<string>,
): boolean => entryHolder === holder || (seen.has(entryHolder) && !alive.has(entryHolder));
