import type { ClockRange } from '../wire/index.js';
import { GONE, ROOT, ClientItems } from './client-items.js';
import type { ProseRules } from './prose-rules.js';
import { KnownChanges, type ChangeSignature } from './suggestion-rules.js';

export const KEYS = 64;
/** Key number of an attribute that no rule names; only what was stored under older rules has it. */
export const OTHER_KEY = KEYS - 1;

/** Kinds of shared type; elements follow from `FIRST_ELEMENT` on in the order of the rules. */
export const Kind = { root: 0, text: 1, plainText: 2, other: 3 } as const;
const FIRST_ELEMENT = 4;

/** What a shared type of one kind may contain. */
export interface KindOfType {
  readonly children: ReadonlySet<number>;
  /** The kind of an XmlText in it, or null when it may contain none. */
  readonly textKind: number | null;
  /** Key numbers from 1 on. */
  readonly keys: ReadonlyMap<string, number>;
  /** By key number minus one. */
  readonly values: readonly ((value: unknown) => boolean)[];
  /** Key numbers of attributes that are suggestions. */
  readonly signed: ReadonlySet<number>;
}

/** The rules of a document with names turned into numbers. */
export interface StructureRules {
  readonly elements: ReadonlyMap<string, number>;
  readonly kinds: readonly KindOfType[];
  /** Null: any mark, because no editor reads them. */
  readonly marks: ProseRules['marks'] | null;
  /** Kind of the root. */
  readonly root: number;
}

const NOTHING: KindOfType = {
  children: new Set(),
  textKind: null,
  keys: new Map(),
  values: [],
  signed: new Set(),
};

/** A plain text: everything is in the root, which is the text. */
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
    signed: new Set(
      Object.keys(attributes).flatMap((key, index) =>
        rules.signedAttributes.includes(key) ? [index + 1] : [],
      ),
    ),
  }));
  const root = { ...NOTHING, children: numbersOf(rules.root) };
  return {
    elements,
    kinds: [root, NOTHING, NOTHING, NOTHING, ...ofElements],
    marks: rules.marks,
    root: Kind.root,
  };
}

/** What an update adds to the structure, computed before it is applied. */
export interface Placement {
  /** How many types there were when it was computed. */
  readonly base: number;
  readonly items: readonly { readonly client: number; readonly from: number; readonly added: ClientItems }[];
  /** null: none. */
  readonly types: TypeTable | null;
  /** Insertions that Yjs cannot join to the one before. */
  readonly parts: number;
  /** Suggestions that it names, whether or not the document has them. */
  readonly changes: readonly ChangeSignature[];
}

/** Shared types by number: kind, depth below the root, and parent. */
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
 * The parent of every item of a document, without its content: runs of clocks by client, so that a text typed in one go
 * costs one entry however long it is. Deleted types stay: people who were offline still write in them.
 */
export class Structure {
  readonly types = new TypeTable();
  /** Insertions that Yjs cannot join to the one before. */
  parts = 0;
  readonly changes = new KnownChanges();
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

  /** Applies a placement, unless it was computed against another state than this one: then false. */
  apply({ base, items, types, parts, changes }: Placement): boolean {
    if (base !== this.types.size) return false;
    for (const { client, from } of items) if (from !== this.clockOf(client)) return false;
    this.parts += parts;
    for (const change of changes) this.changes.add(change);
    types?.kinds.forEach((kind, index) =>
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

  /** The types in these ranges of clocks, and all types within them. */
  typesWithin(ranges: readonly ClockRange[]): ReadonlySet<number> {
    const found = new Set<number>();
    let first = Infinity;
    for (const { client, from, to } of ranges) {
      for (const type of this.clients.get(client)?.typesBetween(from, to) ?? []) {
        found.add(type);
        first = Math.min(first, type);
      }
    }
    // A type within a type has the higher number.
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
      for (let run = 0; run < items.runCount; run += 1) {
        const place = items.placeOf(run);
        if (place === GONE || !types.has(Math.floor(place / KEYS))) continue;
        ranges.push({ client, from: items.startOf(run), to: items.startOf(run + 1) });
      }
    }
    return ranges;
  }

  private count(items: ClientItems): void {
    for (let run = 0; run < items.runCount; run += 1) {
      const place = items.placeOf(run);
      if (place === GONE) continue;
      const type = Math.floor(place / KEYS);
      const length = items.startOf(run + 1) - items.startOf(run);
      this.types.sizes[type] = (this.types.sizes[type] ?? 0) + length;
    }
  }
}
