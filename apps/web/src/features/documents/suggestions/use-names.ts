import { useEffect, useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { suggestionAuthorsSchema } from '@maroquin/contracts';
import { request, useMe } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { useStore } from '../../../ui/index.js';
import { type DocumentSuggestions, externalName } from './document-suggestions.js';

const MAX_ASKED = 200;

/** Asks for the names of those who suggest; suggestions themselves hold ids. */
export const useNames = (documentId: string, suggestions: DocumentSuggestions): void => {
  const { person } = useMe();
  const changes = useStore(suggestions.changes);
  const ids = useMemo(
    () =>
      [...new Set(changes.map(({ author }) => author))]
        .filter((author) => author !== person.id && externalName(author) === null)
        .sort()
        .slice(0, MAX_ASKED),
    [changes, person.id],
  );
  const { data } = useQuery({
    queryKey: ['suggestion authors', documentId, ids],
    enabled: ids.length > 0,
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      request('POST', `/documents/${documentId}/suggestions/authors`, {
        ...{ body: { ids }, schema: suggestionAuthorsSchema, signal },
      }),
  });
  useEffect(() => {
    const known = new Map(suggestions.names.get()).set(person.id, person.name);
    for (const { id, name } of data?.people ?? []) known.set(id, name);
    suggestions.names.set(known);
  }, [suggestions, person.id, person.name, data]);
};

export const useNameOf = (suggestions: DocumentSuggestions): ((author: string) => string) => {
  const t = useT();
  const names = useStore(suggestions.names);
  return (author) => externalName(author) ?? names.get(author) ?? t('suggestion.unknown');
};
