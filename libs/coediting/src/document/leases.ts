import type { WalkedUpdate } from '../validation/index.js';

/** The person who may write with a clientID. `null`: nobody any more, because it wrote in an epoch that has ended. */
export type Holder = string | null;

/**
 * To whom each clientID of a document belongs: the person whose update with it was committed first. To the person, not
 * the connection, because the next tab sends what a closed one left unsent. Derived from the journal's order alone, so
 * every node finds the same.
 */
export class Leases {
  private readonly holders: Map<number, Holder>;

  constructor(holders: Iterable<readonly [number, Holder]> = []) {
    this.holders = new Map(holders);
  }

  /** Undefined: free. */
  holderOf(client: number): Holder | undefined {
    return this.holders.get(client);
  }

  mayWrite(client: number, personId: string): boolean {
    const holder = this.holders.get(client);
    return holder === undefined || holder === personId;
  }

  /** An update of this person was accepted or committed. */
  apply(walked: WalkedUpdate, personId: string): void {
    for (const { client } of walked.blocks) {
      if (!this.holders.has(client)) this.holders.set(client, personId);
    }
  }

  entries(): ReadonlyMap<number, Holder> {
    return this.holders;
  }
}
