import { createPublicKey } from 'node:crypto';
import { fingerprint, publicKeyText } from '@maroquin/platform/audit';
import { answer, say } from '../common/output.js';
import { withInstance } from '../common/with-suite.js';

/** `maroquin document key`: what others keep to verify signed documents by, one key for each organisation. */
export async function documentKey({ json = false }: { readonly json?: boolean }): Promise<void> {
  const keys = await withInstance(async ({ database, keys: { instance } }) => {
    const rows = await database.call<{ id: string }>('select all_organisations() as id');
    return rows.map(({ id }) => {
      const { publicKey } = instance.documentKey(id);
      const key = createPublicKey({ key: publicKey, type: 'spki', format: 'der' });
      return { orgId: id, publicKey: publicKeyText(key), fingerprint: fingerprint(key) };
    });
  });
  answer(
    json,
    { keys },
    keys.flatMap((one) => [
      `Organisation ${one.orgId}`,
      `  ${one.publicKey}`,
      `  ${say('Empreinte', 'Fingerprint')} : ${one.fingerprint}`,
    ]),
  );
}
