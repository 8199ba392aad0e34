import type { Hang } from './ancestry.js';
import type { ProseRules } from './prose-rules.js';
import type { ClockRange } from './range-set.js';

/** Where an item lies: `type * KEYS` among a shared type's children, plus the key's number for an attribute of it. */
export type Place = number;

/** Lies nowhere: yjs makes garbage of it, because what it hangs on is garbage. */
export const GONE: Place = -1;
/** In place of a client and clock: no item. */
export const NONE = -1;
export const KEYS = 64;
/** Key number of an attribute that no rule names; only what was stored under older rules has it. */
export const OTHER_KEY = KEYS - 1;

/** Number of the root among the types of a document. */
export const ROOT = 0;

/** Kinds of shared type; elements follow from `FIRST_ELEMENT` on in the order of the rules. */
export const Kind = { root: 0, text: 1, plainText: 2, other: 3 } as const;
const FIRST_ELEMENT = 4;

/** What may lie in a shared type of one kind. */
export interface KindOfType {
  readonly children: ReadonlySet<number>;
  /** The kind that an XmlText in it gets, or null where none may be. */
  readonly textKind: number | null;
  /** Key numbers from 1 on. */
  readonly keys: ReadonlyMap<string, number>;
  /** By key number minus one. */
  readonly values: readonly ((value: unknown) => boolean)[];
}

/** The rules of a document with names turned into numbers. */
export interface StructureRules {
  readonly elements: ReadonlyMap<string, number>;
  readonly kinds: readonly KindOfType[];
  /** Null: any, because nobody looks at them. */
  readonly marks: ProseRules['marks'] | null;
  /** Kind of the root. */
  readonly root: number;
}

const NOTHING: KindOfType = { children: new Set(), textKind: null, keys: new Map(), values: [] };

/** A plain text: everything lies in the root, which is the text. */
export const TEXT_STRUCTURE: StructureRules = {
  elements: new Map(),
  kinds: [NOTHING, NOTHING, NOTHING, NOTHING],
  marks: null,
  root: Kind.text,
};

export function compileRules(rules: ProseRules): StructureRules {
  const names = Object.keys(rules.elements);
  const elements = new Map(names.map((name, index) => [name, index + FIRST_ELEMENT]));
  const numbersOf = (children: readonly string[]): Set<number> =>
    new Set(children.map((name) => elements.get(name) ?? Kind.other));
  const ofElements = Object.values(rules.elements).map(({ children, text, attributes }): KindOfType => ({
    children: numbersOf(children),
    textKind: text === 'none' ? null : text === 'plain' ? Kind.plainText : Kind.text,
    keys: new Map(Object.keys(attributes).map((key, index) => [key, index + 1])),
    values: Object.values(attributes),
  }));
  const root = { ...NOTHING, children: numbersOf(rules.root) };
  return {
    elements,
    kinds: [root, NOTHING, NOTHING, NOTHING, ...ofElements],
    marks: rules.marks,
    root: Kind.root,
  };
}

/**
 * Items of one client: where they lie, as runs of items that each have the one before to their left and that reach to
 * the next run's start, and which of them are types.
 */
export class ClientItems {
  readonly starts: number[] = [];
  readonly places: Place[] = [];
  /** Left neighbour of each run's first item as it was put there; −1 where there was none. Inside a run it is the item before. */
  readonly leftClients: number[] = [];
  readonly leftClocks: number[] = [];
  /** What each run hangs under (ancestry.ts). */
  readonly depths: number[] = [];
  readonly upClients: number[] = [];
  readonly upClocks: number[] = [];
  readonly typeClocks: number[] = [];
  readonly types: number[] = [];
  /** The clock that comes next. */
  end = 0;

  constructor(readonly client: number) {}

  /** Whether an item of the next clock belongs to the last run. */
  continues(from: number, place: Place, leftClient: number, leftClock: number): boolean {
    const follows = place === GONE || (leftClient === this.client && leftClock === from - 1);
    return follows && this.places[this.places.length - 1] === place;
  }

  /** A run of everything from this clock on, until the next call says otherwise. */
  add(from: number, place: Place, leftClient: number, leftClock: number, hang: Hang): void {
    this.starts.push(from);
    this.places.push(place);
    this.leftClients.push(leftClient);
    this.leftClocks.push(leftClock);
    this.depths.push(hang.depth);
    this.upClients.push(hang.upClient);
    this.upClocks.push(hang.upClock);
  }

  /** Index of the run that an item is in. */
  runAt(clock: number): number {
    return lastAtMost(this.starts, clock);
  }

  addType(clock: number, type: number): void {
    this.typeClocks.push(clock);
    this.types.push(type);
  }

  placeAt(clock: number): Place {
    return this.places[lastAtMost(this.starts, clock)] ?? GONE;
  }

  typeAt(clock: number): number | null {
    const index = lastAtMost(this.typeClocks, clock);
    return this.typeClocks[index] === clock ? (this.types[index] ?? null) : null;
  }

