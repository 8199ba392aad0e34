import {
  assertPlainKey,
  ByteReader,
  type ClockRange,
  MalformedError,
  parsePlainJson,
  RangeSeeker,
} from '../wire/index.js';
import { Content, SharedType, type KindRules } from './document-kind.js';
import { DOCUMENT_BOUNDS, type DocumentBounds, MAX_CLOCK, statedDeletes } from './document-bounds.js';

/** One client's structs in an update, and the range of their bytes. */
export interface StructBlock extends ClockRange {
  readonly structs: number;
  readonly start: number;
  readonly end: number;
}

/** What an update would bring, read without building anything of it. */
export interface WalkedUpdate {
  /** One contiguous run of structs for each client, clients strictly descending. */
  readonly blocks: readonly StructBlock[];
  /** The delete set as it is written. */
  readonly deletes: readonly ClockRange[];
  /** Structs that arrive already deleted (GC, ContentDeleted): yjs counts them as deleted without the delete set. */
  readonly gone: readonly ClockRange[];
  /** By client: the clock that must be known before this update can be integrated (origins and parents). */
  readonly needs: ReadonlyMap<number, number>;
  /** Where the delete set begins. */
  readonly deleteSetAt: number;
}

/** What an update that is to be judged would bring to a document. */
export interface JudgedUpdate extends WalkedUpdate {
  /** The delete set without what is deleted in the document already. */
  readonly deletes: readonly ClockRange[];
  /** Something of the delete set as it is written is not in `deletes`. */
  readonly repeatsDeletes: boolean;
  /** More new deletes than one update may bring; `deletes` holds only the first of them. */
  readonly tooManyDeletes: boolean;
}

/** The document that an update is judged for: how large it may become, and what is deleted in it already. */
export interface JudgedFor {
  readonly bounds: DocumentBounds;
  deletedOf(client: number): RangeSeeker;
}

const NEW_DOCUMENT: JudgedFor = {
  bounds: DOCUMENT_BOUNDS,
  deletedOf: (client) => new RangeSeeker(client, []),
};

export const NOTHING_NEEDED: ReadonlyMap<number, number> = new Map();

/** Deepest nesting of values, in arrays and objects. */
const MAX_VALUE_DEPTH = 64;
const MAX_NAME_BYTES = 256;
const MAX_FORMAT_BYTES = 64 * 1024;
/** Structs in one update that is to be judged: a document of 5 MB sent whole, and no more work than one turn may take. */
const MAX_STRUCTS = 150_000;
const ELEMENT_NAME = /^[A-Za-z_][\w.-]{0,63}$/;

const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const HAS_PARENT_SUB = 0x20;
const CONTENT_BITS = 0x1f;

/**
 * Walks a V1 update (yjs/src/utils/encoding.js, UpdateEncoder.js) byte by byte and throws MalformedError for what is
 * not V1, not canonical or not allowed in this kind of document. Needs memory for what it returns only, which the
 * update's own size bounds. `rules` null: an update that the server made or accepted itself; only its form is checked.
 */
export function walkUpdate(update: Uint8Array, rules: KindRules | null): WalkedUpdate {
  return new Walker(update, rules, NEW_DOCUMENT).walk();
}

/**
 * The same for an update that comes from a client. Whoever connects states every deletion of the whole document, so those
 * that are known are passed over as they are read: only what is new is kept and counted.
 */
export function walkJudged(update: Uint8Array, rules: KindRules, document: JudgedFor): JudgedUpdate {
  return new Walker(update, rules, document).walk();
}

class Walker {
  private readonly reader: ByteReader;
  private readonly blocks: StructBlock[] = [];
  private readonly deletes: ClockRange[] = [];
  private readonly gone: ClockRange[] = [];
  private needs: Map<number, number> | null = null;
  private structs = 0;
  private client = 0;
  private clock = 0;
  private repeatsDeletes = false;
  private tooManyDeletes = false;

  constructor(
    update: Uint8Array,
    private readonly rules: KindRules | null,
    private readonly document: JudgedFor,
  ) {
    this.reader = new ByteReader(update);
  }

