import { AccountsCommandService } from '@maroquin/identity';
import { answer, say } from '../../common/output.js';
import { withSuite } from '../../common/with-suite.js';

export interface OrganisationCreateOptions {
  readonly name: string;
  readonly adminEmail: string;
  readonly adminName: string;
  readonly json?: boolean;
}

/** `maroquin organisation create`: one more organisation on this instance, and the link of its first administrator. */
export async function organisationCreate({
  name,
  adminEmail,
  adminName,
  json = false,
}: OrganisationCreateOptions): Promise<void> {
  const created = await withSuite((suite) =>
    suite.get(AccountsCommandService).createOrganisation({ name, adminEmail, adminName, setUp: true }),
  );
  answer(json, { id: created.orgId, link: created.link }, [
    say(
      'Organisation créée. Lien de connexion de son administrateur, à usage unique :',
      'Organisation created. One-use sign-in link of its administrator:',
    ),
    created.link,
  ]);
}
