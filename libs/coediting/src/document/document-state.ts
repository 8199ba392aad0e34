import { clientsOf, encodeClocks, encodeStateVector, type StateVector } from '../wire/index.js';
import {
  type CheckedUpdate,
  type DocumentBounds,
  type DocumentKind,
  StructIndex,
  type WalkedUpdate,
  walkUpdate,
} from '../validation/index.js';
import { DocumentContent } from './document-content.js';
import { judge, type NewContent, type Verdict } from './gate.js';
import { Leases } from './leases.js';
import { openSnapshot } from './snapshot-codec.js';

/** Above this many clients an acknowledgement states the clocks of its own commit only, which is still true of the document. */
const MAX_STATED_CLIENTS = 64;

/**
 * An open document on one node, in two states: what is committed, which is sent to clients, and that with what was accepted
 * and waits for the journal, against which the next frame is judged.
 */
export class DocumentState {
  readonly content = new DocumentContent();
  private readonly committed = new Map<number, number>();
  /** Of `committed`; null: one has come since. */
  private committedClients: readonly number[] | null = null;
  private committedLeases = new Leases();
  private accepted: StructIndex;
  private leases = new Leases();

  constructor(
    private readonly kind: DocumentKind,
    bounds: DocumentBounds,
  ) {
    this.accepted = new StructIndex(kind, bounds);
  }

  /** Next clock of each client, accepted updates included. */
  get clocks(): StateVector {
    return this.accepted.clocks;
  }

  /** A client has more than this node: of its own, or from another node whose commits have not arrived here yet. */
  isBehind(known: StateVector): boolean {
    return [...known].some(([client, clock]) => clock > this.accepted.clockOf(client));
  }

  /** `at`: milliseconds since 1970, where that is known. */
  judge(update: Uint8Array, personId: string, at?: number): Verdict {
    const { leases } = this;
    return judge(update, this.kind, this.accepted, { leases, personId, ...(at !== undefined && { at }) });
  }

  /** From here on frames are judged as if this were in the document. Returns whether it deletes most of it. */
  accept({ update, walked, placement }: NewContent, personId: string): boolean {
    const content = { update, walked };
    const large = this.accepted.deletesMost(content);
    this.accepted.apply(content, placement);
    this.leases.apply(walked, personId);
    return large;
  }

  /** The journal has taken an accepted update. */
  commit(update: CheckedUpdate): void {
    this.advance(update);
    this.content.push(update);
  }

  /** The clientIDs of a committed update belong to its author. */
  commitLeases(walked: WalkedUpdate, personId: string): void {
    this.committedLeases.apply(walked, personId);
  }

  /** Others have committed it. Throws MalformedError for what is no update. */
  absorb(update: Uint8Array, personId: string): CheckedUpdate {
    const checked = { update, walked: walkUpdate(update, null) };
    this.accepted.apply(checked);
    this.leases.apply(checked.walked, personId);
    this.commitLeases(checked.walked, personId);
    this.commit(checked);
    return checked;
  }

  /** Begins with a snapshot as the whole content. Throws MalformedError. */
  begin(bytes: Uint8Array): void {
    const { leases, checked } = openSnapshot(bytes);
    this.leases = new Leases(leases);
    this.committedLeases = new Leases(leases);
    this.accepted.apply(checked);
    this.advance(checked);
    this.content.begin(checked);
  }

  /** Forgets what was accepted and is not committed. */
  forgetAccepted(): void {
    this.accepted = this.content.structIndex(this.kind, this.accepted.bounds);
    this.leases = new Leases(this.committedLeases.entries());
  }

  /** The committed clocks, all of them. */
  vector(): Uint8Array {
    this.committedClients ??= clientsOf(this.committed);
    return encodeClocks(this.committedClients, this.committed);
  }

  /** The committed clocks as an acknowledgement of these updates states them. */
  vectorAfter(updates: readonly CheckedUpdate[]): Uint8Array {
    if (this.committed.size <= MAX_STATED_CLIENTS) return this.vector();
    const own = updates.flatMap(({ walked }) =>
      walked.blocks.map(({ client, to }): [number, number] => [client, to]),
    );
    return encodeStateVector(new Map(own));
  }

  private advance({ walked }: CheckedUpdate): void {
    for (const { client, to } of walked.blocks) {
      const known = this.committed.get(client);
      if (known === undefined) this.committedClients = null;
      if (to > (known ?? 0)) this.committed.set(client, to);
    }
  }
}
