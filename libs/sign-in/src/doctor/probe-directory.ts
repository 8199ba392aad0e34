import {
  DirectoryClient,
  type DirectoryContent,
  DirectoryDown,
  type DirectoryTrouble,
} from '@maroquin/provisioning';
import type { LdapConfig } from '@maroquin/platform/config';
import { organisationFor } from '../openid/sign-in-rules.js';
import { type Bilingual, fails, type SignInCard, type SignInFinding, toCard, works } from './finding.js';

const TROUBLES: Readonly<Record<DirectoryTrouble, readonly [Bilingual, Bilingual]>> = {
  unreachable: [
    { fr: 'L’annuaire n’a pas répondu.', en: 'The directory did not answer.' },
    {
      fr: 'Vérifiez LDAP_URL, et que le pare-feu laisse passer ce serveur vers cette machine et ce port.',
      en: 'Check LDAP_URL, and that the firewall lets this server reach that host and port.',
    },
  ],
  tls: [
    {
      fr: 'Le certificat de l’annuaire n’a pas été accepté.',
      en: 'The directory’s certificate was not accepted.',
    },
    {
      fr: 'Donnez l’autorité qui l’a signé dans LDAP_CA_FILE, et dans LDAP_URL le nom qui figure dans le certificat (pas une adresse IP).',
      en: 'Give the authority that signed it in LDAP_CA_FILE, and in LDAP_URL the name that stands in the certificate (not an IP address).',
    },
  ],
  starttls: [
    { fr: 'L’annuaire refuse StartTLS.', en: 'The directory refuses StartTLS.' },
    {
      fr: 'Activez StartTLS sur l’annuaire, ou donnez une adresse ldaps:// dans LDAP_URL.',
      en: 'Enable StartTLS on the directory, or give an ldaps:// address in LDAP_URL.',
    },
  ],
  timeout: [
    { fr: 'L’annuaire met trop de temps à répondre.', en: 'The directory takes too long to answer.' },
    {
      fr: 'Indexez dans l’annuaire les attributs de LDAP_USER_FILTER, et vérifiez sa charge.',
      en: 'Index the attributes of LDAP_USER_FILTER in the directory, and check its load.',
    },
  ],
  'too-large': [
    { fr: 'L’annuaire répond plus qu’il n’est lu.', en: 'The directory answers more than is read.' },
    {
      fr: 'Resserrez LDAP_BASE_DN, LDAP_USER_FILTER ou LDAP_GROUP_FILTER : au plus 50 000 personnes et 2 000 groupes.',
      en: 'Narrow LDAP_BASE_DN, LDAP_USER_FILTER or LDAP_GROUP_FILTER: at most 50,000 people and 2,000 groups.',
    },
  ],
  bind: [
    { fr: 'L’annuaire refuse le compte de lecture.', en: 'The directory refuses the reading account.' },
    {
      fr: 'Vérifiez LDAP_BIND_DN et LDAP_BIND_PASSWORD, et que ce compte n’est ni expiré ni verrouillé.',
      en: 'Check LDAP_BIND_DN and LDAP_BIND_PASSWORD, and that this account is neither expired nor locked.',
    },
  ],
  base: [
    {
      fr: 'La base n’existe pas, ou le compte de lecture ne la voit pas.',
      en: 'The base does not exist, or the reading account does not see it.',
    },
    {
      fr: 'Vérifiez LDAP_BASE_DN et LDAP_GROUP_BASE_DN, et les droits du compte de lecture.',
      en: 'Check LDAP_BASE_DN and LDAP_GROUP_BASE_DN, and the reading account’s rights.',
    },
  ],
  busy: [
    { fr: 'L’annuaire est occupé ou arrêté.', en: 'The directory is busy or stopped.' },
    { fr: 'Recommencez dans quelques minutes.', en: 'Try again in a few minutes.' },
  ],
  answer: [
    { fr: 'L’annuaire a répondu par une erreur.', en: 'The directory answered with an error.' },
    {
      fr: 'Vérifiez les filtres et les noms d’attributs, puis le journal de l’annuaire.',
      en: 'Check the filters and the names of attributes, then the directory’s log.',
    },
  ],
};

/** Tries the configured directory as a sign-in and a synchronisation use it. Nothing is changed anywhere. */
export async function probeDirectory(config: LdapConfig): Promise<SignInCard> {
  const { host, port, tls } = config;
  const place = `${tls === 'ldaps' ? 'ldaps' : 'ldap'}://${host}:${String(port)}`;
  const title = { fr: `Annuaire LDAP, ${place}`, en: `LDAP directory, ${place}` };
  const client = new DirectoryClient(config, () => new Date());
  try {
    const content = await client.readAll();
    const way = { ldaps: 'TLS', starttls: 'StartTLS', none: 'clair (cette machine)' }[tls];
    const joined = works(
      'reachable',
      `Joint en ${way}, le compte de lecture est accepté.`,
      `Reached (${tls}), the reading account is accepted.`,
    );
    return toCard(config.id, title, [joined, ...findingsOf(config, content)]);
  } catch (error) {
    if (!(error instanceof DirectoryDown)) throw error;
    const [detail, remedy] = TROUBLES[error.reason];
    return toCard(config.id, title, [fails(error.reason, detail, remedy)]);
  } finally {
    client.close();
  }
}

