import { ByteReader, MalformedError, RangeSet } from '../wire/index.js';
import { entryInto, hangOn, type Run } from './ancestry.js';
import type { CheckedUpdate } from './checked-update.js';
import { ClientItems, GONE, NONE, ROOT, type Hang, type Place } from './client-items.js';
import { Content, SharedType } from './document-kind.js';
import {
  CONTENT_BITS,
  HAS_ORIGIN,
  HAS_PARENT_SUB,
  HAS_RIGHT_ORIGIN,
  readAny,
  skipContent,
  skipId,
} from './passed-struct.js';
import {
  KEYS,
  Kind,
  OTHER_KEY,
  TypeTable,
  type Placement,
  type Structure,
  type StructureRules,
} from './structure.js';
import type { StructBlock, WalkedUpdate } from './update-walker.js';

/** Deepest nesting of shared types: readers and editors walk them recursively. */
const MAX_TYPE_DEPTH = 100;
const HASHED_MARK = /^(.+)--[a-zA-Z0-9+/=]{8}$/;

/** Contents of neighbouring items that Yjs joins (yjs/src/structs/Item.js, mergeWith), and garbage. */
const JOINABLE: ReadonlySet<number> = new Set([Content.string, Content.any, Content.deleted, Content.gc]);

/** Items of one update that were put beside the same neighbour, away from each other: people do that a few times. */
const MAX_JUMPS = 200;

const HANGS_NOWHERE: Hang = { depth: 0, upClient: NONE, upClock: NONE };

/** One client's structs on their way to a place. */
interface Cursor {
  readonly client: number;
  readonly to: number;
  /** What is known of this client already; structs below it are passed over. */
  readonly known: number;
  readonly added: ClientItems;
  pos: number;
  clock: number;
  /** Clock that somebody waits for; above −1 while the cursor is being moved on. */
  target: number;
}

/** Whether an item is deleted, so that what it held may be forgotten. */
type IsDeleted = (client: number, clock: number) => boolean;

/**
 * Finds where each new item of an update would lie, in the order in which yjs integrates them, and refuses what may
 * not lie there. The update has passed the walker and has no gap. `isDeleted` null: it was accepted before, perhaps
 * under other rules, so nothing is refused and what makes no sense lies nowhere. Throws MalformedError.
 */
export function placeUpdate(
  checked: CheckedUpdate,
  structure: Structure,
  rules: StructureRules,
  isDeleted: IsDeleted | null,
): Placement {
  return new Placing(checked, structure, rules, isDeleted).run();
}

class Placing {
  private readonly reader: ByteReader;
  private readonly walked: WalkedUpdate;
  private readonly trusted: boolean;
  private readonly cursors: readonly Cursor[];
  private readonly byClient: ReadonlyMap<number, Cursor> | null;
  /** Types that the update brings; most bring none. */
  private types: TypeTable | null = null;
  /** Neighbours of the struct at hand. */
  private leftClient = NONE;
  private leftClock = NONE;
  private rightClient = NONE;
  private rightClock = NONE;
  private readonly base: number;
  private gone: RangeSet | null = null;
  /** By left neighbour (or place, for the first of a parent): the item put to its right last. */
  private rightmost: Map<number, number> | null = null;
  private jumps = 0;
  /** Structs that Yjs cannot join to the one before. */
  private parts = 0;
  /** Set while a reference that cannot be resolved counts as gone. */
  private forced = false;
  /** What the struct at hand has to wait for. */
  private waitsFor: Cursor | null = null;
  private waitsUntil = 0;

  constructor(
    checked: CheckedUpdate,
    private readonly structure: Structure,
    private readonly rules: StructureRules,
    private readonly isDeleted: IsDeleted | null,
  ) {
    this.reader = new ByteReader(checked.update);
    this.walked = checked.walked;
    this.trusted = isDeleted === null;
    this.base = structure.types.size;
    const cursors: Cursor[] = [];
    for (const block of this.walked.blocks) cursors.push(this.cursorOf(block));
    this.cursors = cursors;
    this.byClient = cursors.length < 2 ? null : new Map(cursors.map((cursor) => [cursor.client, cursor]));
  }

