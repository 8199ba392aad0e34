import { AdministrationCommandService } from '@maroquin/administration';
import { answer, say } from '../../common/output.js';
import { withSuite } from '../../common/with-suite.js';

export interface AdministratorCreateOptions {
  readonly email: string;
  readonly name: string;
  readonly org?: string;
  readonly everywhere?: boolean;
  readonly json?: boolean;
}

/** `maroquin administrator create`: an administration account and the one-use link that gives it its ways in. */
export async function administratorCreate({
  email,
  name,
  org,
  everywhere = false,
  json = false,
}: AdministratorCreateOptions): Promise<void> {
  const created = await withSuite((suite) =>
    suite
      .get(AdministrationCommandService)
      .create({ email, name, everywhere, ...(org === undefined ? {} : { org }) }),
  );
  answer(json, created, [
    say(
      'Compte d’administration créé. Lien à usage unique pour y choisir sa clé d’accès :',
      'Administration account made. One-use link to choose its passkey:',
    ),
    created.link,
  ]);
}
