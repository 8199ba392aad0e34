import {
  createdSchema,
  reviewItemPageSchema,
  reviewItemSchema,
  reviewSchema,
  reviewsSchema,
  type openReviewSchema,
  type ReviewDecision,
  type ReviewItem,
  type ReviewItemPage,
} from '@maroquin/contracts';
import {
  type InfiniteData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { z } from 'zod';
import { API, newKey, request, useCapability, useList } from '../../../api/index.js';

export type ItemState = 'open' | 'decided';
const keys = {
  all: ['reviews'] as const,
  list: ['reviews', 'list'] as const,
  one: (id: string) => ['reviews', 'one', id] as const,
  items: (id: string) => ['reviews', 'items', id] as const,
};
const REFETCH_EVERY_MS = 5 * 60_000;

/** Where the exported file is. */
export const exportHref = (id: string, format: 'csv' | 'json'): string =>
  `${API}/access-reviews/${id}/export?format=${format}`;

/** Those whose name has these words. */
export const useReviews = (search = '') => {
  const enabled = useCapability('review.take-part');
  return useList({
    ...{ key: keys.list, path: '/access-reviews', schema: reviewsSchema, search },
    ...{ refetchInterval: REFETCH_EVERY_MS, enabled },
  });
};

export const useReview = (id: string) =>
  useQuery({
    queryKey: keys.one(id),
    queryFn: ({ signal }) => request('GET', `/access-reviews/${id}`, { schema: reviewSchema, signal }),
    staleTime: 0,
  });

export const useReviewItems = (id: string, state: ItemState | undefined) =>
  useInfiniteQuery({
    queryKey: [...keys.items(id), state],
    queryFn: ({ pageParam, signal }) =>
      request('GET', `/access-reviews/${id}/items`, {
        schema: reviewItemPageSchema,
        query: { state, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  });

export function useOpenReview() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof openReviewSchema>) =>
      request('POST', '/access-reviews', { body, schema: createdSchema, idempotencyKey: newKey() }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.all }),
  });
}

/** A row that is decided stays where it is until the list is asked for again: nothing jumps below the fingers. */
export function useDecideItem(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ number, ...body }: ReviewDecision & { number: number }) =>
      request('POST', `/access-reviews/${id}/items/${number}/decision`, { body, schema: reviewItemSchema }),
    onSuccess: (item) => {
      client.setQueriesData<InfiniteData<ReviewItemPage>>({ queryKey: keys.items(id) }, (data) =>
        data === undefined ? undefined : { ...data, pages: data.pages.map((page) => withItem(page, item)) },
      );
      void client.invalidateQueries({ queryKey: keys.one(id) });
      void client.invalidateQueries({ queryKey: keys.list });
      for (const key of [['access'], ['links'], ['guests'], ['rights']])
        void client.invalidateQueries({ queryKey: key });
    },
  });
}

const withItem = (page: ReviewItemPage, item: ReviewItem): ReviewItemPage => ({
  ...page,
  items: page.items.map((one) => (one.number === item.number ? item : one)),
});

export function useCloseReview(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request('POST', `/access-reviews/${id}/close`, { schema: reviewSchema }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.all }),
  });
}