  walk(): JudgedUpdate {
    let previous = Infinity;
    for (let left = this.reader.count(5); left > 0; left -= 1) {
      previous = this.block(previous);
    }
    const deleteSetAt = this.reader.pos;
    this.deleteSet();
    this.reader.end();
    const { blocks, deletes, gone, repeatsDeletes, tooManyDeletes } = this;
    const needs = this.needs ?? NOTHING_NEEDED;
    return { blocks, deletes, gone, needs, deleteSetAt, repeatsDeletes, tooManyDeletes };
  }

  /** Descending order is what yjs writes and what its merge relies on: a client named twice would lose structs there. */
  private block(previous: number): number {
    const structs = this.reader.count(2);
    if (structs === 0) throw new MalformedError('empty-block');
    this.structs += structs;
    if (this.rules !== null && this.structs > MAX_STRUCTS) throw new MalformedError('too-many-structs');
    this.client = this.reader.varUint();
    if (this.client >= previous) throw new MalformedError('client-order');
    const from = this.reader.varUint();
    this.clock = from;
    const start = this.reader.pos;
    for (let left = structs; left > 0; left -= 1) {
      const length = this.struct();
      if (length < 1) throw new MalformedError('empty-struct');
      this.clock += length;
      if (this.clock > (this.rules === null ? Number.MAX_SAFE_INTEGER : MAX_CLOCK))
        throw new MalformedError('clock-too-large');
    }
    this.blocks.push({ client: this.client, from, to: this.clock, structs, start, end: this.reader.pos });
    return this.client;
  }

  private struct(): number {
    const info = this.reader.byte();
    const content = info & CONTENT_BITS;
    if (content === Content.gc) {
      if (info !== 0) throw new MalformedError('info-bits');
      return this.goneLength();
    }
    if (content === Content.skip) throw new MalformedError('skip');
    const inRoot = this.position(info);
    return this.content(content, inRoot);
  }

  /** Reads origins, parent and key; returns whether the item's parent is a root type. */
  private position(info: number): boolean {
    const origin = (info & HAS_ORIGIN) === 0 ? null : this.reference();
    const right = (info & HAS_RIGHT_ORIGIN) === 0 ? null : this.reference();
    if (origin !== null && right !== null && origin.client === right.client && origin.clock === right.clock) {
      throw new MalformedError('same-origins');
    }
    if (origin !== null || right !== null) return false;
    const inRoot = this.parent();
    if ((info & HAS_PARENT_SUB) !== 0) {
      const key = this.reader.string(MAX_NAME_BYTES);
      assertPlainKey(key);
      if (inRoot && this.rules !== null) throw new MalformedError('root-key');
    }
    return inRoot;
  }

  private parent(): boolean {
    const named = this.reader.varUint();
    if (named > 1) throw new MalformedError('parent-info');
    if (named === 0) {
      this.reference();
      return false;
    }
    const root = this.reader.string(MAX_NAME_BYTES);
    if (this.rules !== null && root !== this.rules.root) throw new MalformedError('root-name');
    return true;
  }

  private reference(): { client: number; clock: number } {
    const client = this.reader.varUint();
    const clock = this.reader.varUint();
    if (client === this.client) {
      if (clock >= this.clock) throw new MalformedError('refers-forward');
    } else if (clock >= (this.needs?.get(client) ?? 0)) {
      this.needs ??= new Map();
      this.needs.set(client, clock + 1);
    }
    return { client, clock };
  }

