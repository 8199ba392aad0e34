import { type QueryClient, QueryObserver, type QueryObserverResult } from '@tanstack/react-query';
import type { Place, ResourceView } from '@maroquin/contracts';
import { fetchPlace, isApiError, queryKeys } from '../../../api/index.js';

/** What is known of where a link leads: not asked yet, not to be seen by this reader, or what it is. */
export type InternalTitle =
  | { readonly state: 'asked' | 'hidden' | 'unknown' }
  | { readonly state: 'known'; readonly resource: ResourceView };

/** A title that was changed is shown so after this long at most, while the page is seen. */
const AGAIN_AFTER_MS = 30_000;

/** Titles of what a text links to, asked for this reader alone and never written into the text. */
export class InternalTitles {
  constructor(private readonly client: QueryClient) {}

  /** @returns what ends it */
  watch(id: string, show: (title: InternalTitle) => void): () => void {
    const observer = new QueryObserver(this.client, {
      queryKey: [...queryKeys.place(id), 'card'],
      queryFn: ({ signal }) => fetchPlace(id, signal),
      staleTime: AGAIN_AFTER_MS,
      refetchInterval: AGAIN_AFTER_MS,
      retry: false,
    });
    const stop = observer.subscribe((result) => show(titleOf(result)));
    // What is known already is not announced.
    show(titleOf(observer.getCurrentResult()));
    return stop;
  }
}

/** What was known stands no longer once it is refused. */
function titleOf({ data, error }: Pick<QueryObserverResult<Place, Error>, 'data' | 'error'>): InternalTitle {
  const isRefused = isApiError(error) && error.status === 404;
  if (isRefused || (data !== undefined && data.resource.trashedAt !== null)) return { state: 'hidden' };
  if (data !== undefined) return { state: 'known', resource: data.resource };
  return { state: error === null ? 'asked' : 'unknown' };
}
