import {
  administratorMeSchema,
  administratorsSchema,
  ceremonySchema,
  enrollingSchema,
  enrolmentLinkSchema,
  newTotpSchema,
} from '@maroquin/contracts';
import {
  startAuthentication,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../api/index.js';

const ROOT = '/administration';
export const administrationKeys = {
  me: ['administration', 'me'] as const,
  administrators: ['administration', 'administrators'] as const,
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
export const signInByPassword = (body: { email: string; password: string; code: string }): Promise<void> =>
  request('POST', `${ROOT}/sign-in/password`, { body });
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
export const enrolGenerator = (body: { token: string; password: string; code: string }): Promise<void> =>
  request('POST', `${ROOT}/enrolment/generator`, { body });

/** An act; the lists named show what became of it. */
export function useAct<In, Out>(mutationFn: (input: In) => Promise<Out>, key: readonly string[]) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: key }) });
}

export const useAdministrators = () =>
  useQuery({
    queryKey: administrationKeys.administrators,
    queryFn: ({ signal }) =>
      request('GET', `${ROOT}/administrators`, { schema: administratorsSchema, signal }),
  });
export const useCreateAdministrator = () =>
  useAct(
    (body: { orgId: string; email: string; name: string; everywhere: boolean }) =>
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