function findingsOf(config: LdapConfig, content: DirectoryContent): SignInFinding[] {
  const { attributes, groupBaseDn } = config;
  const { people } = content;
  if (people.length === 0)
    return [
      fails(
        'people',
        { fr: 'Aucune personne n’est visible.', en: 'Nobody is visible.' },
        {
          fr: `Vérifiez LDAP_USER_FILTER, LDAP_BASE_DN, les droits du compte de lecture, et que chaque entrée porte ${attributes.id} (LDAP_ATTR_ID).`,
          en: `Check LDAP_USER_FILTER, LDAP_BASE_DN, the reading account’s rights, and that each entry carries ${attributes.id} (LDAP_ATTR_ID).`,
        },
      ),
    ];
  const count = String(people.length);
  return [
    works('people', `Personnes visibles : ${count}.`, `People visible: ${count}.`),
    ...peopleFindings(config, people),
    ...(groupBaseDn === null
      ? [works('groups', 'Les groupes ne sont pas repris.', 'Groups are not taken over.')]
      : groupFindings(content)),
  ];
}

function peopleFindings(
  { attributes, organisations }: LdapConfig,
  people: DirectoryContent['people'],
): SignInFinding[] {
  const noAddress = people.filter(({ claims }) => claims.email === null).length;
  const nowhere = people.filter(({ claims }) => organisationFor(organisations, claims) === null).length;
  return [
    part('addresses', noAddress, people.length, {
      fine: { fr: 'Chacune a une adresse.', en: 'Each has an address.' },
      lack: { fr: 'sans adresse', en: 'without an address' },
      remedy: {
        fr: `Elles ne pourront pas entrer : remplissez ${attributes.email}, ou changez LDAP_ATTR_EMAIL.`,
        en: `They cannot enter: fill ${attributes.email}, or change LDAP_ATTR_EMAIL.`,
      },
    }),
    part('organisations', nowhere, people.length, {
      fine: { fr: 'Chacune a son organisation.', en: 'Each has its organisation.' },
      lack: { fr: 'sans organisation', en: 'without an organisation' },
      remedy: {
        fr: 'Elles ne pourront pas entrer : ajoutez leur domaine ou leur SIRET à LDAP_ORGANISATIONS.',
        en: 'They cannot enter: add their domain or SIRET to LDAP_ORGANISATIONS.',
      },
    }),
  ];
}

function groupFindings({ groups, partialGroups }: DirectoryContent): SignInFinding[] {
  const count = groups?.length ?? 0;
  const read =
    count > 0
      ? works('groups', `Groupes lus : ${String(count)}.`, `Groups read: ${String(count)}.`)
      : fails(
          'groups',
          { fr: 'Aucun groupe n’est visible.', en: 'No group is visible.' },
          {
            fr: 'Vérifiez LDAP_GROUP_FILTER et les droits du compte de lecture, ou retirez LDAP_GROUP_BASE_DN.',
            en: 'Check LDAP_GROUP_FILTER and the reading account’s rights, or remove LDAP_GROUP_BASE_DN.',
          },
        );
  if (partialGroups === 0) return [read];
  const partial = fails(
    'partial-groups',
    {
      fr: `Groupes qui ne sont pas lus en entier : ${String(partialGroups)}.`,
      en: `Groups that are not read whole: ${String(partialGroups)}.`,
    },
    {
      fr: 'Relevez MaxValRange sur l’annuaire, ou écartez ces groupes par LDAP_GROUP_FILTER.',
      en: 'Raise MaxValRange on the directory, or leave these groups out by LDAP_GROUP_FILTER.',
    },
  );
  return [read, partial];
}

interface PartTexts {
  readonly fine: Bilingual;
  readonly lack: Bilingual;
  readonly remedy: Bilingual;
}
/** Some people without something are told of; all of them are a fault. */
function part(name: string, without: number, of: number, { fine, lack, remedy }: PartTexts): SignInFinding {
  if (without === 0) return works(name, fine.fr, fine.en);
  const share = `${String(without)} / ${String(of)}`;
  return {
    name,
    ok: without < of,
    detail: { fr: `${share} ${lack.fr}.`, en: `${share} ${lack.en}.` },
    remedy,
  };
}