  run(): Placement {
    const fresh = this.cursors.filter(({ to, known }) => to > known);
    for (const cursor of fresh) this.moveOn(cursor);
    const items = fresh.map(({ client, known, added }) => ({ client, from: known, added }));
    return { base: this.base, items, types: this.types, parts: this.parts };
  }

  private cursorOf({ client, from, to, start }: StructBlock): Cursor {
    const known = this.structure.clockOf(client);
    return { client, to, known, added: new ClientItems(client), pos: start, clock: from, target: -1 };
  }

  /** Places everything of one client; where that needs another client's items of this update, those first. */
  private moveOn(cursor: Cursor): void {
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

  /** Places the next struct; or returns whose items have to be placed before, having changed nothing. */
  private step(cursor: Cursor): Cursor | null {
    const { reader } = this;
    reader.pos = cursor.pos;
    const info = reader.byte();
    const content = info & CONTENT_BITS;
    this.waitsFor = null;
    this.leftClient = this.leftClock = this.rightClient = this.rightClock = NONE;
    let place = content === Content.gc ? GONE : this.position(info, cursor);
    if (this.waitsFor !== null) return this.waitsFor;
    const fresh = cursor.clock >= cursor.known;
    let length: number;
    if (fresh) {
      length = this.content(content, place, cursor);
    } else {
      // Of a struct that straddles what is known, the rest lies where the known part lies (hazard 8: relays send such).
      const at = reader.pos;
      length = skipContent(this.reader, content);
      if (cursor.clock + length > cursor.known && content !== Content.gc) {
        place = this.positionOfRest(info, cursor);
        if (this.waitsFor !== null) return this.waitsFor;
        reader.pos = at;
        this.content(content, place, cursor);
      }
    }
    const end = cursor.clock + length;
    if (end > cursor.known) this.note(cursor, Math.max(cursor.clock, cursor.known), place, content);
    cursor.clock = cursor.added.end = end;
    cursor.pos = reader.pos;
    return null;
  }

  private position(info: number, cursor: Cursor): Place {
    const { reader } = this;
    let left: Place | null = null;
    let right: Place | null = null;
    const passing = cursor.clock < cursor.known;
    if ((info & HAS_ORIGIN) !== 0) {
      this.leftClient = reader.varUint();
      this.leftClock = reader.varUint();
      left = this.place(this.leftClient, this.leftClock, cursor, passing);
    }
    if ((info & HAS_RIGHT_ORIGIN) !== 0) {
      this.rightClient = reader.varUint();
      this.rightClock = reader.varUint();
      right = this.place(this.rightClient, this.rightClock, cursor, passing);
    }
    if (left === null && right === null) return this.parent(info, cursor, passing);
    const place = this.between(left, right, cursor, passing);
    if (place === GONE || this.trusted || passing || this.waitsFor !== null) return place;
    if (place % KEYS === 0 && (info & HAS_PARENT_SUB) !== 0)
      throw new MalformedError('key-without-attribute');
    return place;
  }

  /**
   * Where the new part of a struct lies that straddles what is known. Its left neighbour is the last known item, whatever
   * the struct names; the right one is named by the struct, and nothing says that it is the known part's.
   */
  private positionOfRest(info: number, cursor: Cursor): Place {
    const { reader } = this;
    [this.leftClient, this.leftClock] = [cursor.client, cursor.known - 1];
    const left = this.structure.itemsOf(cursor.client)?.placeAt(cursor.known - 1) ?? GONE;
    if ((info & HAS_RIGHT_ORIGIN) === 0) return left;
    reader.pos = cursor.pos + 1;
    if ((info & HAS_ORIGIN) !== 0) skipId(reader);
    this.rightClient = reader.varUint();
    this.rightClock = reader.varUint();
    const right = this.place(this.rightClient, this.rightClock, cursor, false);
    return this.between(left, right, cursor, false);
  }

  private between(left: Place | null, right: Place | null, cursor: Cursor, passing: boolean): Place {
    if (left === GONE || right === GONE) return GONE;
    const place = left ?? right ?? GONE;
    if (this.trusted || passing || this.waitsFor !== null) return place;
    if (left !== null && right !== null && left !== right) throw new MalformedError('different-parents');
    if (right === null) return place;
    if (place % KEYS !== 0) throw new MalformedError('attribute-right');
    this.checkNeighbours(left === null ? place : null, cursor);
    return place;
  }

  private checkNeighbours(first: Place | null, cursor: Cursor): void {
    const { leftClient, leftClock } = this;
    if (!this.mayBeNeighbours(cursor)) throw new MalformedError('neighbours');
    if (leftClient === cursor.client && leftClock === Math.max(cursor.clock, cursor.known) - 1) return;
    this.countJumps(first === null ? keyOf(leftClient, leftClock) : -1 - first, cursor);
  }

  /**
   * Whether there can have been a moment at which nothing lay between the two neighbours. Each item hangs on its left
   * neighbour, and the order of a list is that of a walk through this tree; so the right one hangs on the left one, or on
   * something the left one hangs on, and not the other way round. Items put elsewhere end up in one place where they are
   * read as they came, and in another where the document is read afresh.
   */
  private mayBeNeighbours(cursor: Cursor): boolean {
    const { leftClient, leftClock, rightClient, rightClock } = this;
    const find = (client: number, clock: number): Run | null => this.runOf(client, clock, cursor);
    const right = find(rightClient, rightClock);
    if (right === null) return false;
    const { items, index } = right;
    const beginsRun = items.startOf(index) === rightClock;
    const hangsClient = items.leftClientOf(index);
    if (leftClient === NONE) return beginsRun && hangsClient === NONE;
    const left = find(leftClient, leftClock);
    if (left === null) return false;
    const entry = entryInto(right, left, leftClock, find);
    if (!beginsRun) return entry === rightClock - 1;
    // The left one hangs on the right one.
    if (entry !== null) return false;
    if (hangsClient === NONE) return true;
    const hangsClock = items.leftClockOf(index);
    const above = find(hangsClient, hangsClock);
    return above !== null && (entryInto(above, left, leftClock, find) ?? NONE) >= hangsClock;
  }

  /** The run that an item is in. One that goes on with what was known before is that one. */
  private runOf(client: number, clock: number, cursor: Cursor): Run | null {
    const items = this.itemsOf(client, clock, cursor);
    if (items === undefined) return null;
    const index = items.runAt(clock);
    const known = this.structure.clockOf(client);
    if (index > 0 || clock < known) return { items, index };
    const before = this.structure.itemsOf(client);
    return before?.goesOnWith(items) === true
      ? { items: before, index: before.runAt(known - 1) }
      : { items, index };
  }

  /** Notes where the items from this clock on lie, what they hang on, and whether Yjs joins them to the ones before. */
  private note(cursor: Cursor, from: number, place: Place, content: number): void {
    const { added, client } = cursor;
    const { leftClient, leftClock, rightClient, rightClock } = this;
    const before = added.runCount === 0 ? this.structure.itemsOf(client) : added;
    const continues = before?.continues(from, place, leftClient, leftClock) === true;
    const joins = continues && (place === GONE || before.isLike(content, rightClient, rightClock));
    if (!joins || !JOINABLE.has(content)) this.parts += 1;
    added.setLast(content, rightClient, rightClock);
    // Somebody types on: the run that is known stays the one that counts.
    if (continues && before !== added) added.add(from, place, leftClient, leftClock, HANGS_NOWHERE);
    if (continues) return;
    const parent = place === GONE || leftClient === NONE ? null : this.runOf(leftClient, leftClock, cursor);
    const find = (of: number, at: number): Run | null => this.runOf(of, at, cursor);
    added.add(from, place, leftClient, leftClock, hangOn(parent, find, { client, clock: from }));
  }

  private itemsOf(client: number, clock: number, cursor: Cursor): ClientItems | undefined {
    return clock < this.structure.clockOf(client)
      ? this.structure.itemsOf(client)
      : this.reached(client, clock, cursor)?.added;
  }

  /**
   * Yjs goes through all items between an item's neighbours. Typing leftwards puts each item before the last one with
   * the same left neighbour, where there are none; many items with one left neighbour and other right ones are a bomb.
   */
  private countJumps(left: number, { client, clock }: Cursor): void {
    const right = keyOf(this.rightClient, this.rightClock);
    this.rightmost ??= new Map();
    const before = this.rightmost.get(left);
    if (before !== undefined && before !== right) {
      this.jumps += 1;
      if (this.jumps > MAX_JUMPS) throw new MalformedError('position-bomb');
    }
    this.rightmost.set(left, keyOf(client, clock));
  }

  /** Where the item lies that an id names. Sets `waitsFor` when that is not known yet. */
  private place(client: number, clock: number, cursor: Cursor, passing: boolean): Place {
    if (passing) return GONE;
    if (clock < this.structure.clockOf(client)) {
      return this.structure.itemsOf(client)?.placeAt(clock) ?? GONE;
    }
    return this.reached(client, clock, cursor)?.added.placeAt(clock) ?? GONE;
  }

  /** The cursor whose items include this one, once they do. */
  private reached(client: number, clock: number, cursor: Cursor): Cursor | null {
    const other = client === cursor.client ? cursor : (this.byClient?.get(client) ?? null);
    if (other === null || clock < other.clock) return other;
    if (!this.forced && clock < other.to) {
      this.waitsFor = other;
      this.waitsUntil = clock + 1;
    }
    return null;
  }

  private parent(info: number, cursor: Cursor, passing: boolean): Place {
    const { reader } = this;
    let type: number | null = ROOT;
    if (reader.varUint() === 1) reader.skip(reader.varUint());
    else type = this.typeOf(reader.varUint(), reader.varUint(), cursor, passing);
    const key = (info & HAS_PARENT_SUB) === 0 ? null : reader.string(Infinity);
    if (passing || type === null) return GONE;
    if (key === null) return type * KEYS;
    const number = this.kindOf(type).keys.get(key);
    if (number === undefined && !this.trusted) throw new MalformedError('attribute-name');
    return type * KEYS + (number ?? OTHER_KEY);
  }

  private typeOf(client: number, clock: number, cursor: Cursor, passing: boolean): number | null {
    if (passing) return null;
    const isKnown = clock < this.structure.clockOf(client);
    const items = isKnown ? this.structure.itemsOf(client) : this.reached(client, clock, cursor)?.added;
    if (this.waitsFor !== null) return null;
    const type = items?.typeAt(clock) ?? null;
    if (type !== null || this.trusted) return type;
    // Of a deleted parent the content may be forgotten; anything else was never a type.
    if ((items?.placeAt(clock) ?? GONE) !== GONE && !this.isForgotten(client, clock, isKnown))
      throw new MalformedError('parent-not-type');
    return null;
  }

  private isForgotten(client: number, clock: number, isKnown: boolean): boolean {
    if (isKnown) return this.isDeleted?.(client, clock) ?? true;
    if (this.gone === null) {
      this.gone = new RangeSet();
      this.gone.addAll(this.walked.gone);
    }
    return this.gone.missing({ client, from: clock, to: clock + 1 }).length === 0;
  }

  private kindOf(type: number): StructureRules['kinds'][number] {
    const kind = this.kindNumber(type);
    const found = this.rules.kinds[kind];
    if (found === undefined) throw new RangeError('kind of type');
    return found;
  }

  private kindNumber(type: number): number {
    const kind = type < this.base ? this.structure.types.kinds[type] : this.types?.kinds[type - this.base];
    return kind ?? Kind.other;
  }

  private depthOf(type: number): number {
    const depth = type < this.base ? this.structure.types.depths[type] : this.types?.depths[type - this.base];
    return depth ?? 0;
  }

  /** Passes over an item's content and returns how many clocks it takes. Throws when it may not lie there. */
  private content(content: number, place: Place, cursor: Cursor): number {
    if (content === Content.type) return this.sharedType(place, cursor);
    if (this.trusted || place === GONE || content === Content.deleted || content === Content.gc)
      return skipContent(this.reader, content);
    const type = Math.floor(place / KEYS);
    const key = place % KEYS;
    if (key !== 0) return this.attribute(content, type, key);
    const kind = this.kindNumber(type);
    if (kind !== Kind.text && kind !== Kind.plainText) throw new MalformedError('content-kind');
    if (content === Content.string) return this.reader.skipString();
    if (content !== Content.format) throw new MalformedError('content-kind');
    this.format(kind);
    return 1;
  }

  private attribute(content: number, type: number, key: number): number {
    if (content !== Content.any) throw new MalformedError('content-kind');
    const holds = this.kindOf(type).values[key - 1];
    if (holds === undefined) throw new MalformedError('attribute-name');
    // Several: values that one person gave one after the other, all but the last of them deleted.
    const count = this.reader.varUint();
    for (let left = count; left > 0; left -= 1) {
      if (!holds(readAny(this.reader))) throw new MalformedError('attribute-value');
    }
    return count;
  }

  private format(kind: number): void {
    const key = this.reader.string(Infinity);
    const value: unknown = JSON.parse(this.reader.string(Infinity));
    const { marks } = this.rules;
    if (marks === null) return;
    const hashed = HASHED_MARK.exec(key)?.[1];
    const name = hashed ?? key;
    const mark = Object.hasOwn(marks, name) ? marks[name] : undefined;
    if (mark === undefined || mark.overlaps !== (hashed !== undefined)) throw new MalformedError('mark-name');
    if (value === null) return;
    if (kind === Kind.plainText) throw new MalformedError('mark-in-plain-text');
    if (!mark.holds(value)) throw new MalformedError('mark-value');
  }

  private sharedType(place: Place, cursor: Cursor): number {
    const reference = this.reader.varUint();
    const name = reference === SharedType.xmlElement ? this.reader.string(Infinity) : null;
    if (place === GONE) return 1;
    const parent = Math.floor(place / KEYS);
    const kind = this.kindFor(place, parent, reference, name);
    const depth = this.depthOf(parent) + 1;
    if (depth > MAX_TYPE_DEPTH && !this.trusted) throw new MalformedError('too-nested');
    this.types ??= new TypeTable();
    cursor.added.addType(cursor.clock, this.base + this.types.size);
    this.types.add(kind, depth, parent);
    return 1;
  }

  private kindFor(place: Place, parent: number, reference: number, name: string | null): number {
    const { rules } = this;
    const within = this.kindOf(parent);
    const kind =
      name !== null
        ? (rules.elements.get(name) ?? Kind.other)
        : reference === SharedType.xmlText
          ? (within.textKind ?? (this.trusted ? Kind.text : null))
          : Kind.other;
    if (this.trusted) return kind ?? Kind.other;
    if (place % KEYS !== 0) throw new MalformedError('content-kind');
    if (kind === null || kind === Kind.other)
      throw new MalformedError(name === null ? 'content-kind' : 'element-name');
    if (name !== null && !within.children.has(kind)) throw new MalformedError('element-place');
    return kind;
  }
}

/** An id as one number. Two ids may share it, which makes a count a little too high. */
function keyOf(client: number, clock: number): number {
  return client * 2 ** 20 + (clock % 2 ** 20);
}
