import {
  ceremonySchema,
  newTotpSchema,
  passkeySchema,
  recoveryCodesSchema,
  securitySchema,
} from '@maroquin/contracts';
import { startRegistration, type PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { queryKeys, request } from '../../../api/index.js';

export const useSecurity = () =>
  useQuery({
    queryKey: queryKeys.security,
    queryFn: ({ signal }) => request('GET', '/me/security', { schema: securitySchema, signal }),
  });

/** An act on one's own ways in; the page shows what became of them. */
function useAct<In, Out>(mutationFn: (input: In) => Promise<Out>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.security }),
  });
}

export const useAddPasskey = () =>
  useAct(async (name: string) => {
    const { options } = await request('POST', '/me/passkeys/options', { schema: ceremonySchema });
    const credential = await startRegistration({
      optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON,
    });
    return request('POST', '/me/passkeys', { body: { name, credential }, schema: passkeySchema });
  });
export const useRenamePasskey = () =>
  useAct(({ id, version, name }: { id: string; version: number; name: string }) =>
    request('PATCH', `/me/passkeys/${id}`, { body: { name }, ifMatch: version }),
  );
export const useRemovePasskey = () => useAct((id: string) => request('DELETE', `/me/passkeys/${id}`));

export const beginGenerator = () => request('POST', '/me/totp', { schema: newTotpSchema });
export const useConfirmGenerator = () =>
  useAct((code: string) =>
    request('POST', '/me/totp/confirm', { body: { code }, schema: recoveryCodesSchema }),
  );
export const useRemoveGenerator = () => useAct(() => request('DELETE', '/me/totp'));
export const useNewRecoveryCodes = () =>
  useAct(() => request('POST', '/me/recovery-codes', { schema: recoveryCodesSchema }));

export const useEndSession = () => useAct((id: string) => request('DELETE', `/me/sessions/${id}`));
export const useEndOtherSessions = () => useAct(() => request('POST', '/me/sessions/end-others'));

/** A link to one's own address: opening it shows that one reads what is sent there. */
export const useProveAddress = () => useAct((): Promise<void> => request('POST', '/me/address-proof'));
