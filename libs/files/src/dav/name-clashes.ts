import { fold } from '@maroquin/platform/keys';
import { endOfId, idEndOf } from './dav-names.js';

interface Named {
  readonly id: string;
  readonly name: string;
}
interface Entry extends Named {
  readonly kind: string;
  readonly restricted: boolean;
}

/** What stands in one folder, as far as one person sees it: nothing else may decide under which names that person finds it. */
export interface Rivals {
  /** Groups of which all have one name. */
  readonly sameNames: readonly (readonly Entry[])[];
  /** Ids that end as one of the names does. */
  readonly idEnds: ReadonlySet<string>;
}

/**
 * Which spaces cannot be called by their names alone. Anybody may share a space of any name: of several that have one
 * none keeps it, and none is called as another one is that is told apart by its id. Pure.
 */
export function clashingSpaces(spaces: readonly Named[]): ReadonlySet<string> {
  const times = new Map<string, number>();
  for (const { name } of spaces) times.set(fold(name), (times.get(fold(name)) ?? 0) + 1);
  return new Set(
    spaces
      .filter(({ name }) => idEndOf(name) !== null || (times.get(fold(name)) ?? 0) > 1)
      .map(({ id }) => id),
  );
}

/**
 * The same in a folder, where the first keeps the name: a new file of the same name beside something restricted must not
 * take the address that its people know. Pure.
 */
export function clashingNames(entries: readonly Named[], { sameNames, idEnds }: Rivals): ReadonlySet<string> {
  const clashing = new Set(
    sameNames.flatMap((group) =>
      group
        .toSorted(byRank)
        .slice(1)
        .map(({ id }) => id),
    ),
  );
  const ends = new Map([...idEnds].map((id) => [endOfId(id), id]));
  for (const { id, name } of entries) {
    const end = idEndOf(name);
    const other = end === null ? undefined : ends.get(end);
    if (other !== undefined && other !== id) clashing.add(id);
  }
  return clashing;
}

/** Restricted before open, folders before files and documents, older before newer. */
const byRank = (a: Entry, b: Entry): number =>
  Number(b.restricted) - Number(a.restricted) ||
  Number(a.kind !== 'folder') - Number(b.kind !== 'folder') ||
  (a.id < b.id ? -1 : 1);
