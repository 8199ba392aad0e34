import { z } from 'zod';
import type { InstanceKeys } from './instance-keys.js';

/** What a request says about the page it wants. */
export interface Paging {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface Page<T> {
  readonly items: T[];
  /** Where the next page begins; null at the end. */
  readonly next: string | null;
}

/** Rows that are opened at once to compare what the database cannot read. */
const COMPARED_AT_ONCE = 500;
/** A page of a search may be short: behind so many rows it ends, and the next one goes on. */
const MOST_COMPARED = 5_000;

/** A list that the database reads in the order of its places (keyset): never by counting rows. */
export interface Keyset<Row, Place> {
  /** A cursor of another list, or of another search, is refused. */
  readonly audience: string;
  readonly place: z.ZodType<Place>;
  readonly placeOf: (row: Row) => Place;
  /** At most `limit` rows behind `after`, in order. */
  readonly read: (after: Place | null, limit: number) => Promise<readonly Row[]>;
  /** Absent: every row is wanted. */
  readonly isWanted?: ((row: Row) => boolean) | undefined;
}

/** @throws {DomainError} request.cursor-unknown */
export async function readPage<Row, Place>(
  keys: InstanceKeys,
  list: Keyset<Row, Place>,
  { cursor, limit }: Paging,
): Promise<Page<Row>> {
  const { audience, place, placeOf, read, isWanted } = list;
  const seal = (row: Row): string => keys.sealCursor(audience, placeOf(row));
  let after = cursor === undefined ? null : place.parse(keys.openCursor(audience, cursor));
  const items: Row[] = [];
  for (let compared = 0; compared < MOST_COMPARED; compared += COMPARED_AT_ONCE) {
    const wanted = isWanted === undefined ? limit + 1 : COMPARED_AT_ONCE;
    const rows = await read(after, wanted);
    for (const row of rows) {
      if (isWanted?.(row) === false) continue;
      const last = items.at(-1);
      if (items.length === limit && last !== undefined) return { items, next: seal(last) };
      items.push(row);
    }
    const end = rows.at(-1);
    if (end === undefined || rows.length < wanted) return { items, next: null };
    after = placeOf(end);
    if (compared + COMPARED_AT_ONCE >= MOST_COMPARED) return { items, next: seal(end) };
  }
  return { items, next: null };
}

/** One page of a list that is in memory, in order. A place that is gone is looked for by `isBehind`. */
export function pageOfSorted<T extends { readonly id: string }, Place extends { readonly id: string }>(
  keys: InstanceKeys,
  list: {
    readonly audience: string;
    readonly sorted: readonly T[];
    readonly place: z.ZodType<Place>;
    readonly placeOf: (item: T) => Place;
    readonly isBehind: (item: T, place: Place) => boolean;
  },
  { cursor, limit }: Paging,
): Page<T> {
  const { audience, sorted, placeOf, isBehind } = list;
  let from = 0;
  if (cursor !== undefined) {
    const last = list.place.parse(keys.openCursor(audience, cursor));
    const at = sorted.findIndex(({ id }) => id === last.id);
    const behind = at >= 0 ? at + 1 : sorted.findIndex((item) => isBehind(item, last));
    from = behind < 0 ? sorted.length : behind;
  }
  const items = sorted.slice(from, from + limit);
  const end = items.at(-1);
  const isMore = end !== undefined && sorted.length > from + limit;
  return { items, next: isMore ? keys.sealCursor(audience, placeOf(end)) : null };
}

const idPlace = z.strictObject({ id: z.string() });

/** One page of a short list that was read whole, in the order in which it stands. Where the last one is gone, it begins again. */
export const pageInOrder = <T extends { readonly id: string }>(
  keys: InstanceKeys,
  audience: string,
  sorted: readonly T[],
  paging: Paging,
): Page<T> =>
  pageOfSorted(
    keys,
    { audience, sorted, place: idPlace, placeOf: ({ id }) => ({ id }), isBehind: () => true },
    paging,
  );

const collator = new Intl.Collator('fr', { numeric: true });
const namePlace = z.strictObject({ id: z.string(), name: z.string() });
/** Keeps a sealed cursor below its 500 characters, also with four-byte letters. */
const NAME_IN_CURSOR = 40;

/** One page of a short list that was read whole, put in the order of a French reader. */
export function pageByName<T extends { readonly id: string; readonly name: string }>(
  keys: InstanceKeys,
  audience: string,
  items: readonly T[],
  paging: Paging,
): Page<T> {
  type Named = { readonly id: string; readonly name: string };
  const compare = (a: Named, b: Named): number =>
    collator.compare(a.name, b.name) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  return pageOfSorted(
    keys,
    {
      ...{ audience, sorted: [...items].sort(compare), place: namePlace },
      placeOf: ({ id, name }) => ({ id, name: name.slice(0, NAME_IN_CURSOR) }),
      isBehind: (item, place) => compare(item, place) > 0,
    },
    paging,
  );
}
