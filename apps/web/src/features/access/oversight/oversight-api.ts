import {
  approvalsSchema,
  dutyHoldersSchema,
  externalLinkPageSchema,
  personRightsSchema,
  resourceRightsSchema,
  type CustomRole,
  type Duty,
  type WriteCustomRole,
  type ResourceKind,
  type Role,
} from '@maroquin/contracts';
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type BodyOf, newKey, request, useList } from '../../../api/index.js';
import { CUSTOM_ROLES } from '../roles/custom-roles.js';

export interface RightsFilter {
  kind?: ResourceKind | undefined;
  role?: Role | undefined;
  way?: 'person' | 'team' | 'everyone' | undefined;
}

/** What somebody can see, page after page. */
export const usePersonRights = (personId: string, { kind, role, way }: RightsFilter) =>
  useInfiniteQuery({
    queryKey: ['rights', 'person', personId, kind, role, way],
    queryFn: ({ pageParam, signal }) =>
      request('GET', `/rights/people/${personId}`, {
        schema: personRightsSchema,
        query: { kind, role, way, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });

export const useResourceRights = (id: string) =>
  useList({
    ...{ key: ['rights', 'resource', id], path: `/rights/resources/${id}`, schema: resourceRightsSchema },
    staleTime: 0,
  });
/** External links that open it. */
export const useResourceLinks = (id: string) =>
  useList({
    ...{ key: ['rights', 'links', id], path: `/rights/resources/${id}/links` },
    ...{ schema: externalLinkPageSchema, staleTime: 0 },
  });

const DUTIES = ['duties'] as const;
export const useDuties = () =>
  useList({ key: DUTIES, path: '/duties', schema: dutyHoldersSchema, staleTime: 0 });
export function useSetDuty(duty: Duty) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ subjectId, held }: { subjectId: string; held: boolean }) =>
      request(held ? 'PUT' : 'DELETE', `/duties/${duty}/holders/${subjectId}`),
    onSuccess: () => client.invalidateQueries({ queryKey: DUTIES }),
  });
}

function useRoleMutation<Input>(mutationFn: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => client.invalidateQueries({ queryKey: CUSTOM_ROLES }),
  });
}
/** null: a new one. */
export const useWriteRole = (role: Pick<CustomRole, 'id' | 'version'> | null) =>
  useRoleMutation((written: WriteCustomRole) => {
    // A table says at run time which acts may go with which base role.
    const body = written as BodyOf<'POST', '/roles'>;
    return role === null
      ? request('POST', '/roles', { body, idempotencyKey: newKey() })
      : request('PUT', `/roles/${role.id}`, { body, ifMatch: role.version });
  });
export const useDeleteRole = (id: string) => useRoleMutation(() => request('DELETE', `/roles/${id}`));

const APPROVALS = ['approvals'];
/** What waits for somebody's agreement; for people who may give none the list is empty. */
export const useApprovals = () =>
  useList({ key: APPROVALS, path: '/approvals', schema: approvalsSchema, retry: false });
export function useDecideApproval() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, decision }: { id: string; decision: 'approve' | 'refuse' }): Promise<void> =>
      request('POST', `/approvals/${id}/${decision}`),
    onSettled: () => client.invalidateQueries({ queryKey: APPROVALS }),
  });
}
