import type { PeopleNames } from '@maroquin/access';

/** What an import calls the authors that its file named; the others are people of ours, by id. */
const OUTSIDE = 'external:';
const UNKNOWN = { fr: 'Auteur inconnu', en: 'Unknown author' } as const;

/** Names of authors as a document's marks keep them, for a file in its language. */
export async function authorNames(
  people: PeopleNames,
  orgId: string,
  authors: readonly string[],
  language: 'fr' | 'en',
): Promise<ReadonlyMap<string, string>> {
  const ours = authors.filter((author) => /^[0-9a-f-]{36}$/.test(author));
  const found = await people.names(orgId, ours);
  const nameOf = (author: string): string =>
    author.startsWith(OUTSIDE) ? author.slice(OUTSIDE.length) : (found.get(author)?.name ?? '');
  const unknown = UNKNOWN[language];
  // In a thread, nobody of the organisation has no name.
  return new Map([['', unknown], ...authors.map((author) => [author, nameOf(author) || unknown] as const)]);
}
