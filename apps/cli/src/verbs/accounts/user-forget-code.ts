import { AccountsCommandService } from '@maroquin/identity';
import { CodeGenerators } from '@maroquin/sign-in';
import { answer, say } from '../../common/output.js';
import { withSuite } from '../../common/with-suite.js';

export interface UserForgetCodeOptions {
  /** E-mail address or id. */
  readonly user: string;
  readonly passkeys?: boolean;
  readonly json?: boolean;
}

/** `maroquin user forget-code`: for whoever has lost the telephone and the recovery codes. */
export async function userForgetCode({
  user,
  passkeys = false,
  json = false,
}: UserForgetCodeOptions): Promise<void> {
  await withSuite(async (suite) => {
    const account = await suite.get(AccountsCommandService).known(user);
    await suite.get(CodeGenerators).forgetOf(account, { passkeys });
  });
  answer(json, { user }, [
    say(
      'Générateur de codes retiré. Son mot de passe, ou un lien, suffit de nouveau : faites-lui en installer un autre.',
      'Code generator removed. The password, or a link, is enough again: have the person set up another one.',
    ),
  ]);
}
