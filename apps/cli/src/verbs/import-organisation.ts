import { OrganisationImports } from '@maroquin/departure';
import { actingAs } from '../common/acting-as.js';
import { answer, say } from '../common/output.js';
import { withSuite } from '../common/with-suite.js';

export interface ImportOrganisationOptions {
  /** E-mail address or id of an administrator of the organisation that it becomes. */
  readonly by: string;
  readonly key?: string;
  readonly json?: boolean;
}

/** `maroquin import organisation`: an export becomes what the empty organisation of an administrator has. */
export async function importOrganisation(
  path: string,
  { by, key, json = false }: ImportOrganisationOptions,
): Promise<void> {
  const began = Date.now();
  await withSuite(async (suite) => {
    const actor = await actingAs(suite, by);
    const imports = suite.get(OrganisationImports, { strict: false });
    const { resources, links, left } = await imports.bring(actor, path, key ?? null);
    const seconds = (Date.now() - began) / 1_000;
    answer(json, { resources, links, left, seconds }, [
      ...links.map(({ email, link }) => `${email};${link}`),
      say(
        `${String(resources)} éléments importés, ${String(links.length)} comptes créés. Remettez chaque lien, à usage unique, à sa personne seulement.`,
        `${String(resources)} items imported, ${String(links.length)} accounts created. Hand each one-use link to its person alone.`,
      ),
      ...Object.entries(left).map(([what, ids]) =>
        say(`Non repris (${what})\u00a0: ${ids.join(', ')}`, `Not brought (${what}): ${ids.join(', ')}`),
      ),
    ]);
  });
}
