import {
  accessRequestsSchema,
  createdLinkSchema,
  externalLinksSchema,
  guestPreviewSchema,
  guestsSchema,
  linkAddressSchema,
  invitationResultSchema,
  openedLinkSchema,
  type createLinkSchema,
  type ExternalLink,
  type inviteGuestSchema,
  type openLinkSchema,
  type Role,
  withdrawnLinkSchema,
} from '@maroquin/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { type BodyOf, request, useList } from '../../../api/index.js';

const keys = {
  links: (id: string) => ['links', id] as const,
  requests: (id: string) => ['access-requests', id] as const,
  guests: (id: string) => ['guests', id] as const,
};
/** Of the whole organisation, or of all that one manages. */
const ALL = 'all';

/** Exchanges the secret of a link for a visit. It comes from the address's fragment, which no server has seen. */
export const openLink = (body: z.input<typeof openLinkSchema>): Promise<z.infer<typeof openedLinkSchema>> =>
  request('POST', '/visits', { body, schema: openedLinkSchema });

/** Out of this browser's session, or its visit. */
export const leaveHere = (): Promise<void> => request('POST', '/sign-out');

/** Whatever changes who may see something makes the lists of it old. */
function useSharingMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => {
      for (const key of [['links'], ['access-requests'], ['guests'], ['access']])
        void client.invalidateQueries({ queryKey: key });
    },
  });
}

export const useLinks = (resourceId: string, enabled = true) =>
  useList({
    ...{ key: keys.links(resourceId), path: `/resources/${resourceId}/links` },
    ...{ schema: externalLinksSchema, staleTime: 0, enabled },
  });
/** The same as far as they were listed already; none for a person who may not list them. */
export const useKnownLinks = (resourceId: string): readonly ExternalLink[] =>
  useLinks(resourceId, false).rows;
/** Of the organisation: those whose name has these words. */
export const useAllLinks = (search: string) =>
  useList({
    ...{ key: keys.links(ALL), path: '/links', schema: externalLinksSchema },
    ...{ search, staleTime: 0 },
  });
export const useCreateLink = (resourceId: string) =>
  useSharingMutation((body: z.input<typeof createLinkSchema>) =>
    request('POST', `/resources/${resourceId}/links`, { body, schema: createdLinkSchema }),
  );
/** For who made the link; not kept in memory beyond the answer. */
export const fetchAddress = async (resourceId: string, id: string): Promise<string> =>
  (await request('GET', `/resources/${resourceId}/links/${id}/address`, { schema: linkAddressSchema })).link;
/** After how many days new links end; null: they do not end by themselves. */
export const useSetLinkDays = () =>
  useSharingMutation((days: number | null) => request('PUT', '/links/settings', { body: { days } }));
type LinkChange = BodyOf<'PATCH', `/resources/${string}/links/${string}`> & {
  resourceId: string;
  link: Pick<ExternalLink, 'id' | 'version'>;
};
export const useChangeLink = () =>
  useSharingMutation(({ link: { id, version }, resourceId, ...body }: LinkChange) =>
    request('PATCH', `/resources/${resourceId}/links/${id}`, { body, ifMatch: version }),
  );
export const useWithdrawLink = () =>
  useSharingMutation(({ resourceId, id }: { resourceId: string; id: string }) =>
    request('DELETE', `/resources/${resourceId}/links/${id}`, { schema: withdrawnLinkSchema }),
  );
export const useRestoreLink = () =>
  useSharingMutation(({ resourceId, id, undo }: { resourceId: string; id: string; undo: string }) =>
    request('POST', `/resources/${resourceId}/links/${id}/restore`, { body: { undo } }),
  );
/** For administrators, who need not see what it opens. */
export const useWithdrawAnyLink = () =>
  useSharingMutation((id: string) => request('DELETE', `/links/${id}`, { schema: withdrawnLinkSchema }));
export const useRestoreAnyLink = () =>
  useSharingMutation(({ id, undo }: { id: string; undo: string }) =>
    request('POST', `/links/${id}/restore`, { body: { undo } }),
  );

export const useRequests = (resourceId: string) =>
  useList({
    ...{ key: keys.requests(resourceId), path: `/resources/${resourceId}/access-requests` },
    ...{ schema: accessRequestsSchema, staleTime: 0 },
  });
export const useMyRequests = () =>
  useList({
    ...{ key: keys.requests(ALL), path: '/access-requests', schema: accessRequestsSchema },
    refetchInterval: 60_000,
  });
/** `role` null refuses. */
export const useDecide = () =>
  useSharingMutation(({ id, role }: { id: string; role: Role | null }) =>
    role
      ? request('POST', `/access-requests/${id}/approve`, { body: { role } })
      : request('POST', `/access-requests/${id}/refuse`),
  );

/** Those whose name or address has these words. */
export const useGuests = (spaceId: string, search: string) =>
  useList({
    ...{ key: keys.guests(spaceId), path: `/spaces/${spaceId}/guests`, schema: guestsSchema },
    ...{ search, staleTime: 0 },
  });
/** How much a guest would see at this moment, as the server counts it. */
export const useGuestPreview = (spaceId: string) =>
  useQuery({
    queryKey: [...keys.guests(spaceId), 'preview'],
    queryFn: ({ signal }) =>
      request('GET', `/spaces/${spaceId}/guests/preview`, { schema: guestPreviewSchema, signal }),
    staleTime: 0,
  });
export const useInviteGuest = (spaceId: string) =>
  useSharingMutation((body: z.input<typeof inviteGuestSchema>) =>
    request('POST', `/spaces/${spaceId}/guests`, { body, schema: invitationResultSchema }),
  );
export const useSetGuestEnd = (spaceId: string) =>
  useSharingMutation(({ personId, endsAt, version }: { personId: string; endsAt: string; version: number }) =>
    request('PATCH', `/spaces/${spaceId}/guests/${personId}`, { body: { endsAt }, ifMatch: version }),
  );
