import { ByteReader, MalformedError, RangeSet } from '../wire/index.js';
import { jumpPointerOf } from './ancestry.js';
import type { CheckedUpdate } from './checked-update.js';
import { ClientItems, GONE, NONE, ROOT, type JumpPointer, type Place } from './client-items.js';
import { ContentRules } from './content-rules.js';
import { Content } from './document-kind.js';
import { LeftRightOrigins } from './left-right-origins.js';
import {
  CONTENT_BITS,
  HAS_ORIGIN,
  HAS_PARENT_SUB,
  HAS_RIGHT_ORIGIN,
  skipContent,
  skipId,
} from './struct-reader.js';
import { KEYS, OTHER_KEY, type Placement, type Structure, type StructureRules } from './structure.js';
import type { StructBlock, WalkedUpdate } from './update-walker.js';

/** Contents of neighbouring items that Yjs joins (yjs/src/structs/Item.js, mergeWith), and garbage. */
const JOINABLE: ReadonlySet<number> = new Set([Content.string, Content.any, Content.deleted, Content.gc]);

const NO_ANCESTOR: JumpPointer = { depth: 0, jumpClient: NONE, jumpClock: NONE };

/** Reads one client's structs of the update. */
interface Cursor {
  readonly client: number;
  readonly to: number;
  /** What the document has of this client already; structs below it are passed over. */
  readonly known: number;
  readonly added: ClientItems;
  pos: number;
  clock: number;
  /** Clock that another cursor waits for; above −1 while this cursor is being moved. */
  target: number;
}

/** Whether an item is deleted, so that its content may have been dropped. */
type IsDeleted = (client: number, clock: number) => boolean;

/**
 * Finds the parent of each new item of an update, in the order in which Yjs integrates them (Item.integrate), and refuses
 * what may not be there. The update has passed the walker and has no gap. `isDeleted` null: it was accepted before, perhaps
 * under other rules, so nothing is refused and what makes no sense gets no parent. Throws MalformedError.
 */
export function placeUpdate(
  checked: CheckedUpdate,
  structure: Structure,
  rules: StructureRules,
  isDeleted: IsDeleted | null,
): Placement {
  return new UpdatePlacement(checked, structure, rules, isDeleted).run();
}

class UpdatePlacement {
  private readonly reader: ByteReader;
  private readonly walked: WalkedUpdate;
  private readonly trusted: boolean;
  private readonly cursors: readonly Cursor[];
  private readonly byClient: ReadonlyMap<number, Cursor> | null;
  private readonly contents: ContentRules;
  /** Of the struct that is being read. */
  private readonly origins: LeftRightOrigins;
  private current: Cursor | null = null;
  private gone: RangeSet | null = null;
  /** Structs that Yjs cannot join to the one before. */
  private parts = 0;
  /** Set while a reference that cannot be resolved counts as gone. */
  private forced = false;
  /** The cursor that has to be moved before this struct can be placed, and up to which clock. */
  private waitsFor: Cursor | null = null;
  private waitsUntil = 0;

  constructor(
    checked: CheckedUpdate,
    private readonly structure: Structure,
    rules: StructureRules,
    private readonly isDeleted: IsDeleted | null,
  ) {
    this.reader = new ByteReader(checked.update);
    this.walked = checked.walked;
    this.trusted = isDeleted === null;
    this.contents = new ContentRules(this.reader, structure, rules, this.trusted);
    this.origins = new LeftRightOrigins(structure, (client, clock) => this.itemsOf(client, clock));
    const cursors: Cursor[] = [];
    for (const block of this.walked.blocks) cursors.push(this.cursorOf(block));
    this.cursors = cursors;
    this.byClient = cursors.length < 2 ? null : new Map(cursors.map((cursor) => [cursor.client, cursor]));
  }

  run(): Placement {
    const fresh = this.cursors.filter(({ to, known }) => to > known);
    for (const cursor of fresh) this.moveToEnd(cursor);
    const items = fresh.map(({ client, known, added }) => ({ client, from: known, added }));
    const { base, types, changes } = this.contents;
    return { base, items, types, parts: this.parts, changes };
  }

