import {
  movePreviewSchema,
  placeSchema,
  resourcePageSchema,
  resourceSchema,
  type MovePreview,
  type Place,
  type ResourceKind,
  type ResourceView,
} from '@maroquin/contracts';
import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { copiedResourceSchema, createdSchema } from '@maroquin/contracts';
import { isApiError } from './error.js';
import { newKey, request } from './client.js';
import { queryKeys } from './keys.js';
import { mergePreviews } from './merge-previews.js';
import { listWhole } from './pages.js';
import type { BodyOf } from './paths.js';

export const fetchPlace = (id: string, signal?: AbortSignal): Promise<Place> =>
  request('GET', `/resources/${id}`, { schema: placeSchema, signal });

/** A space, folder, document, file or channel with its breadcrumb. */
export const usePlace = (id: string) =>
  useQuery({
    queryKey: queryKeys.place(id),
    queryFn: ({ signal }) => fetchPlace(id, signal),
    // Rights may change without anything in the place changing: look now and then while the page is seen.
    refetchInterval: 20_000,
  });

export type Sort = 'name' | 'updated';

/** The children of a place, page after page. */
export const useChildren = (
  parentId: string,
  kinds: readonly ResourceKind[],
  sort: Sort = 'name',
  enabled = true,
) =>
  useInfiniteQuery({
    queryKey: [...queryKeys.children(parentId), kinds, sort],
    queryFn: ({ pageParam, signal }) =>
      request('GET', `/resources/${parentId}/children`, {
        schema: resourcePageSchema,
        query: { kind: kinds, sort, limit: 200, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled,
  });

/** Requests of one search: what lies deeper, or beyond, is not looked at. */
const MOST_REQUESTS = 60;

/** What stands in the folders below a place, at any depth; not what stands in the place itself. */
async function listBelow(parentId: string, signal: AbortSignal): Promise<ResourceView[]> {
  const found: ResourceView[] = [];
  const folders = [parentId];
  let left = MOST_REQUESTS;
  for (let id = folders.shift(); id !== undefined && left > 0; id = folders.shift()) {
    let cursor: string | undefined;
    do {
      const query = { kind: ['folder', 'document'], sort: 'name', limit: 200, cursor } as const;
      const page = await request('GET', `/resources/${id}/children`, {
        schema: resourcePageSchema,
        query,
        signal,
      });
      if (id !== parentId) found.push(...page.items);
      folders.push(...page.items.filter(({ kind }) => kind === 'folder').map((folder) => folder.id));
      cursor = page.next ?? undefined;
      left -= 1;
    } while (cursor !== undefined && left > 0);
  }
  return found;
}

/** For whoever filters: names are compared here, where they can be read. */
export const useBelow = (parentId: string, enabled: boolean) =>
  useQuery({
    queryKey: [...queryKeys.children(parentId), 'below'],
    queryFn: ({ signal }) => listBelow(parentId, signal),
    enabled,
  });

/** All of them: the sidebar shows them in one list. */
export const useSpaces = () =>
  useQuery({
    queryKey: queryKeys.spaces,
    queryFn: async ({ signal }) => ({
      items: await listWhole('/spaces', { schema: resourcePageSchema, signal }),
    }),
  });

export const useRecent = (limit = 30) =>
  useQuery({
    queryKey: [...queryKeys.recent, limit],
    queryFn: ({ signal }) =>
      request('GET', '/resources/recent', {
        schema: resourcePageSchema,
        query: { kind: 'document', limit },
        signal,
      }),
  });

/** On what somebody else gave me a right of its own, page after page. */
export const useShared = (enabled = true) =>
  useInfiniteQuery({
    queryKey: queryKeys.shared,
    queryFn: ({ pageParam, signal }) =>
      request('GET', '/resources/shared', {
        schema: resourcePageSchema,
        query: { limit: 100, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled,
  });

/** After any change in the tree: everything that lists resources is stale. */
export const refreshTree = (client: QueryClient): void => {
  for (const key of [['children'], ['resources'], queryKeys.spaces, ['place'], ['channels']])
    void client.invalidateQueries({ queryKey: key });
};

const useTreeMutation = <Input, Output>(mutationFn: (input: Input) => Promise<Output>) => {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => refreshTree(client) });
};

export const useCreateDocument = () =>
  useTreeMutation((input: BodyOf<'POST', '/documents'>) =>
    request('POST', '/documents', { body: input, schema: createdSchema, idempotencyKey: newKey() }),
  );
export const useCreateFolder = () =>
  useTreeMutation((input: BodyOf<'POST', '/folders'>) =>
    request('POST', '/folders', { body: input, schema: createdSchema, idempotencyKey: newKey() }),
  );
/** A folder of this name: the one that is there, or a new one. */
export async function makeFolder(parentId: string, name: string): Promise<string> {
  try {
    const body = { name, parentId };
    return (await request('POST', '/folders', { body, schema: createdSchema, idempotencyKey: newKey() })).id;
  } catch (error) {
    if (!isApiError(error) || error.code !== 'resource.name-taken') throw error;
    const found = await folderNamed(parentId, name);
    if (found === null) throw error;
    return found;
  }
}

async function folderNamed(parentId: string, name: string): Promise<string | null> {
  const wanted = name.normalize('NFC').toUpperCase();
  let cursor: string | undefined;
  do {
    const query = { kind: ['folder'], sort: 'name', limit: 200, cursor } as const;
    const page = await request('GET', `/resources/${parentId}/children`, {
      schema: resourcePageSchema,
      query,
    });
    const found = page.items.find((folder) => folder.name.normalize('NFC').toUpperCase() === wanted);
    if (found !== undefined) return found.id;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return null;
}

/** A file or folder once more, in the same place. */
export const useCopyResource = () =>
  useTreeMutation((input: { id: string; parentId: string }) =>
    request('POST', `/resources/${input.id}/copies`, {
      body: { parentId: input.parentId },
      schema: copiedResourceSchema,
      idempotencyKey: newKey(),
    }),
  );
export const useCreateSpace = () =>
  useTreeMutation((input: BodyOf<'POST', '/spaces'>) =>
    request('POST', '/spaces', { body: input, schema: createdSchema, idempotencyKey: newKey() }),
  );
/** Rename or move; the version makes sure that nobody else's change is overwritten. */
export const useUpdateResource = () =>
  useTreeMutation((input: { resource: ResourceView; name?: string; parentId?: string }) =>
    request('PATCH', `/resources/${input.resource.id}`, {
      body: {
        ...(input.name === undefined ? {} : { name: input.name }),
        ...(input.parentId === undefined ? {} : { parentId: input.parentId }),
      },
      ifMatch: input.resource.version,
      schema: resourceSchema,
    }),
  );
/** Who would gain and who would lose access by moving them there: asked of the server for each, at each destination. */
export const useMovePreviews = (ids: readonly string[], parentId: string, enabled: boolean) =>
  useQuery({
    queryKey: queryKeys.movePreview(ids, parentId),
    queryFn: async ({ signal }) => {
      const previews: MovePreview[] = [];
      for (const id of ids)
        previews.push(
          await request('GET', `/resources/${id}/move-preview`, {
            schema: movePreviewSchema,
            query: { parentId },
            signal,
          }),
        );
      return mergePreviews(previews);
    },
    enabled,
    staleTime: 0,
    gcTime: 0,
  });
export const useTrashResource = () =>
  useTreeMutation((id: string) => request('POST', `/resources/${id}/trash`));
/** For good: only of what is in the bin. */
export const usePurgeResource = () => useTreeMutation((id: string) => request('DELETE', `/resources/${id}`));
export const useRestoreResource = () =>
  useTreeMutation((id: string) => request('POST', `/resources/${id}/restore`));
