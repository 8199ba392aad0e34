import { AccountsCommandService } from '@maroquin/identity';
import { requirePrivileged } from '@maroquin/platform/instance';
import { RightsMemory, signRights } from '@maroquin/platform/proofs';
import { answer, say } from '../common/output.js';
import { withSuite } from '../common/with-suite.js';

export interface RightsSignOptions {
  /** E-mail address or id. */
  readonly by: string;
  readonly json?: boolean;
}

/** `maroquin rights sign`: after a database of before the upgrade was put back, on which no server starts. */
export async function rightsSign({ by, json = false }: RightsSignOptions): Promise<void> {
  const signed = await withSuite(
    async (suite, { connections, config, database, clock, keys, logger }) => {
      const { personId } = await suite.get(AccountsCommandService).known(by);
      const owner = requirePrivileged(connections.owner);
      const memory = new RightsMemory(config);
      return signRights({ owner, database, clock, keys: keys.instance, memory, logger }, personId);
    },
    { admitsLostProofs: true },
  );
  answer(json, { signed }, [
    signed.length > 0
      ? say(
          'Les droits de la base portent de nouveau leur preuve. L’audit de chaque organisation le dit. Relancez le serveur.',
          'The rights in the database carry their proofs again. The audit of each organisation says so. Start the server again.',
        )
      : say(
          'Rien à signer : aucun droit n’a perdu sa preuve avec tous les autres. « maroquin audit verify » nomme les droits douteux.',
          'Nothing to sign: no right lost its proof together with all others. “maroquin audit verify” names doubtful rights.',
        ),
  ]);
}
