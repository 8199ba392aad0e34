import { type ByteReader, MalformedError } from '../wire/index.js';
import { GONE, type ClientItems, type Place } from './client-items.js';
import { Content, SharedType } from './document-kind.js';
import { readAny, skipContent } from './struct-reader.js';
import { KEYS, Kind, TypeTable, type Structure, type StructureRules } from './structure.js';
import { type ChangeSignature, signatureOf } from './suggestion-rules.js';

/** Deepest nesting of shared types: readers and editors walk them recursively. */
const MAX_TYPE_DEPTH = 100;
const HASHED_MARK = /^(.+)--[a-zA-Z0-9+/=]{8}$/;

/**
 * Reads the contents of an update's items and refuses what the rules of the document's kind do not allow where the item is.
 * `trusted`: the update was accepted before, perhaps under other rules, so nothing is refused.
 */
export class ContentRules {
  /** Shared types that the update brings, numbered on from the document's; most updates bring none. */
  types: TypeTable | null = null;
  /** Suggestions that the update names. */
  readonly changes: ChangeSignature[] = [];
  /** How many types the document has. */
  readonly base: number;

  constructor(
    private readonly reader: ByteReader,
    private readonly structure: Structure,
    private readonly rules: StructureRules,
    private readonly trusted: boolean,
  ) {
    this.base = structure.types.size;
  }

  /** What may be in a shared type. */
  kindOf(type: number): StructureRules['kinds'][number] {
    const found = this.rules.kinds[this.kindNumber(type)];
    if (found === undefined) throw new RangeError('kind of type');
    return found;
  }

  /**
   * Passes over the content of an item and returns how many clocks it takes. `added` and `clock`: where the item is noted
   * when it is a shared type. @throws {MalformedError} when it may not be here
   */
  read(content: number, place: Place, added: ClientItems, clock: number): number {
    if (content === Content.type) return this.sharedType(place, added, clock);
    if (place === GONE || content === Content.deleted || content === Content.gc)
      return skipContent(this.reader, content);
    if (this.trusted) return this.skipTrusted(content, place);
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

  /** What was accepted before is not judged again; only whose suggestions it holds is read. */
  private skipTrusted(content: number, place: Place): number {
    const { reader, rules } = this;
    const at = reader.pos;
    const length = skipContent(reader, content);
    const end = reader.pos;
    if (content === Content.format && rules.marks !== null) {
      reader.pos = at;
      const key = reader.string(Infinity);
      const mark = rules.marks[HASHED_MARK.exec(key)?.[1] ?? key];
      if (mark?.isSigned === true) this.sign(JSON.parse(reader.string(Infinity)));
    } else if (content === Content.any && this.kindOf(Math.floor(place / KEYS)).signed.has(place % KEYS)) {
      reader.pos = at;
      for (let left = reader.varUint(); left > 0; left -= 1) this.sign(readAny(reader));
    }
    reader.pos = end;
    return length;
  }

  private sign(value: unknown): void {
    const change = signatureOf(value);
    if (change !== null) this.changes.push(change);
  }

  private kindNumber(type: number): number {
    const kind = type < this.base ? this.structure.types.kinds[type] : this.types?.kinds[type - this.base];
    return kind ?? Kind.other;
  }

  private depthOf(type: number): number {
    const depth = type < this.base ? this.structure.types.depths[type] : this.types?.depths[type - this.base];
    return depth ?? 0;
  }

  private attribute(content: number, type: number, key: number): number {
    if (content !== Content.any) throw new MalformedError('content-kind');
    const { values, signed } = this.kindOf(type);
    const holds = values[key - 1];
    if (holds === undefined) throw new MalformedError('attribute-name');
    // Several: values that one person set one after the other, all but the last of them deleted.
    const count = this.reader.varUint();
    for (let left = count; left > 0; left -= 1) {
      const value = readAny(this.reader);
      if (!holds(value)) throw new MalformedError('attribute-value');
      if (signed.has(key)) this.sign(value);
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
    if (mark.isSigned === true) this.sign(value);
  }

  private sharedType(place: Place, added: ClientItems, clock: number): number {
    const reference = this.reader.varUint();
    const name = reference === SharedType.xmlElement ? this.reader.string(Infinity) : null;
    if (place === GONE) return 1;
    const parent = Math.floor(place / KEYS);
    const kind = this.kindFor(place, parent, reference, name);
    const depth = this.depthOf(parent) + 1;
    if (depth > MAX_TYPE_DEPTH && !this.trusted) throw new MalformedError('too-nested');
    this.types ??= new TypeTable();
    added.addType(clock, this.base + this.types.size);
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