  /** Passes over an item's content and returns how many clocks it takes. */
  private content(content: number, inRoot: boolean): number {
    const allowed = this.rules === null || this.rules[inRoot ? 'rootContents' : 'contents'].has(content);
    if (!allowed) throw new MalformedError('content-kind');
    switch (content) {
      case Content.deleted:
        return this.goneLength();
      case Content.string:
        return this.reader.skipString();
      case Content.format:
        assertPlainKey(this.reader.string(MAX_NAME_BYTES));
        parsePlainJson(this.reader.string(MAX_FORMAT_BYTES), MAX_VALUE_DEPTH);
        return 1;
      case Content.embed:
        parsePlainJson(this.reader.string(MAX_FORMAT_BYTES), MAX_VALUE_DEPTH);
        return 1;
      case Content.type:
        this.sharedType(inRoot);
        return 1;
      case Content.any: {
        const count = this.reader.count(1);
        for (let left = count; left > 0; left -= 1) this.value(1);
        return count;
      }
      default:
        throw new MalformedError('content-kind');
    }
  }

  private sharedType(inRoot: boolean): void {
    const type = this.reader.varUint();
    const allowed = this.rules === null || this.rules[inRoot ? 'rootTypes' : 'types'].has(type);
    if (!allowed || type > SharedType.xmlText || type === SharedType.xmlHook)
      throw new MalformedError('type-kind');
    if (type !== SharedType.xmlElement) return;
    const name = this.reader.string(MAX_NAME_BYTES);
    assertPlainKey(name);
    if (!ELEMENT_NAME.test(name)) throw new MalformedError('element-name');
  }

  /** A value of lib0's `writeAny`: 116 bytes and 122 bigint are refused, the first belongs in the object store, the second has no JSON. */
  private value(depth: number): void {
    const tag = this.reader.byte();
    if (tag === 127 || tag === 126 || tag === 121 || tag === 120) return;
    if (tag === 125) this.reader.varInt();
    else if (tag === 124) this.reader.skip(4);
    else if (tag === 123) this.reader.skip(8);
    else if (tag === 119) this.reader.skipString();
    else if (tag === 118 || tag === 117) this.nested(tag === 118, depth);
    else throw new MalformedError('value-kind');
  }

  private nested(keyed: boolean, depth: number): void {
    if (depth >= MAX_VALUE_DEPTH) throw new MalformedError('too-deep');
    for (let left = this.reader.count(keyed ? 2 : 1); left > 0; left -= 1) {
      if (keyed) assertPlainKey(this.reader.string(MAX_NAME_BYTES));
      this.value(depth + 1);
    }
  }

  private goneLength(): number {
    const length = this.reader.varUint();
    this.gone.push({ client: this.client, from: this.clock, to: this.clock + length });
    return length;
  }

  private deleteSet(): void {
    const count = this.reader.count(2);
    if (count === 0) return;
    const clients = new Set<number>();
    let stated = 0;
    for (let left = count; left > 0; left -= 1) {
      const client = this.reader.varUint();
      if (clients.has(client)) throw new MalformedError('client-twice');
      clients.add(client);
      const ranges = this.reader.count(2);
      if (ranges === 0) throw new MalformedError('empty-range');
      stated += ranges;
      if (this.rules !== null && stated > statedDeletes(this.document.bounds))
        throw new MalformedError('too-many-deletes');
      this.deletesOf(client, ranges);
    }
  }

  private deletesOf(client: number, ranges: number): void {
    const known = this.rules === null ? null : this.document.deletedOf(client);
    let previous = 0;
    for (let left = ranges; left > 0; left -= 1) {
      const from = this.reader.varUint();
      const to = from + this.reader.varUint();
      if (to === from) throw new MalformedError('empty-range');
      if (to > Number.MAX_SAFE_INTEGER) throw new MalformedError('clock-too-large');
      if (known === null) {
        this.deletes.push({ client, from, to });
        continue;
      }
      // Yjs writes them rising and joined.
      if (from < previous) throw new MalformedError('range-order');
      previous = to;
      this.takeNew(known.missing(from, to), from, to);
    }
  }

  private takeNew(parts: readonly ClockRange[], from: number, to: number): void {
    const [first] = parts;
    if (parts.length !== 1 || first?.from !== from || first.to !== to) this.repeatsDeletes = true;
    for (const part of parts) {
      if (this.deletes.length >= this.document.bounds.newDeletes) this.tooManyDeletes = true;
      else this.deletes.push(part);
    }
  }
}
