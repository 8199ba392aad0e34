import { idSchema } from '@maroquin/contracts';
import { z } from 'zod';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Accents and capitals count last, and "Note 2" comes before "Note 10". */
const collator = new Intl.Collator('fr', { numeric: true });
const compare = (a: Named, b: Named): number =>
  collator.compare(a.name, b.name) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Where a page ended: the item, and the beginning of its name in case it is no longer there. */
const placeSchema = z.strictObject({ id: idSchema, name: z.string() });
/** Keeps a sealed cursor below its 500 characters, also with four-byte letters. */
const NAME_IN_CURSOR = 40;

/** One page in the order of a French reader. Pure; does not change `items`. @throws {ZodError} for another cursor. */
export function pageByName(
  items: readonly Named[],
  last: unknown,
  limit: number,
): { ids: string[]; next: z.infer<typeof placeSchema> | null } {
  const sorted = [...items].sort(compare);
  const start = last === null ? 0 : startAfter(sorted, placeSchema.parse(last));
  const page = sorted.slice(start, start + limit);
  const end = page.at(-1);
  const next =
    end !== undefined && start + limit < sorted.length
      ? { id: end.id, name: end.name.slice(0, NAME_IN_CURSOR) }
      : null;
  return { ids: page.map((item) => item.id), next };
}

function startAfter(sorted: readonly Named[], last: Named): number {
  const there = sorted.findIndex((item) => item.id === last.id);
  if (there !== -1) return there + 1;
  const after = sorted.findIndex((item) => compare(item, last) > 0);
  return after === -1 ? sorted.length : after;
}
