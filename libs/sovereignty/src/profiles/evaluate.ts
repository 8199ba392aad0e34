import type { SovereigntyProfile } from '@maroquin/platform/config';
import { classOf, type Endpoint, isHere, isWithin, type Resolved } from '@maroquin/platform/egress';
import type { Provider, Registry } from '../registry/registry.js';
import { providerOf, type Place } from './place.js';

/** Said in both languages, with what to do. */
export interface Violation {
  readonly rule: RuleName;
  readonly fr: string;
  readonly en: string;
}
export type RuleName =
  | 'registre'
  | 'droit-etranger'
  | 'juridiction'
  | 'territoire'
  | 'nuage-interne'
  | 'qualification'
  | 'chiffrement'
  | 'adresse'
  | 'alias'
  | 'resolution';

export interface Assessed {
  readonly endpoint: Endpoint;
  readonly place: Place;
  /** null: on this machine, or the name server did not answer. */
  readonly resolved: Resolved | null;
}
export interface Rules {
  readonly profile: SovereigntyProfile;
  readonly registry: Registry;
  /** YYYY-MM-DD. */
  readonly today: string;
}

const EUROPEAN = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO'.split(' '),
);
const allows = (profile: SovereigntyProfile, country: string): boolean =>
  profile === 'eu' ? EUROPEAN.has(country) : country === 'FR';
const soil = (profile: SovereigntyProfile): { fr: string; en: string } =>
  profile === 'eu'
    ? { fr: 'l’Espace économique européen', en: 'the European Economic Area' }
    : { fr: 'la France (PSSIE, INT-REX-HB)', en: 'France (PSSIE, INT-REX-HB)' };

/** What speaks against an endpoint under a profile; `dev` refuses nothing. Pure: names were resolved before. */
export function evaluate(assessed: Assessed, rules: Rules): Violation[] {
  if (rules.profile === 'dev') return [];
  const { provider } = assessed.place;
  if (provider === null) return [unknown(assessed.endpoint)];
  if (provider.foreignLaw !== null) return [foreign(provider, provider.foreignLaw)];
  return [
    ...jurisdiction(assessed.place, provider, rules),
    ...territory(assessed.place, rules),
    ...offer(assessed.place, provider, rules),
    ...transport(assessed.endpoint),
    ...addresses(assessed, provider, rules),
  ];
}

const unknown = ({ host }: Endpoint): Violation =>
  host === null
    ? {
        rule: 'registre',
        fr: 'Rien ne dit où se trouve cette machine. Déclarez-la (« here ») dans le fichier SOVEREIGNTY_DECLARATIONS.',
        en: 'Nothing says where this machine is. Declare it ("here") in the file SOVEREIGNTY_DECLARATIONS.',
      }
    : {
        rule: 'registre',
        fr: `${host} n’est dans le registre d’aucun fournisseur. S’il est à votre administration, déclarez-le dans le fichier SOVEREIGNTY_DECLARATIONS.`,
        en: `${host} is of no provider in the registry. If it is your administration’s, declare it in the file SOVEREIGNTY_DECLARATIONS.`,
      };

const foreign = ({ operator, offer: name }: Provider, law: string): Violation => ({
  rule: 'droit-etranger',
  fr: `${operator} (${name}) relève d’un droit extra-européen : ${law}. Aucun profil hors « dev » ne l’accepte ; choisissez un autre fournisseur.`,
  en: `${operator} (${name}) is bound by a law from outside Europe: ${law}. No profile but "dev" accepts it; choose another provider.`,
});

function jurisdiction(
  { country }: Place,
  { operator, jurisdiction: law }: Provider,
  { profile }: Rules,
): Violation[] {
  const whose = law ?? country;
  if (whose !== null && allows(profile, whose)) return [];
  const { fr, en } = soil(profile);
  return [
    {
      rule: 'juridiction',
      fr: `${operator} relève du droit de ${whose ?? 'un pays inconnu'} ; le profil demande ${fr}.`,
      en: `${operator} is under the law of ${whose ?? 'an unknown country'}; the profile asks for ${en}.`,
    },
  ];
}

function territory({ region, country, provider }: Place, { profile }: Rules): Violation[] {
  if (country !== null && allows(profile, country)) return [];
  const { fr, en } = soil(profile);
  const where = region === null ? '' : ` (${region})`;
  const hasRegions = provider !== null && provider.regions.length > 0;
  const how = hasRegions
    ? { fr: 'Choisissez une région du registre.', en: 'Choose a region of the registry.' }
    : { fr: 'Déclarez le pays (« country »).', en: 'Declare the country ("country").' };
  return [
    {
      rule: 'territoire',
      fr: `Les données seraient hébergées en ${country ?? 'un lieu inconnu'}${where} ; le profil demande ${fr}. ${how.fr}`,
      en: `The data would be hosted in ${country ?? 'an unknown place'}${where}; the profile asks for ${en}. ${how.en}`,
    },
  ];
}

