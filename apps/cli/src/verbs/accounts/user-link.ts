import { AccountsCommandService, OperatorLinks } from '@maroquin/identity';
import { answer, say } from '../../common/output.js';
import { withSuite } from '../../common/with-suite.js';

export interface UserLinkOptions {
  /** E-mail address or id. */
  readonly user: string;
  readonly json?: boolean;
}

/**
 * `maroquin user link`: one person alone prints it, because whoever runs commands on this machine can read everything here
 * anyway. It is on record, and its person is notified.
 */
export async function userLink({ user, json = false }: UserLinkOptions): Promise<void> {
  const link = await withSuite(async (suite) => {
    const account = await suite.get(AccountsCommandService).known(user);
    return suite.get(OperatorLinks).make(account);
  });
  answer(json, { link }, [say('Lien de connexion, à usage unique :', 'One-use sign-in link:'), link]);
}
