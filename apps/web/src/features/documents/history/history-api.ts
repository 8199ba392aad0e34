import {
  comparisonSchema,
  namedVersionSchema,
  restoredSchema,
  versionContentSchema,
  versionsSchema,
  type VersionMark,
  type VersionView,
} from '@maroquin/contracts';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { newKey, request } from '../../../api/index.js';

/** Somebody else may be writing: the newest versions are asked for again after this long. */
const LOOK_AGAIN_MS = 20_000;

const versionsKey = (documentId: string) => ['history', documentId, 'versions'] as const;

export const useVersions = (documentId: string) =>
  useInfiniteQuery({
    queryKey: versionsKey(documentId),
    queryFn: ({ pageParam, signal }) =>
      request('GET', `/documents/${documentId}/versions`, {
        schema: versionsSchema,
        query: { cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
    refetchInterval: LOOK_AGAIN_MS,
  });

/** A version never changes, so neither does what lies between two of them. */
const FOREVER = { staleTime: Infinity, gcTime: 5 * 60_000, retry: false } as const;

export const useComparison = (documentId: string, from: number, to: number | null, isWanted: boolean) =>
  useQuery({
    ...FOREVER,
    queryKey: ['history', documentId, 'compare', from, to],
    enabled: to !== null && isWanted,
    queryFn: ({ signal }) =>
      request('GET', `/documents/${documentId}/compare`, {
        schema: comparisonSchema,
        query: { from, to: to ?? from },
        signal,
      }),
  });

export const useVersionContent = (documentId: string, seq: number | null, isWanted: boolean) =>
  useQuery({
    ...FOREVER,
    queryKey: ['history', documentId, 'content', seq],
    enabled: seq !== null && isWanted,
    queryFn: ({ signal }) =>
      request('GET', `/documents/${documentId}/versions/${String(seq)}`, {
        schema: versionContentSchema,
        signal,
      }),
  });

const useAgain = (documentId: string) => {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: versionsKey(documentId) });
};

/** Gives a version a name, or another one; `null` takes it away. */
export const useNameVersion = (documentId: string) => {
  const onSettled = useAgain(documentId);
  return useMutation({
    mutationFn: ({ version, name }: { version: Pick<VersionView, 'seq' | 'mark'>; name: string | null }) =>
      sendName(documentId, version.seq, version.mark, name),
    onSettled,
  });
};

const sendName = async (
  documentId: string,
  seq: number,
  mark: VersionMark | null,
  name: string | null,
): Promise<void> => {
  const path = `/documents/${documentId}/versions/${String(seq)}` as const;
  if (name === null) return request('DELETE', path);
  if (mark !== null && mark.name !== null) {
    const options = { body: { name }, ifMatch: mark.version, schema: namedVersionSchema };
    await request('PATCH', path, options);
    return;
  }
  await request('POST', `/documents/${documentId}/versions`, {
    body: { name, seq },
    schema: namedVersionSchema,
    idempotencyKey: newKey(),
  });
};

export const useRestore = (documentId: string) => {
  const onSettled = useAgain(documentId);
  return useMutation({
    mutationFn: (seq: number) =>
      request('POST', `/documents/${documentId}/versions/${String(seq)}/restore`, {
        schema: restoredSchema,
        idempotencyKey: newKey(),
      }),
    onSettled,
  });
};
