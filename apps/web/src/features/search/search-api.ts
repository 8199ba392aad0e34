import {
  directoryResultSchema,
  type SearchHit,
  type SearchKind,
  type SearchResults,
  searchResultsSchema,
} from '@maroquin/contracts';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type BodyOf, request, useMe } from '../../api/index.js';
import { narrow } from './operators.js';

/** What is looked for, and where. Names of places and people may stand in the words: `dans:`, `de:`. */
export interface Asked {
  readonly typed: string;
  readonly kinds?: readonly SearchKind[] | undefined;
  readonly placeId?: string | undefined;
  readonly personId?: string | undefined;
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
}

export interface Results extends SearchResults {
  /** Names that nothing here is called by. */
  readonly unknown: readonly string[];
}

const MAX_PEOPLE_QUERY = 100;

const post = (body: BodyOf<'POST', '/search'>, signal: AbortSignal): Promise<SearchResults> =>
  request('POST', '/search', { body, schema: searchResultsSchema, signal });

async function placeCalled(name: string, signal: AbortSignal): Promise<SearchHit | null> {
  const { items } = await post({ q: name, kinds: ['place'], limit: 1 }, signal);
  return items[0] ?? null;
}

export const findPeople = (q: string, limit: number, signal: AbortSignal) =>
  request('POST', '/conversations/people/search', {
    body: { q: q.slice(0, MAX_PEOPLE_QUERY), limit },
    schema: directoryResultSchema,
    signal,
  });

/** People to whom one may write, and oneself. */
async function personCalled(name: string, myId: string, signal: AbortSignal): Promise<{ id: string } | null> {
  if (/^(moi|me)$/iu.test(name)) return { id: myId };
  return (await findPeople(name, 1, signal)).items[0] ?? null;
}

/** One page of what is found. */
async function find(
  asked: Asked,
  {
    myId,
    cursor,
    limit,
    signal,
  }: { myId: string; cursor?: string | undefined; limit: number; signal: AbortSignal },
): Promise<Results> {
  const { words, place, person, kinds, since, until } = narrow(asked.typed);
  const [inside, by] = await Promise.all([
    place === null ? null : placeCalled(place, signal),
    person === null ? null : personCalled(person, myId, signal),
  ]);
  const unknown = [
    ...(place !== null && inside === null ? [place] : []),
    ...(person !== null && by === null ? [person] : []),
  ];
  if (unknown.length > 0) return { items: [], next: null, suggestions: [], unknown };
  const from = asked.since ?? since;
  const to = asked.until ?? until;
  const body = {
    q: words,
    kinds: asked.kinds ?? kinds ?? undefined,
    in: asked.placeId ?? inside?.id,
    from: asked.personId ?? by?.id,
    since: from?.toISOString(),
    until: to?.toISOString(),
    ...{ cursor, limit },
  };
  return { ...(await post(body, signal)), unknown };
}

/** While one types: the first of what is found, and what was found before until then. */
export const useFirstHits = (asked: Asked, limit: number) => {
  const myId = useMe().person.id;
  return useQuery({
    queryKey: ['search', 'first', asked, limit],
    queryFn: ({ signal }) => find(asked, { myId, limit, signal }),
    enabled: asked.typed.trim() !== '',
    placeholderData: keepPreviousData,
    // Somebody may have written it since.
    gcTime: 0,
  });
};

const A_PAGE = 20;

/** All that is found, a page at a time. */
export const useHits = (asked: Asked) => {
  const myId = useMe().person.id;
  return useInfiniteQuery({
    queryKey: ['search', 'all', asked],
    queryFn: ({ pageParam, signal }) => find(asked, { myId, cursor: pageParam, limit: A_PAGE, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: asked.typed.trim() !== '',
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
};

/** People by name, for the palette. */
export const usePeopleHits = (q: string, enabled: boolean) =>
  useQuery({
    queryKey: ['search', 'people', q],
    queryFn: ({ signal }) => findPeople(q, 3, signal),
    enabled: enabled && q.trim() !== '',
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