  /** Types whose items lie from `from` to before `to`. */
  typesBetween(from: number, to: number): number[] {
    const before = lastAtMost(this.typeClocks, from - 1);
    return this.types.slice(before + 1, lastAtMost(this.typeClocks, to - 1) + 1);
  }

  append(later: ClientItems): void {
    later.starts.forEach((from, index) => {
      const place = later.places[index] ?? GONE;
      const leftClient = later.leftClients[index] ?? NONE;
      const leftClock = later.leftClocks[index] ?? NONE;
      if (this.continues(from, place, leftClient, leftClock)) return;
      this.add(from, place, leftClient, leftClock, {
        depth: later.depths[index] ?? 0,
        upClient: later.upClients[index] ?? NONE,
        upClock: later.upClocks[index] ?? NONE,
      });
    });
    later.typeClocks.forEach((clock, index) => this.addType(clock, later.types[index] ?? ROOT));
    this.end = later.end;
  }
}

/** What an update adds to the structure, found before anything of it is taken. */
export interface Placement {
  /** How many types there were when it was found. */
  readonly base: number;
  readonly items: readonly { readonly client: number; readonly from: number; readonly added: ClientItems }[];
  readonly types: TypeTable;
}

/** Shared types by number: kind, depth below the root, and the type each lies in. */
export class TypeTable {
  readonly kinds: number[] = [];
  readonly depths: number[] = [];
  readonly parents: number[] = [];
  /** Clocks placed directly in each type, whatever became of them. */
  readonly sizes: number[] = [];

  get size(): number {
    return this.kinds.length;
  }

  add(kind: number, depth: number, parent: number): void {
    this.kinds.push(kind);
    this.depths.push(depth);
    this.parents.push(parent);
    this.sizes.push(0);
  }
}

/**
 * Where every item of a document lies, without its content: runs of clocks by client, so that a text typed in one go
 * costs one entry however long it is. Deleted types stay: people who were offline still write in them.
 */
export class Structure {
  readonly types = new TypeTable();
  private readonly clients = new Map<number, ClientItems>();

  constructor(rootKind: number) {
    this.types.add(rootKind, 0, ROOT);
  }

  itemsOf(client: number): ClientItems | undefined {
    return this.clients.get(client);
  }

  clockOf(client: number): number {
    return this.clients.get(client)?.end ?? 0;
  }

  /** Takes a placement in, unless it was found against another state than this one: then false. */
  apply({ base, items, types }: Placement): boolean {
    if (base !== this.types.size || items.some(({ client, from }) => from !== this.clockOf(client)))
      return false;
    types.kinds.forEach((kind, index) =>
      this.types.add(kind, types.depths[index] ?? 0, types.parents[index] ?? ROOT),
    );
    for (const { client, added } of items) {
      this.count(added);
      const present = this.clients.get(client);
      if (present === undefined) this.clients.set(client, added);
      else present.append(added);
    }
    return true;
  }

  /** The types that these ranges of clocks hold, and all that lie in them. */
  typesWithin(ranges: readonly ClockRange[]): ReadonlySet<number> {
    const found = new Set<number>();
    let first = Infinity;
    for (const { client, from, to } of ranges) {
      for (const type of this.clients.get(client)?.typesBetween(from, to) ?? []) {
        found.add(type);
        first = Math.min(first, type);
      }
    }
    // What lies in a type has a higher number than the type.
    for (let type = first + 1; type < this.types.size; type += 1) {
      if (found.has(this.types.parents[type] ?? ROOT)) found.add(type);
    }
    return found;
  }

  /** Clocks ever placed directly in these types. */
  sizeOf(types: ReadonlySet<number>): number {
    let size = 0;
    for (const type of types) size += this.types.sizes[type] ?? 0;
    return size;
  }

  /** Where the children of these types are, as ranges of clocks. */
  rangesIn(types: ReadonlySet<number>): ClockRange[] {
    const ranges: ClockRange[] = [];
    for (const [client, items] of this.clients) {
      items.places.forEach((place, index) => {
        if (place === GONE || !types.has(Math.floor(place / KEYS))) return;
        ranges.push({ client, from: items.starts[index] ?? 0, to: items.starts[index + 1] ?? items.end });
      });
    }
    return ranges;
  }

  private count({ starts, places, end }: ClientItems): void {
    places.forEach((place, index) => {
      if (place === GONE) return;
      const type = Math.floor(place / KEYS);
      const length = (starts[index + 1] ?? end) - (starts[index] ?? 0);
      this.types.sizes[type] = (this.types.sizes[type] ?? 0) + length;
    });
  }
}

/** Index of the last entry ≤ value in a rising list, or −1. The end is looked at first, because people write at the end. */
function lastAtMost(rising: readonly number[], value: number): number {
  let high = rising.length - 1;
  if (high < 0 || (rising[high] ?? 0) <= value) return high;
  let low = 0;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
