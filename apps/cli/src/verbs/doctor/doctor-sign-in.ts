import { probeDirectory, probeProvider, type SignInCard, signInLines } from '@maroquin/sign-in';
import { loadConfig } from '@maroquin/platform/config';
import { StartupError } from '@maroquin/platform/errors';
import { answer, speaksEnglish } from '../../common/output.js';

/**
 * `maroquin doctor ldap` and `maroquin doctor oidc`: asks the configured directory or providers as a sign-in would, and
 * says what is wrong and what to do; exit 1 when something is.
 */
export async function doctorSignIn(what: 'ldap' | 'oidc', json: boolean): Promise<void> {
  const { ldap, signIn } = loadConfig(process.env);
  const cards: SignInCard[] = [];
  if (what === 'ldap' && ldap !== null) cards.push(await probeDirectory(ldap));
  if (what === 'oidc') for (const provider of signIn) cards.push(await probeProvider(provider));
  if (cards.length === 0) throw nothingToProbe(what);
  const ok = cards.every((card) => card.ok);
  const lines = cards.flatMap((card) => signInLines(card, speaksEnglish() ? 'en' : 'fr'));
  answer(json, { ok, cards }, lines);
  if (!ok) process.exitCode = 1;
}

const nothingToProbe = (what: 'ldap' | 'oidc'): StartupError =>
  what === 'ldap'
    ? new StartupError(
        'Aucun annuaire n’est configuré. Donnez LDAP_URL et les variables qui l’accompagnent (.env.example).',
        'No directory is configured. Give LDAP_URL and the variables beside it (.env.example).',
      )
    : new StartupError(
        'Aucun fournisseur OpenID n’est configuré. Donnez les variables OIDC_ ou PROCONNECT_ (.env.example).',
        'No OpenID provider is configured. Give the OIDC_ or PROCONNECT_ variables (.env.example).',
      );
