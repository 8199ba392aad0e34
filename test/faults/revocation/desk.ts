import { AccountsCommandService } from '@maroquin/identity';
import type { Maroquin } from '../../support/maroquin.js';
import { openSuite } from '../../support/suite.js';
import type { Desk } from './kinds.js';

/** What `maroquin token …` does, in this process: starting the command a hundred times would take what is measured. */
export async function openDesk(node: Maroquin): Promise<Desk & { close(): Promise<void> }> {
  const { suite, close } = await openSuite(node);
  const accounts = suite.get(AccountsCommandService);
  return {
    createToken: (user, scopes) => accounts.createToken({ user, scopes, days: null }),
    revokeToken: async (user, id) => {
      await accounts.revokeTokens({ user, id });
    },
    close,
  };
}