/** What the profile demands of the offer itself. */
function offer(place: Place, provider: Provider, { profile, today }: Rules): Violation[] {
  if (provider.kind !== 'commercial') return [];
  if (profile === 'internal-cloud')
    return [
      {
        rule: 'nuage-interne',
        fr: `${provider.operator} est un fournisseur commercial ; ce profil n’accepte que les nuages de l’État et vos machines.`,
        en: `${provider.operator} is a commercial provider; this profile accepts clouds of the State and your own machines only.`,
      },
    ];
  return profile === 'secnumcloud' ? qualified(place, provider, today) : [];
}

/** When the qualification of this offer in this region ends; null: not known; undefined: it is not qualified there. */
export function qualifiedUntil({ region, declared }: Place, provider: Provider): string | null | undefined {
  const { qualification } = provider;
  if (qualification === null) return undefined;
  if (qualification.regions !== null && (region === null || !qualification.regions.includes(region)))
    return undefined;
  const cited = declared?.qualification;
  if (qualification.attestation && cited === undefined) return undefined;
  return cited?.until ?? qualification.until;
}

function qualified(place: Place, provider: Provider, today: string): Violation[] {
  const until = qualifiedUntil(place, provider);
  const name = `${provider.operator} (${provider.offer})`;
  if (until === undefined) {
    const mayCite = provider.qualification?.attestation === true;
    return [
      {
        rule: 'qualification',
        fr: `${name} n’est pas l’offre qualifiée SecNumCloud. ${mayCite ? 'Citez l’attestation (« qualification ») dans vos déclarations' : 'Choisissez une offre qualifiée'}.`,
        en: `${name} is not the offer that is qualified SecNumCloud. ${mayCite ? 'Cite the attestation ("qualification") in your declarations' : 'Choose a qualified offer'}.`,
      },
    ];
  }
  if (until === null || until >= today) return [];
  return [
    {
      rule: 'qualification',
      fr: `La qualification SecNumCloud de ${name} a pris fin le ${until}. Déclarez la nouvelle attestation, ou changez d’hébergeur.`,
      en: `The SecNumCloud qualification of ${name} ended on ${until}. Declare the new attestation, or change the host.`,
    },
  ];
}

function transport(endpoint: Endpoint): Violation[] {
  if (endpoint.tls || isHere(endpoint)) return [];
  return [
    {
      rule: 'chiffrement',
      fr: `La liaison avec ${endpoint.host ?? ''} n’est pas chiffrée ou ne vérifie pas le certificat. Corrigez ${endpoint.variable} (https, rediss, ldaps, sslmode=verify-full).`,
      en: `The connection with ${endpoint.host ?? ''} is not encrypted, or does not check the certificate. Correct ${endpoint.variable} (https, rediss, ldaps, sslmode=verify-full).`,
    },
  ];
}

/** A provider’s name leads to public addresses, one’s own to private ones unless the public ones are declared. */
function addresses(
  { endpoint, place, resolved }: Assessed,
  provider: Provider,
  { registry }: Rules,
): Violation[] {
  if (endpoint.host === null || isHere(endpoint)) return [];
  if (resolved === null || resolved.addresses.length === 0)
    return [
      {
        rule: 'resolution',
        fr: `Le nom ${endpoint.host} ne mène à aucune adresse : rien ne peut être vérifié. Corrigez ${endpoint.variable} ou le serveur de noms.`,
        en: `The name ${endpoint.host} leads to no address: nothing can be checked. Correct ${endpoint.variable} or the name server.`,
      },
    ];
  const stray = resolved.aliases
    .map((alias) => providerOf(registry, alias))
    .find((one) => one !== null && one.foreignLaw !== null);
  if (stray !== undefined && stray !== null)
    return [
      {
        rule: 'alias',
        fr: `${endpoint.host} n’est qu’un autre nom d’une adresse de ${stray.operator} (${stray.offer}), fournisseur refusé.`,
        en: `${endpoint.host} is but another name of an address of ${stray.operator} (${stray.offer}), a refused provider.`,
      },
    ];
  const own = place.declared?.addresses ?? [];
  const expected = provider.kind === 'commercial' ? 'public' : 'private';
  const isExpected = (address: string): boolean => {
    if (isWithin(address, own)) return true;
    const kind = classOf(address);
    // A service of the State is reached by the Internet or by its own network.
    return kind === expected || (provider.kind === 'state' && kind === 'public');
  };
  if (resolved.addresses.every(isExpected)) return [];
  return [
    {
      rule: 'adresse',
      fr: `${endpoint.host} mène à une adresse ${expected === 'public' ? 'qui n’est pas publique' : 'hors de vos réseaux'}. Corrigez le serveur de noms, ou déclarez ces adresses (« addresses »).`,
      en: `${endpoint.host} leads to an address ${expected === 'public' ? 'that is not public' : 'outside your networks'}. Correct the name server, or declare these addresses ("addresses").`,
    },
  ];
}
