import { AccountsCommandService } from '@maroquin/identity';
import { idSchema } from '@maroquin/contracts';
import { StartupError } from '@maroquin/platform/errors';
import { answer, say } from '../../common/output.js';
import { withSuite } from '../../common/with-suite.js';

export interface TokenRevokeOptions {
  /** E-mail address or id. */
  readonly user: string;
  readonly id?: string;
  readonly json?: boolean;
}

/** `maroquin token revoke`: ends one token of a person, or all of them, at once and on every node. */
export async function tokenRevoke({ user, id, json = false }: TokenRevokeOptions): Promise<void> {
  if (id !== undefined && !idSchema.safeParse(id).success)
    throw new StartupError(
      '--id attend l’identifiant que « token create --json » a donné.',
      '--id takes the id that "token create --json" gave.',
    );
  const done = await withSuite((suite) =>
    suite.get(AccountsCommandService).revokeTokens({ user, id: id ?? null }),
  );
  if (done.revoked === 0)
    throw new StartupError(
      'Cette personne n’a aucun jeton de ce genre en service.',
      'This person has no such token in use.',
    );
  answer(json, done, [
    say(`Jetons révoqués : ${String(done.revoked)}`, `Tokens revoked: ${String(done.revoked)}`),
  ]);
}
