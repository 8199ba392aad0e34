import {
  accessListSchema,
  directoryResultSchema,
  type AccessEntry,
  type GivenRole,
  type SubjectView,
} from '@maroquin/contracts';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { queryKeys, request } from '../../../api/index.js';

export const useAccess = (resourceId: string) =>
  useQuery({
    queryKey: queryKeys.access(resourceId),
    queryFn: ({ signal }) =>
      request('GET', `/resources/${resourceId}/access`, { schema: accessListSchema, signal }),
    staleTime: 0,
  });

/** A POST, because whom people look for must not lie in logs. */
export const searchDirectory = async (q: string, signal?: AbortSignal): Promise<SubjectView[]> =>
  (
    await request('POST', '/directory/search', {
      body: { q, limit: 8 },
      schema: directoryResultSchema,
      signal,
    })
  ).items;

export const useDirectory = (q: string) =>
  useQuery({
    queryKey: ['directory', q],
    queryFn: ({ signal }) => searchDirectory(q, signal),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });

/** `role` null takes the right away. Nothing is shown as given before the server has committed it. */
export function useSetGrant(resourceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ subjectId, role }: { subjectId: string; role: GivenRole | null }) =>
      role
        ? request('PUT', `/resources/${resourceId}/grants/${subjectId}`, { body: { role } })
        : request('DELETE', `/resources/${resourceId}/grants/${subjectId}`),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.access(resourceId) }),
  });
}

/** One line a subject: the right set here if there is one, else the strongest that comes from above. */
export interface AccessLine {
  subject: AccessEntry['subject'];
  /** The right that acts. */
  effective: AccessEntry;
  /** The right set on the resource itself, which can be changed here. */
  own: AccessEntry | null;
}
