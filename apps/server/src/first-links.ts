import type { INestApplicationContext } from '@nestjs/common';
import { AccountsCommandService } from '@maroquin/identity';

/** A line for whoever started the server. */
export interface FirstLink {
  readonly label: string;
  readonly link: string;
}

const ORGANISATION = 'Mon administration';
const ADMINISTRATOR = 'Administrateur';
/** Replaced by the person's own address in the first-run page. RFC 2606: this domain never exists. */
const ADMINISTRATOR_EMAIL = 'administrateur@maroquin.invalid';

/**
 * A one-use link for the first administrator, until somebody has used one and set the organisation up. There is no
 * default password.
 */
export async function firstLinks(suite: INestApplicationContext): Promise<FirstLink[]> {
  const accounts = suite.get(AccountsCommandService);
  const state = await accounts.firstRunState();
  if (state.kind === 'empty') {
    const made = await makeOrganisation(accounts);
    if (made !== null) return [labelled(made)];
    return firstLinks(suite);
  }
  return state.kind === 'done' ? [] : [labelled(await accounts.createLink(state.orgId, state.personId))];
}

const labelled = (link: string): FirstLink => ({
  label: 'Lien d’administration, à usage unique / One-use administrator link:',
  link,
});

/** null: another node that starts at the same time has made it. */
async function makeOrganisation(accounts: AccountsCommandService): Promise<string | null> {
  const made = await accounts.createFirstOrganisation({
    name: ORGANISATION,
    adminName: ADMINISTRATOR,
    adminEmail: ADMINISTRATOR_EMAIL,
  });
  return made?.link ?? null;
}
