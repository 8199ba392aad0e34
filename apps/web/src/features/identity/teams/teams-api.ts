import { createdSchema, teamMembersSchema, teamSchema, teamsSchema } from '@maroquin/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { newKey, request, useList } from '../../../api/index.js';

const keys = {
  all: ['teams'] as const,
  one: (id: string) => ['teams', 'one', id] as const,
  members: (id: string) => ['teams', 'members', id] as const,
};

/** Those whose name has these words. */
export const useTeams = (search: string) =>
  useList({ key: [...keys.all, 'list'], path: '/teams', schema: teamsSchema, search });

export const useTeam = (id: string) =>
  useQuery({
    queryKey: keys.one(id),
    queryFn: ({ signal }) => request('GET', `/teams/${id}`, { schema: teamSchema, signal }),
  });

export const useTeamMembers = (id: string) =>
  useList({ key: keys.members(id), path: `/teams/${id}/members`, schema: teamMembersSchema, staleTime: 0 });

function useTeamMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => client.invalidateQueries({ queryKey: keys.all }) });
}

export const useCreateTeam = () =>
  useTeamMutation((name: string) =>
    request('POST', '/teams', { body: { name }, schema: createdSchema, idempotencyKey: newKey() }),
  );

export const useSetMember = (teamId: string) =>
  useTeamMutation(({ personId, isIn }: { personId: string; isIn: boolean }) =>
    request(isIn ? 'PUT' : 'DELETE', `/teams/${teamId}/members/${personId}`),
  );
