import { AccountsCommandService } from '@maroquin/identity';
import { type TokenScope, tokenScopeSchema } from '@maroquin/contracts';
import { StartupError } from '@maroquin/platform/errors';
import { answer, say } from '../../common/output.js';
import { withSuite } from '../../common/with-suite.js';

export interface TokenCreateOptions {
  /** E-mail address or id. */
  readonly user: string;
  readonly scopes: string;
  readonly days?: string;
  readonly json?: boolean;
}

const parseScopes = (text: string): TokenScope[] => {
  const parsed = tokenScopeSchema
    .array()
    .min(1)
    .safeParse(text.split(',').map((scope) => scope.trim()));
  if (parsed.success) return parsed.data;
  throw new StartupError(
    `Portée inconnue. Choisissez parmi : ${tokenScopeSchema.options.join(', ')}.`,
    `Unknown scope. Choose among: ${tokenScopeSchema.options.join(', ')}.`,
  );
};

const parseDays = (text: string | undefined): number | null => {
  if (text === undefined) return null;
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= 3_650) return days;
  throw new StartupError(
    '--days attend un nombre de jours entre 1 et 3650.',
    '--days takes a number of days from 1 to 3650.',
  );
};

/** `maroquin token create`: an API token, shown once. */
export async function tokenCreate({ user, scopes, days, json = false }: TokenCreateOptions): Promise<void> {
  const wanted = { user, scopes: parseScopes(scopes), days: parseDays(days) };
  const created = await withSuite((suite) => suite.get(AccountsCommandService).createToken(wanted));
  answer(json, created, [say('Jeton, montré une seule fois :', 'Token, shown once:'), created.token]);
}
