import { randomBytes } from 'node:crypto';
import type { Config, KeyProviderConfig } from '../config/index.js';
import { DomainError } from '../errors/index.js';
import type { KeyProvider } from '../keys/index.js';
import { open } from './open-key-provider.js';
import { PinRefused } from './pkcs11-tool.js';

type What = 'reach' | 'pin' | 'key' | 'wrap' | 'bound';
type Verdict = 'ok' | 'missing' | 'down' | 'failed';

/** What a key provider can do, tried. */
export interface KeyCard {
  readonly ok: boolean;
  readonly provider: KeyProviderConfig['kind'];
  /** As the provider names the instance's key; null: not there. */
  readonly key: string | null;
  readonly version: number | null;
  /** null: not known. */
  readonly extractable: boolean | null;
  readonly keyPerOrganisation: boolean;
  readonly tries: readonly { readonly what: What; readonly verdict: Verdict }[];
  /** Of one wrapping and unwrapping, ms. */
  readonly tookMs: number | null;
}

const OF_A_TRY = 'probe';

/** Asks the configured provider for what Maroquin needs of it. Makes and changes nothing there. */
export async function probeKeys({ keyProvider }: Pick<Config, 'keyProvider'>): Promise<KeyCard> {
  const tries: { what: What; verdict: Verdict }[] = [];
  const empty = { provider: keyProvider.kind, key: null, version: null, extractable: null, tookMs: null };
  const failed = (keyPerOrganisation: boolean): KeyCard => ({
    ...empty,
    ok: false,
    keyPerOrganisation,
    tries,
  });
  let provider: KeyProvider;
  try {
    provider = await open(keyProvider, false);
    const key = await provider.describeKey(null);
    tries.push({ what: 'reach', verdict: 'ok' }, { what: 'key', verdict: key === null ? 'missing' : 'ok' });
    // Wrapping under an unknown name makes a key there.
    if (key === null) return failed(provider.keyPerOrganisation);
    const tookMs = await tryWrapping(provider, tries);
    const ok = tries.every(({ verdict }) => verdict === 'ok');
    const { name, version, extractable } = key;
    const { kind, keyPerOrganisation } = provider;
    return { ok, provider: kind, key: name, version, extractable, keyPerOrganisation, tries, tookMs };
  } catch (error) {
    const isMissing = error instanceof DomainError && error.code === 'key.missing';
    if (error instanceof PinRefused) tries.push({ what: 'pin', verdict: 'failed' });
    else tries.push(isMissing ? { what: 'key', verdict: 'missing' } : { what: 'reach', verdict: 'down' });
    return failed(keyProvider.kind !== 'file');
  }
}

async function tryWrapping(
  provider: KeyProvider,
  tries: { what: What; verdict: Verdict }[],
): Promise<number> {
  const secret = randomBytes(32);
  const began = performance.now();
  const wrapped = await provider.wrap(null, secret, OF_A_TRY);
  const back = await provider.unwrap(null, wrapped, OF_A_TRY);
  const tookMs = Math.round(performance.now() - began);
  tries.push({ what: 'wrap', verdict: back.equals(secret) ? 'ok' : 'failed' });
  const other = await provider.unwrap(null, wrapped, `${OF_A_TRY} of something else`).then(
    () => 'failed' as const,
    (error: unknown) =>
      error instanceof DomainError && error.code === 'key.missing' ? ('ok' as const) : ('failed' as const),
  );
  tries.push({ what: 'bound', verdict: other });
  return tookMs;
}

const WORDS = {
  fr: {
    reach: {
      ok: 'le service répond',
      bad: 'le service ne répond pas, ou refuse le jeton ou le code (TRANSIT_URL, TRANSIT_TOKEN, PKCS11_MODULE, PKCS11_TOKEN, PKCS11_PIN)',
    },
    pin: {
      ok: 'le module accepte le code',
      bad: 'le module refuse le code (PKCS11_PIN) ; corrigez-le avant tout autre essai : après quelques-uns, la plupart se verrouillent',
    },
    key: {
      ok: 'la clé de l’instance y est',
      bad: 'la clé de l’instance n’y est pas (KEY_FILE, TRANSIT_KEY, PKCS11_KEY)',
    },
    wrap: { ok: 'chiffre et déchiffre une clé d’essai', bad: 'ne rend pas la clé d’essai' },
    bound: {
      ok: 'lie chaque clé à son usage',
      bad: 'ne lie pas une clé à son usage : il lui faut « associated_data »',
    },
  },
  en: {
    reach: {
      ok: 'the service answers',
      bad: 'the service does not answer, or refuses the token or the PIN (TRANSIT_URL, TRANSIT_TOKEN, PKCS11_MODULE, PKCS11_TOKEN, PKCS11_PIN)',
    },
    pin: {
      ok: 'the module accepts the PIN',
      bad: 'the module refuses the PIN (PKCS11_PIN); correct it before you try again: most lock themselves after a few tries',
    },
    key: {
      ok: 'the instance’s key is there',
      bad: 'the instance’s key is not there (KEY_FILE, TRANSIT_KEY, PKCS11_KEY)',
    },
    wrap: { ok: 'wraps and unwraps a key for a try', bad: 'does not give back the key of the try' },
    bound: {
      ok: 'binds each key to its use',
      bad: 'does not bind a key to its use: it needs “associated_data”',
    },
  },
} as const;

/** The card for people. */
export function keyCardLines(card: KeyCard, language: 'fr' | 'en'): string[] {
  const fr = language === 'fr';
  const lines = card.tries.map(
    ({ what, verdict }) =>
      `${verdict === 'ok' ? '✓' : '✗'} ${WORDS[language][what][verdict === 'ok' ? 'ok' : 'bad']}`,
  );
  const name = card.key ?? (fr ? 'inconnue' : 'unknown');
  const version = card.version === null ? '' : `, version ${String(card.version)}`;
  const rows = [`KEY_PROVIDER=${card.provider} : ${name}${version}`, ...lines];
  if (card.extractable === true)
    rows.push(
      fr ? '! la clé peut être extraite de ce service' : '! the key can be taken out of this service',
    );
  if (!card.keyPerOrganisation)
    rows.push(
      fr
        ? '! une seule clé pour toutes les organisations : aucune ne peut être détruite seule'
        : '! one key for all organisations: none can be destroyed alone',
    );
  if (card.tookMs !== null) rows.push(`${String(card.tookMs)} ms`);
  return rows;
}
