import {
  agreedSettingsSchema,
  approvalsSchema,
  administeredAntivirusSchema,
  administeredMailSchema,
  administeredOrganisationsSchema,
  administeredProvidersSchema,
  administeredSessionsSchema,
  administeredTokensSchema,
  administrationProvidersSchema,
  administratorMeSchema,
  administratorsSchema,
  ceremonySchema,
  createdOrganisationSchema,
  enrollingSchema,
  enrolmentLinkSchema,
  handOverResultSchema,
  identityMergesSchema,
  invitationResultSchema,
  newTotpSchema,
  peopleSchema,
  leavingSchema,
  signedProofSchema,
  signInLinkSchema,
  sovereigntyReportSchema,
} from '@maroquin/contracts';
import {
  startAuthentication,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type BodyOf, request, useList } from '../../api/index.js';

const ROOT = '/administration';
const administrationKeys = {
  me: ['administration', 'me'] as const,
  administrators: ['administration', 'administrators'] as const,
  organisations: ['administration', 'organisations'] as const,
  providers: ['administration', 'providers'] as const,
  antivirus: ['administration', 'antivirus'] as const,
  mail: ['administration', 'mail'] as const,
  proof: ['administration', 'proof'] as const,
  settings: ['administration', 'settings'] as const,
  signInProviders: ['administration', 'sign-in', 'providers'] as const,
  people: ['administration', 'people'] as const,
  merges: ['administration', 'merges'] as const,
  approvals: ['administration', 'approvals'] as const,
  sessions: ['administration', 'sessions'] as const,
  tokens: ['administration', 'tokens'] as const,
};

export const useAdministratorMe = () =>
  useQuery({
    queryKey: administrationKeys.me,
    queryFn: ({ signal }) => request('GET', `${ROOT}/me`, { schema: administratorMeSchema, signal }),
    staleTime: 60_000,
  });

/** @throws ApiError; or the browser's own error, when the person cancels */
export async function signInByPasskey(): Promise<void> {
  const { options } = await request('POST', `${ROOT}/sign-in/passkey-options`, { schema: ceremonySchema });
  const credential = await startAuthentication({
    optionsJSON: options as unknown as PublicKeyCredentialRequestOptionsJSON,
  });
  await request('POST', `${ROOT}/sign-in/passkey`, { body: { credential } });
}
export const signInByPassword = (body: BodyOf<'POST', '/administration/sign-in/password'>): Promise<void> =>
  request('POST', `${ROOT}/sign-in/password`, { body });
/** By which one may sign in besides: of the instance, so it does not change while one looks. */
export const useSignInProviders = () =>
  useQuery({
    queryKey: administrationKeys.signInProviders,
    queryFn: ({ signal }) =>
      request('GET', `${ROOT}/sign-in/providers`, { schema: administrationProvidersSchema, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
/** Leads the browser to the provider. With a link's token that person opens its account from then on. */
export async function leaveForProvider(provider: string, token?: string): Promise<void> {
  const { location: there } = await request('POST', `${ROOT}/sign-in/provider`, {
    body: { provider, ...(token === undefined ? {} : { token }) },
    schema: leavingSchema,
  });
  location.assign(there);
}
export const signOut = (): Promise<void> => request('POST', `${ROOT}/sign-out`);

export const aboutLink = (token: string) =>
  request('POST', `${ROOT}/enrolment`, { body: { token }, schema: enrollingSchema });
/** @throws ApiError; or the browser's own error, when the person cancels */
export async function enrolPasskey(token: string): Promise<void> {
  const { options } = await request('POST', `${ROOT}/enrolment/passkey-options`, {
    body: { token },
    schema: ceremonySchema,
  });
  const credential = await startRegistration({
    optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON,
  });
  await request('POST', `${ROOT}/enrolment/passkey`, { body: { token, credential } });
}
export const beginGenerator = (token: string) =>
  request('POST', `${ROOT}/enrolment/generator-options`, { body: { token }, schema: newTotpSchema });
export const enrolGenerator = (body: BodyOf<'POST', '/administration/enrolment/generator'>): Promise<void> =>
  request('POST', `${ROOT}/enrolment/generator`, { body });

/** An act; the lists named show what became of it. */
function useAct<In, Out>(mutationFn: (input: In) => Promise<Out>, key: readonly string[]) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: key }) });
}

export const useAdministrators = () =>
  useList({
    ...{ key: administrationKeys.administrators, path: `${ROOT}/administrators` },
    schema: administratorsSchema,
  });
export const useCreateAdministrator = () =>
  useAct(
    (body: BodyOf<'POST', '/administration/administrators'>) =>
      request('POST', `${ROOT}/administrators`, { body, schema: enrolmentLinkSchema }),
    administrationKeys.administrators,
  );
export const useAdministratorLink = () =>
  useAct(
    (id: string) => request('POST', `${ROOT}/administrators/${id}/link`, { schema: enrolmentLinkSchema }),
    administrationKeys.administrators,
  );
export const useAdministratorEnd = () =>
  useAct(
    ({ id, act }: { id: string; act: 'disable' | 'enable' }): Promise<void> =>
      request('POST', `${ROOT}/administrators/${id}/${act}`),
    administrationKeys.administrators,
  );

const of = (orgId: string): `/administration/organisations/${string}` => `${ROOT}/organisations/${orgId}`;
export const useOrganisations = () =>
  useList({
    ...{ key: administrationKeys.organisations, path: `${ROOT}/organisations` },
    schema: administeredOrganisationsSchema,
  });
