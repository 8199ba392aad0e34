import { keepPreviousData, type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { request } from './client.js';
import type { PathOf } from './paths.js';

/** A page of a list, whatever else its answer says. */
export interface ListPage<Row> {
  items: Row[];
  next: string | null;
}

export interface ListQuery<P> {
  key: QueryKey;
  path: PathOf<'GET'>;
  schema: z.ZodType<P>;
  query?: Record<string, string | number | undefined>;
  /** What is looked for: asked by POST …/search, so that no log of addresses holds it. */
  search?: string | undefined;
  enabled?: boolean;
  staleTime?: number;
  refetchInterval?: number;
  retry?: boolean;
}

/** A list as a page shows it: the rows loaded so far, and how to go on. */
export interface LoadedList<Row, P> {
  rows: readonly Row[];
  /** What the answer says besides its rows. */
  first: P | undefined;
  isPending: boolean;
  isSuccess: boolean;
  error: Error | null;
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
}

/** Rows of one request. */
const AT_ONCE = 100;

/** A list of the server, page after page. */
export function useList<Row, P extends ListPage<Row>>({
  key,
  path,
  schema,
  query,
  search = '',
  enabled = true,
  ...timing
}: ListQuery<P & ListPage<Row>>): LoadedList<Row, P> {
  const list = useInfiniteQuery({
    queryKey: [...key, query, search],
    queryFn: ({ pageParam: cursor, signal }): Promise<P> =>
      search === ''
        ? request('GET', path, { schema, query: { ...query, limit: AT_ONCE, cursor }, signal })
        : request('POST', `${path}/search` as PathOf<'POST'>, {
            schema,
            body: { ...query, q: search, limit: AT_ONCE, cursor },
            signal,
          }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    enabled,
    ...timing,
  });
  return {
    rows: list.data?.pages.flatMap((page) => page.items) ?? [],
    first: list.data?.pages[0],
    isPending: list.isPending,
    isSuccess: list.isSuccess,
    error: list.error,
    hasMore: list.hasNextPage,
    isLoadingMore: list.isFetchingNextPage,
    loadMore: () => void list.fetchNextPage(),
  };
}

/** Rows of one request of a list that is needed whole. */
const MOST_AT_ONCE = 200;

/** A list that a page needs whole, to put it in an order of its own. @param mostPages what is beyond is left out */
export async function listWhole<Row, P extends ListPage<Row>>(
  path: PathOf<'GET'>,
  {
    schema,
    query,
    signal,
    mostPages = Number.POSITIVE_INFINITY,
  }: {
    schema: z.ZodType<P & ListPage<Row>>;
    query?: Record<string, string | undefined>;
    signal?: AbortSignal;
    mostPages?: number;
  },
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages && (page === 0 || cursor !== undefined); page += 1) {
    const { items, next } = await request('GET', path, {
      schema,
      query: { ...query, limit: MOST_AT_ONCE, cursor },
      ...(signal !== undefined && { signal }),
    });
    rows.push(...items);
    cursor = next ?? undefined;
  }
  return rows;
}
