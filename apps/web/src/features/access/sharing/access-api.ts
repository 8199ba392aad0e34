import {
  accessListSchema,
  changedGrantSchema,
  directoryResultSchema,
  removedGrantSchema,
  restrictedSchema,
  restrictionSchema,
  type AccessEntry,
  type ChangedGrant,
  type GivenRole,
  type RemovedGrant,
  type SubjectView,
} from '@maroquin/contracts';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { queryKeys, refreshTree, request, useList } from '../../../api/index.js';

export const useAccess = (resourceId: string) =>
  useList({
    ...{ key: queryKeys.access(resourceId), path: `/resources/${resourceId}/access` },
    ...{ schema: accessListSchema, staleTime: 0 },
  });

/** All of the organisation, or those to whom I may write. */
export type DirectorySource = 'directory' | 'conversations';

/** A POST, because whom people look for must not lie in logs. */
export const searchDirectory = async (
  q: string,
  source: DirectorySource = 'directory',
  signal?: AbortSignal,
): Promise<SubjectView[]> =>
  (
    await request('POST', source === 'directory' ? '/directory/search' : '/conversations/people/search', {
      body: { q, limit: 8 },
      schema: directoryResultSchema,
      signal,
    })
  ).items;

export const useDirectory = (q: string, source: DirectorySource) =>
  useQuery({
    queryKey: [source, 'people', q],
    queryFn: ({ signal }) => searchDirectory(q, source, signal),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });

/** What changes who has access to this. Nothing is shown as done before the server has committed it. */
function useAccessMutation<Input, Output>(resourceId: string, mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.access(resourceId) }),
  });
}
export interface GrantToSet {
  subjectId: string;
  role: GivenRole;
  /** null: without end. */
  expiresAt: string | null;
}
export const useSetGrant = (resourceId: string) =>
  useAccessMutation(resourceId, ({ subjectId, role, expiresAt }: GrantToSet): Promise<ChangedGrant> =>
    request('PUT', `/resources/${resourceId}/grants/${subjectId}`, {
      body: { role, ...(expiresAt === null ? {} : { expiresAt }) },
      schema: changedGrantSchema,
    }),
  );
/** Answers how to give it back, and by what there is still access. */
export const useRemoveGrant = (resourceId: string) =>
  useAccessMutation(resourceId, (subjectId: string): Promise<RemovedGrant> =>
    request('DELETE', `/resources/${resourceId}/grants/${subjectId}`, { schema: removedGrantSchema }),
  );
export const useRestoreGrant = (resourceId: string) =>
  useAccessMutation(resourceId, ({ subjectId, undo }: { subjectId: string; undo: string }) =>
    request('POST', `/resources/${resourceId}/grants/${subjectId}/restore`, { body: { undo } }),
  );

/** Who would lose or gain access by restricting it, or by restoring what it inherits. */
export const useRestriction = (resourceId: string) =>
  useQuery({
    queryKey: [...queryKeys.access(resourceId), 'restriction'],
    queryFn: ({ signal }) =>
      request('GET', `/resources/${resourceId}/restriction`, { schema: restrictionSchema, signal }),
    staleTime: 0,
    gcTime: 0,
  });
export const useRestrict = (resourceId: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ restricted, undo }: { restricted: boolean; undo: string | null }) =>
      request('PUT', `/resources/${resourceId}/restriction`, {
        body: { restricted, ...(undo === null ? {} : { undo }) },
        schema: restrictedSchema,
      }),
    onSuccess: () => {
      // Lists and headers show a lock.
      refreshTree(client);
      return client.invalidateQueries({ queryKey: queryKeys.access(resourceId) });
    },
  });
};

/** One line a subject: the right set here if there is one, else the strongest that comes from above. */
export interface AccessLine {
  subject: AccessEntry['subject'];
  /** The right that acts. */
  effective: AccessEntry;
  /** The right set on the resource itself, which can be changed here. */
  own: AccessEntry | null;
}