export const useCreateOrganisation = () =>
  useAct(
    (body: BodyOf<'POST', '/administration/organisations'>) =>
      request('POST', `${ROOT}/organisations`, { body, schema: createdOrganisationSchema }),
    administrationKeys.organisations,
  );
/** Asked again each time one opens the page: what matters is whether they answer now. */
export const useAdministeredProviders = () =>
  useQuery({
    queryKey: administrationKeys.providers,
    queryFn: ({ signal }) =>
      request('GET', `${ROOT}/providers`, { schema: administeredProvidersSchema, signal }),
    staleTime: 0,
  });

/** Whether it answers now, like the providers. */
export const useAntivirus = () =>
  useQuery({
    queryKey: administrationKeys.antivirus,
    queryFn: ({ signal }) =>
      request('GET', `${ROOT}/antivirus`, { schema: administeredAntivirusSchema, signal }),
    staleTime: 0,
    refetchInterval: 30_000,
  });

/** What became of the mail that was handed to the relay. */
export const useMail = () =>
  useQuery({
    queryKey: administrationKeys.mail,
    queryFn: ({ signal }) => request('GET', `${ROOT}/mail`, { schema: administeredMailSchema, signal }),
    staleTime: 0,
    refetchInterval: 60_000,
  });

/** The last proof of this node; its report is what was signed, so it is read from that text. */
export const useProof = () =>
  useQuery({
    queryKey: administrationKeys.proof,
    queryFn: async ({ signal }) => {
      const signed = await request('GET', `${ROOT}/proof`, { schema: signedProofSchema, signal });
      return { signed, report: sovereigntyReportSchema.parse(JSON.parse(signed.report)) };
    },
  });
export const useProveAgain = () =>
  useAct(() => request('POST', `${ROOT}/proof`, { schema: signedProofSchema }), administrationKeys.proof);

export const usePeopleOf = (orgId: string, search: string, state?: 'open') =>
  useList({
    ...{ key: [...administrationKeys.people, orgId], path: `${of(orgId)}/people`, schema: peopleSchema },
    ...{ query: { state }, search },
  });
export const useCreatePerson = (orgId: string) =>
  useAct(
    (body: BodyOf<'POST', `/administration/organisations/${string}/people`>) =>
      request('POST', `${of(orgId)}/people`, { body, schema: invitationResultSchema }),
    administrationKeys.people,
  );
export const usePersonLink = (orgId: string) =>
  useAct(
    (id: string) => request('POST', `${of(orgId)}/people/${id}/sign-in-link`, { schema: signInLinkSchema }),
    administrationKeys.people,
  );
export const usePersonEnd = (orgId: string) =>
  useAct(
    ({ id, act }: { id: string; act: 'disable' | 'enable' }): Promise<void> =>
      request('POST', `${of(orgId)}/people/${id}/${act}`),
    administrationKeys.people,
  );
export const useHandOverOf = (orgId: string) =>
  useAct(
    ({ id, toId }: { id: string; toId: string }) =>
      request('POST', `${of(orgId)}/people/${id}/hand-over`, {
        body: { toId },
        schema: handOverResultSchema,
      }),
    administrationKeys.people,
  );
export const useApprovalsOf = (orgId: string) =>
  useList({
    ...{ key: [...administrationKeys.approvals, orgId], path: `${of(orgId)}/approvals` },
    schema: approvalsSchema,
  });
export const useDecideApprovalOf = (orgId: string) =>
  useAct(
    ({ id, decision }: { id: string; decision: 'approve' | 'refuse' }): Promise<void> =>
      request('POST', `${of(orgId)}/approvals/${id}/${decision}`),
    administrationKeys.approvals,
  );
/** They change while nobody looks only when the server starts again; agreements, at any moment. */
export const useAgreedSettings = (orgId: string) =>
  useQuery({
    queryKey: [...administrationKeys.settings, orgId],
    queryFn: ({ signal }) =>
      request('GET', `${of(orgId)}/settings`, { schema: agreedSettingsSchema, signal }),
  });
export const useAskAgreement = (orgId: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request('POST', `${of(orgId)}/settings/agreement`, { schema: agreedSettingsSchema }),
    onSuccess: async (view) => {
      client.setQueryData([...administrationKeys.settings, orgId], view);
      await client.invalidateQueries({ queryKey: administrationKeys.approvals });
    },
  });
};
export const useMergesOf = (orgId: string) =>
  useList({
    ...{ key: [...administrationKeys.merges, orgId], path: `${of(orgId)}/identity-merges` },
    schema: identityMergesSchema,
  });
export const useDecideMergeOf = (orgId: string) =>
  useAct(
    ({ id, decision }: { id: string; decision: 'approve' | 'refuse' }): Promise<void> =>
      request('POST', `${of(orgId)}/identity-merges/${id}/${decision}`),
    administrationKeys.merges,
  );

/** Of people whose name or address has these words. */
export const useSessionsOf = (orgId: string, search: string) =>
  useList({
    ...{ key: [...administrationKeys.sessions, orgId], path: `${of(orgId)}/sessions` },
    ...{ schema: administeredSessionsSchema, search },
  });
export const useEndSessionOf = (orgId: string) =>
  useAct(
    (id: string): Promise<void> => request('DELETE', `${of(orgId)}/sessions/${id}`),
    administrationKeys.sessions,
  );
export const useTokensOf = (orgId: string, search: string) =>
  useList({
    ...{ key: [...administrationKeys.tokens, orgId], path: `${of(orgId)}/tokens` },
    ...{ schema: administeredTokensSchema, search },
  });
export const useRevokeToken = (orgId: string) =>
  useAct(
    (id: string): Promise<void> => request('DELETE', `${of(orgId)}/tokens/${id}`),
    administrationKeys.tokens,
  );
