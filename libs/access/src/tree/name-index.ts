import { idSchema, type ResourceKind } from '@maroquin/contracts';
import { mergeInTurns, sortInTurns } from '@maroquin/platform/keys';
import { z } from 'zod';

/** A resource as an index by name holds it. */
export interface IndexedName {
  readonly id: string;
  readonly kind: ResourceKind;
  readonly name: string;
  readonly version: number;
}

/** Of a page: the item, and the beginning of its name. */
export type NamePlace = Pick<IndexedName, 'id' | 'name'>;

/** Accents and capitals count last, and "Note 2" comes before "Note 10". */
const collator = new Intl.Collator('fr', { numeric: true });
const compare = (a: NamePlace, b: NamePlace): number =>
  collator.compare(a.name, b.name) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Where a page ended: the item, and the beginning of its name in case it is no longer there. */
export const placeSchema = z.strictObject({ id: idSchema, name: z.string() });
/** Keeps a sealed cursor below its 500 characters, also with four-byte letters. */
const NAME_IN_CURSOR = 40;

/** What an index takes that is empty, and what an entry does besides the letters of its name: object, id, places in the array and the map. */
const INDEX_BYTES = 500;
const ENTRY_BYTES = 240;

export interface NamePage {
  readonly places: readonly NamePlace[];
  /** Whether anything stands behind them. */
  readonly hasMore: boolean;
}

/** Names in the order of a French reader. Never changes: `with` makes another one. */
export class NameIndex {
  static readonly EMPTY = new NameIndex([], new Map());
  /** Memory that it takes, about. */
  readonly bytes: number;

  private constructor(
    private readonly sorted: readonly IndexedName[],
    private readonly byId: ReadonlyMap<string, IndexedName>,
  ) {
    this.bytes = sorted.reduce((sum, { name }) => sum + ENTRY_BYTES + 2 * name.length, INDEX_BYTES);
  }

  versionOf(id: string): number | null {
    return this.byId.get(id)?.version ?? null;
  }

  get ids(): Iterable<string> {
    return this.byId.keys();
  }

  /** Without what is gone, with what is new or was renamed. Takes turns of the event loop. */
  async with(gone: ReadonlySet<string>, added: readonly IndexedName[]): Promise<NameIndex> {
    const replaced = new Set([...gone, ...added.map(({ id }) => id)]);
    const kept = this.sorted.filter(({ id }) => !replaced.has(id));
    const sorted = await mergeInTurns(kept, await sortInTurns(added, compare), compare);
    return new NameIndex(sorted, new Map(sorted.map((entry) => [entry.id, entry])));
  }

  /** Those of these kinds (null: all) behind `last`. @throws {ZodError} for another cursor. */
  page(last: unknown, limit: number, kinds: readonly ResourceKind[] | null): NamePage {
    const found: IndexedName[] = [];
    let at = last === null ? 0 : this.after(placeSchema.parse(last));
    for (; at < this.sorted.length && found.length <= limit; at += 1) {
      const entry = this.sorted[at];
      if (entry !== undefined && (kinds === null || kinds.includes(entry.kind))) found.push(entry);
    }
    const places = found.slice(0, limit).map(({ id, name }) => ({ id, name: name.slice(0, NAME_IN_CURSOR) }));
    return { places, hasMore: found.length > limit };
  }

  /** How many stand at or before this place. */
  private after(last: NamePlace): number {
    const place = this.byId.get(last.id) ?? last;
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const entry = this.sorted[middle];
      if (entry !== undefined && compare(entry, place) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
