import { AccountsCommandService } from '@maroquin/identity';
import { answer, say } from '../../common/output.js';
import { withSuite } from '../../common/with-suite.js';

export interface UserCreateOptions {
  readonly email: string;
  readonly name: string;
  readonly org?: string;
  readonly admin?: boolean;
  readonly json?: boolean;
}

/** `maroquin user create`: an account and a one-use sign-in link. */
export async function userCreate({
  email,
  name,
  org,
  admin = false,
  json = false,
}: UserCreateOptions): Promise<void> {
  const created = await withSuite((suite) =>
    suite
      .get(AccountsCommandService)
      .createUser({ email, name, admin, ...(org === undefined ? {} : { org }) }),
  );
  answer(json, created, [
    say('Compte créé. Lien de connexion, à usage unique :', 'Account created. One-use sign-in link:'),
    created.link,
  ]);
}
