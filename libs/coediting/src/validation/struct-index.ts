import { type ClockRange, type RangeSeeker, RangeSet } from '../wire/index.js';
import { deletesNothing, type CheckedUpdate } from './checked-update.js';
import { DOCUMENT_BOUNDS, type DocumentBounds } from './document-bounds.js';
import { KIND_RULES, type DocumentKind } from './document-kind.js';
import { forgedRule } from './suggestion-rules.js';
import { placeUpdate } from './update-placement.js';
import { Structure, type Placement, type StructureRules } from './structure.js';
import type { WalkedUpdate } from './update-walker.js';

/** Updates that are placed, and their deletes read, only when somebody writes; more than these are processed at once. */
const MAX_UNPLACED = 64;

/** In a document with fewer visible clocks a large deletion is not worth a version of its own. */
const MIN_VISIBLE = 200;

/** An index of a document's structs (Yjs: StructStore), without their content: state vector, delete set, parent of each item. */
export class StructIndex {
  readonly clocks = new Map<number, number>();
  private readonly digested = new RangeSet();
  /** Applied, their deletes not read yet: a document that is only read does not need them. */
  private undigested: WalkedUpdate[] = [];
  private readonly structure: Structure;
  private total = 0;
  private readonly rules: StructureRules;
  /** Applied, not placed yet: a document that is only read does not need their places. */
  private unplaced: CheckedUpdate[] = [];

  constructor(
    readonly kind: DocumentKind,
    readonly bounds: DocumentBounds = DOCUMENT_BOUNDS,
  ) {
    this.rules = KIND_RULES[kind].structure;
    this.structure = new Structure(this.rules.root);
  }

  clockOf(client: number): number {
    return this.clocks.get(client) ?? 0;
  }

  notYetDeleted(ranges: readonly ClockRange[]): ClockRange[] {
    if (ranges.length === 0) return [];
    const { deleted } = this;
    return ranges.flatMap((range) => deleted.missing(range));
  }

  deletedOf(client: number): RangeSeeker {
    return this.deleted.seeker(client);
  }

  /** What an update adds to the parts of the document (document-bounds.ts). */
  partsOf({ deletes }: WalkedUpdate, placement: Placement): number {
    return deletes.length + placement.parts;
  }

  /** Whether the document may become larger by so many parts. */
  hasRoomFor(parts: number): boolean {
    return parts === 0 || this.structure.parts + this.deleted.rangeCount + parts <= this.bounds.parts;
  }

  /** The rule that a suggestion breaks which a placed update brings; null: none (suggestion-rules.ts). */
  forgedRule({ changes }: Placement, author: { personId: string; at: number | null }): string | null {
    return changes.length === 0 ? null : forgedRule(changes, this.structure.changes, author);
  }

  isDeleted(client: number, clock: number): boolean {
    return this.deleted.missing({ client, from: clock, to: clock + 1 }).length === 0;
  }

  /**
   * The places of the new items of an update without a gap. Throws MalformedError for an item that may not be there.
   */
  place({ update, walked }: CheckedUpdate): Placement {
    const { rules, structure } = this;
    this.placeWaiting();
    return placeUpdate({ update, walked }, structure, rules, (client, clock) =>
      this.isDeleted(client, clock),
    );
  }

  /** Applies an update that has no gap. Applying the same one twice changes nothing. `placement`: result of `place` just before. */
  apply(checked: CheckedUpdate, placement: Placement | null = null): void {
    const { blocks } = checked.walked;
    for (const { client, to } of blocks) {
      const known = this.clockOf(client);
      if (to <= known) continue;
      this.total += to - known;
      this.clocks.set(client, to);
    }
    if (!deletesNothing(checked)) {
      this.undigested.push(checked.walked);
      if (this.undigested.length > MAX_UNPLACED) this.digest();
    }
    if (blocks.length === 0) return;
    if (placement !== null && this.unplaced.length === 0 && this.structure.apply(placement)) return;
    this.unplaced.push(checked);
    if (this.unplaced.length > MAX_UNPLACED) this.placeWaiting();
  }

  /**
   * Whether an update whose deletes are new deletes more than half of what the document shows. Deleting an element deletes
   * everything in it, whether the update says so or not.
   */
  deletesMost({ walked }: CheckedUpdate): boolean {
    const deletes = walked.deletes.filter(({ client, from }) => from < this.clockOf(client));
    if (deletes.length === 0) return false;
    const visible = this.total - this.deleted.size;
    if (visible < MIN_VISIBLE) return false;
    if (lengthOf(deletes) > visible / 2) return true;
    this.placeWaiting();
    const types = this.structure.typesWithin(deletes);
    if (this.structure.sizeOf(types) <= visible / 2) return false;
    return lengthOf(this.notYetDeleted(this.structure.rangesIn(types))) > visible / 2;
  }

  private get deleted(): RangeSet {
    if (this.undigested.length > 0) this.digest();
    return this.digested;
  }

  private digest(): void {
    const waiting = this.undigested;
    this.undigested = [];
    for (const { gone, deletes } of waiting) {
      this.digested.addAll(gone);
      this.digested.addAll(deletes);
    }
  }

  private placeWaiting(): void {
    const waiting = this.unplaced;
    if (waiting.length === 0) return;
    this.unplaced = [];
    for (const checked of waiting)
      this.structure.apply(placeUpdate(checked, this.structure, this.rules, null));
  }
}

function lengthOf(ranges: readonly ClockRange[]): number {
  return ranges.reduce((length, { from, to }) => length + to - from, 0);
}