  private cursorOf({ client, from, to, start }: StructBlock): Cursor {
    const known = this.structure.clockOf(client);
    return { client, to, known, added: new ClientItems(client), pos: start, clock: from, target: -1 };
  }

  /** Places everything of one client; where that needs another client's items of this update, those first. */
  private moveToEnd(cursor: Cursor): void {
    const stack = [cursor];
    cursor.target = cursor.to;
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      if (top.clock >= top.target) {
        top.target = -1;
        stack.pop();
        continue;
      }
      const other = this.step(top);
      if (other === null) continue;
      if (other.target === -1) {
        other.target = this.waitsUntil;
        stack.push(other);
      } else if (!this.trusted) throw new MalformedError('circular');
      else {
        this.forced = true;
        this.step(top);
        this.forced = false;
      }
    }
  }

  /** Places the next struct; or returns the cursor that has to be moved before, having changed nothing. */
  private step(cursor: Cursor): Cursor | null {
    const { reader } = this;
    this.current = cursor;
    reader.pos = cursor.pos;
    const info = reader.byte();
    const content = info & CONTENT_BITS;
    this.waitsFor = null;
    this.origins.clear();
    let place = content === Content.gc ? GONE : this.position(info, cursor);
    if (this.waitsFor !== null) return this.waitsFor;
    const fresh = cursor.clock >= cursor.known;
    let length: number;
    if (fresh) {
      length = this.contents.read(content, place, cursor.added, cursor.clock);
    } else {
      // Of a struct that straddles what is known, the rest is where the known part is (hazard 8: relays send such).
      const at = reader.pos;
      length = skipContent(this.reader, content);
      if (cursor.clock + length > cursor.known && content !== Content.gc) {
        place = this.positionOfRest(info, cursor);
        if (this.waitsFor !== null) return this.waitsFor;
        reader.pos = at;
        this.contents.read(content, place, cursor.added, cursor.clock);
      }
    }
    const end = cursor.clock + length;
    if (end > cursor.known) this.record(cursor, Math.max(cursor.clock, cursor.known), place, content);
    cursor.clock = cursor.added.end = end;
    cursor.pos = reader.pos;
    return null;
  }

  private position(info: number, cursor: Cursor): Place {
    const { reader, origins } = this;
    let left: Place | null = null;
    let right: Place | null = null;
    const passing = cursor.clock < cursor.known;
    if ((info & HAS_ORIGIN) !== 0) {
      origins.leftClient = reader.varUint();
      origins.leftClock = reader.varUint();
      left = this.placeOf(origins.leftClient, origins.leftClock, passing);
    }
    if ((info & HAS_RIGHT_ORIGIN) !== 0) {
      origins.rightClient = reader.varUint();
      origins.rightClock = reader.varUint();
      right = this.placeOf(origins.rightClient, origins.rightClock, passing);
    }
    if (left === null && right === null) return this.parent(info, passing);
    const place = this.between(left, right, cursor, passing);
    if (place === GONE || this.trusted || passing || this.waitsFor !== null) return place;
    if (place % KEYS === 0 && (info & HAS_PARENT_SUB) !== 0)
      throw new MalformedError('key-without-attribute');
    return place;
  }

  /**
   * The place of the new part of a struct that straddles what is known. Its left origin is the last known item, whatever
   * the struct names; the right one is named by the struct, and nothing says that it is the known part's.
   */
  private positionOfRest(info: number, cursor: Cursor): Place {
    const { reader, origins } = this;
    [origins.leftClient, origins.leftClock] = [cursor.client, cursor.known - 1];
    const left = this.structure.itemsOf(cursor.client)?.placeAt(cursor.known - 1) ?? GONE;
    if ((info & HAS_RIGHT_ORIGIN) === 0) return left;
    reader.pos = cursor.pos + 1;
    if ((info & HAS_ORIGIN) !== 0) skipId(reader);
    origins.rightClient = reader.varUint();
    origins.rightClock = reader.varUint();
    const right = this.placeOf(origins.rightClient, origins.rightClock, false);
    return this.between(left, right, cursor, false);
  }

  private between(left: Place | null, right: Place | null, cursor: Cursor, passing: boolean): Place {
    if (left === GONE || right === GONE) return GONE;
    const place = left ?? right ?? GONE;
    if (this.trusted || passing || this.waitsFor !== null) return place;
    if (left !== null && right !== null && left !== right) throw new MalformedError('different-parents');
    if (right === null) return place;
    if (place % KEYS !== 0) throw new MalformedError('attribute-right');
    this.origins.check(left === null ? place : null, cursor);
    return place;
  }

  /** Records the place of the items from this clock on, their left origin, and whether Yjs joins them to the ones before. */
  private record(cursor: Cursor, from: number, place: Place, content: number): void {
    const { added, client } = cursor;
    const { leftClient, leftClock, rightClient, rightClock, runOf } = this.origins;
    const before = added.runCount === 0 ? this.structure.itemsOf(client) : added;
    const continues = before?.continues(from, place, leftClient, leftClock) === true;
    const joins = continues && (place === GONE || before.isLike(content, rightClient, rightClock));
    if (!joins || !JOINABLE.has(content)) this.parts += 1;
    added.setLast(content, rightClient, rightClock);
    // Somebody types on: the document's run stays the one that counts.
    if (continues && before !== added) added.add(from, place, leftClient, leftClock, NO_ANCESTOR);
    if (continues) return;
    const parent = place === GONE || leftClient === NONE ? null : runOf(leftClient, leftClock);
    added.add(from, place, leftClient, leftClock, jumpPointerOf(parent, runOf, { client, clock: from }));
  }

  private itemsOf(client: number, clock: number): ClientItems | undefined {
    return clock < this.structure.clockOf(client)
      ? this.structure.itemsOf(client)
      : this.reached(client, clock)?.added;
  }

  /** The place of the item that an id names. Sets `waitsFor` when that is not known yet. */
  private placeOf(client: number, clock: number, passing: boolean): Place {
    return passing ? GONE : (this.itemsOf(client, clock)?.placeAt(clock) ?? GONE);
  }

  /** The cursor that has placed this item; null, and `waitsFor` set, when it has not yet. */
  private reached(client: number, clock: number): Cursor | null {
    const other = client === this.current?.client ? this.current : (this.byClient?.get(client) ?? null);
    if (other === null || clock < other.clock) return other;
    if (!this.forced && clock < other.to) {
      this.waitsFor = other;
      this.waitsUntil = clock + 1;
    }
    return null;
  }

  private parent(info: number, passing: boolean): Place {
    const { reader } = this;
    let type: number | null = ROOT;
    if (reader.varUint() === 1) reader.skip(reader.varUint());
    else type = this.typeOf(reader.varUint(), reader.varUint(), passing);
    const key = (info & HAS_PARENT_SUB) === 0 ? null : reader.string(Infinity);
    if (passing || type === null) return GONE;
    if (key === null) return type * KEYS;
    const number = this.contents.kindOf(type).keys.get(key);
    if (number === undefined && !this.trusted) throw new MalformedError('attribute-name');
    return type * KEYS + (number ?? OTHER_KEY);
  }

  private typeOf(client: number, clock: number, passing: boolean): number | null {
    if (passing) return null;
    const items = this.itemsOf(client, clock);
    if (this.waitsFor !== null) return null;
    const type = items?.typeAt(clock) ?? null;
    if (type !== null || this.trusted) return type;
    // The content of a deleted parent may have been dropped; anything else was never a type.
    if ((items?.placeAt(clock) ?? GONE) !== GONE && !this.isDropped(client, clock))
      throw new MalformedError('parent-not-type');
    return null;
  }

  private isDropped(client: number, clock: number): boolean {
    if (clock < this.structure.clockOf(client)) return this.isDeleted?.(client, clock) ?? true;
    if (this.gone === null) {
      this.gone = new RangeSet();
      this.gone.addAll(this.walked.gone);
    }
    return this.gone.missing({ client, from: clock, to: clock + 1 }).length === 0;
  }
}
