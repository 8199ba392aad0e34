import { idSchema } from '@maroquin/contracts';
import { OrganisationKeyring } from '@maroquin/identity';
import { StartupError } from '@maroquin/platform/errors';
import { answer, say } from '../common/output.js';
import { withSuite } from '../common/with-suite.js';

/** `maroquin keys close` and `maroquin keys open`: by ids alone, because no name of a closed organisation opens. */
export async function keysCloseOrOpen(
  verb: 'close' | 'open',
  organisation: string,
  { by, json = false }: { readonly by: string; readonly json?: boolean },
): Promise<void> {
  if (!idSchema.safeParse(organisation).success || !idSchema.safeParse(by).success) {
    throw new StartupError(
      'Donnez l’identifiant de l’organisation, et par --by celui de la personne qui a la garde des clés.',
      'Give the organisation’s id, and by --by that of the key custodian.',
    );
  }
  await withSuite(async (suite) => {
    const wanted = { orgId: organisation, custodianId: by };
    const keyring = suite.get(OrganisationKeyring);
    await (verb === 'close' ? keyring.close(wanted) : keyring.open(wanted));
  });
  answer(json, { organisation, closed: verb === 'close' }, [
    verb === 'close'
      ? say(
          'Organisation fermée : plus rien ne s’ouvre, chacun est déconnecté. Rien n’est perdu ; « maroquin keys open » la rouvre.',
          'Organisation closed: nothing opens any more, everybody is signed out. Nothing is lost; “maroquin keys open” opens it again.',
        )
      : say(
          'Organisation rouverte : chacun peut se reconnecter.',
          'Organisation open again: everybody can sign in.',
        ),
  ]);
}
