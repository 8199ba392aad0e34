import { isLoopback, type OidcProviderConfig } from '@maroquin/platform/config';
import { Egress, EgressRefused } from '@maroquin/platform/egress';
import { z } from 'zod';
import { type Bilingual, fails, type SignInCard, type SignInFinding, toCard, works } from './finding.js';

const WITHIN_MS = 10_000;
const MAX_BYTES = 512 * 1024;
const MAX_SKEW_S = 60;

const list = z.array(z.string()).optional().catch(undefined);
const address = z.string().optional().catch(undefined);
const metadataSchema = z.object({
  issuer: z.string().catch(''),
  authorization_endpoint: address,
  token_endpoint: address,
  userinfo_endpoint: address,
  jwks_uri: address,
  end_session_endpoint: address,
  scopes_supported: list,
  id_token_signing_alg_values_supported: list,
  userinfo_signing_alg_values_supported: list,
  token_endpoint_auth_methods_supported: list,
  code_challenge_methods_supported: list,
  acr_values_supported: list,
});
type Metadata = z.infer<typeof metadataSchema>;
const keysSchema = z.object({
  keys: z
    .array(z.object({ kty: z.string(), use: z.string().optional(), alg: z.string().optional() }))
    .max(200),
});

/** Only what the provider itself says, without anybody signing in. Nothing is changed anywhere. */
export async function probeProvider(provider: OidcProviderConfig): Promise<SignInCard> {
  const title = `${provider.name}, ${provider.issuer}`;
  return toCard(provider.id, { fr: title, en: title }, await new ProviderProbe(provider).run());
}

class ProviderProbe {
  private readonly egress: Egress;

  constructor(private readonly provider: OidcProviderConfig) {
    const { issuer, hosts } = provider;
    this.egress = new Egress({
      origins: new Set([new URL(issuer).origin, ...hosts.map((host) => new URL(`https://${host}`).origin)]),
      withinMs: WITHIN_MS,
      maxBytes: MAX_BYTES,
    });
  }

  async run(): Promise<SignInFinding[]> {
    const { issuer } = this.provider;
    const found = await this.json(
      `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
      'discovery',
    );
    if ('finding' in found) return [found.finding];
    const metadata = metadataSchema.safeParse(found.body);
    if (!metadata.success) return [noDocument(issuer)];
    const findings = [
      works('discovery', 'Le document de découverte est lu.', 'The discovery document is read.'),
      this.issuer(metadata.data),
      this.clock(found.date),
      ...this.endpoints(metadata.data),
      ...this.choices(metadata.data),
    ];
    const { jwks_uri: keys } = metadata.data;
    return keys !== undefined && this.egress.allows(keys) ? [...findings, await this.keys(keys)] : findings;
  }

  private issuer({ issuer }: Metadata): SignInFinding {
    if (issuer === this.provider.issuer)
      return works('issuer', 'L’émetteur est le bon.', 'The issuer is the right one.');
    const variable = this.variable('ISSUER');
    return fails(
      'issuer',
      {
        fr: `Le fournisseur se nomme ${printable(issuer)}.`,
        en: `The provider calls itself ${printable(issuer)}.`,
      },
      {
        fr: `Écrivez ${variable} exactement ainsi, barre finale comprise, si c’est bien lui.`,
        en: `Write ${variable} exactly so, with its last slash, if it is the right one.`,
      },
    );
  }

  private clock(date: string | null): SignInFinding {
    const theirs = date === null ? Number.NaN : Date.parse(date);
    const skew = Math.round((theirs - Date.now()) / 1_000);
    if (Number.isNaN(skew))
      return works('clock', 'Le fournisseur ne donne pas l’heure.', 'The provider tells no time.');
    if (Math.abs(skew) <= MAX_SKEW_S)
      return works(
        'clock',
        `Les horloges concordent (${String(skew)} s).`,
        `The clocks agree (${String(skew)} s).`,
      );
    return fails(
      'clock',
      { fr: `Les horloges diffèrent de ${String(skew)} s.`, en: `The clocks differ by ${String(skew)} s.` },
      {
        fr: 'Réglez l’heure de ce serveur (NTP) : les jetons seraient refusés.',
        en: 'Set this server’s time (NTP): tokens would be refused.',
      },
    );
  }

  /** They exist, and lie where requests may go. */
  private endpoints(metadata: Metadata): SignInFinding[] {
    const names = ['authorization_endpoint', 'token_endpoint', 'jwks_uri', 'userinfo_endpoint'] as const;
    const findings = names.flatMap((name): SignInFinding[] => {
      const value = metadata[name];
      const isNeeded = name !== 'userinfo_endpoint' || this.provider.userinfo === 'jwt';
      if (value === undefined)
        return isNeeded
          ? [
              fails(
                name,
                { fr: `${name} manque.`, en: `${name} is missing.` },
                { fr: 'Demandez-le au fournisseur.', en: 'Ask the provider for it.' },
              ),
            ]
          : [];
      if (this.egress.allows(value)) return [];
      const host = URL.canParse(value) ? new URL(value).host : '?';
      return [
        fails(
          name,
          { fr: `${name} est sur ${printable(host)}.`, en: `${name} lies on ${printable(host)}.` },
          {
            fr: `Si cette machine est bien au fournisseur, ajoutez-la à ${this.variable('HOSTS')}.`,
            en: `If that host is the provider’s, add it to ${this.variable('HOSTS')}.`,
          },
        ),
      ];
    });
    return findings.length > 0
      ? findings
      : [works('endpoints', 'Toutes les adresses sont permises.', 'All addresses are allowed.')];
  }

  /** Whatever a provider lists must hold what we use; what it does not list is not held against it. */
  private choices(metadata: Metadata): SignInFinding[] {
    const { idTokenAlg, userinfo, clientAuth, pkce, acrValues, scope } = this.provider;
    const auth = clientAuth === 'basic' ? 'client_secret_basic' : 'client_secret_post';
    const wanted: readonly [string, readonly string[], readonly string[] | undefined][] = [
      ['ID_TOKEN_ALG', [idTokenAlg], metadata.id_token_signing_alg_values_supported],
      ['USERINFO', userinfo === 'jwt' ? [idTokenAlg] : [], metadata.userinfo_signing_alg_values_supported],
      ['CLIENT_AUTH', [auth], metadata.token_endpoint_auth_methods_supported],
      ['PKCE', pkce ? ['S256'] : [], metadata.code_challenge_methods_supported],
      ['SCOPE', scope.split(/ +/), metadata.scopes_supported],
    ];
    const findings = wanted.flatMap(([name, needed, offered]) => {
      const missing = offered === undefined ? [] : needed.filter((one) => !offered.includes(one));
      return missing.length === 0 ? [] : [this.missing(name, missing, offered ?? [])];
    });
    const levels = metadata.acr_values_supported;
    if (levels !== undefined && acrValues.length > 0 && !acrValues.some((one) => levels.includes(one)))
      findings.push(this.missing('ACR_VALUES', acrValues, levels));
    return findings.length > 0
      ? findings
      : [
          works(
            'choices',
            'Algorithme, portées, niveaux et secret conviennent.',
            'Algorithm, scopes, levels and secret fit.',
          ),
        ];
  }

  private missing(name: string, missing: readonly string[], offered: readonly string[]): SignInFinding {
    const variable = this.variable(name);
    const [lacks, has] = [missing, offered].map((words) => printable(words.join(' ')));
    return fails(
      name.toLowerCase().replaceAll('_', '-'),
      {
        fr: `Le fournisseur n’annonce pas : ${lacks ?? ''}.`,
        en: `The provider does not list: ${lacks ?? ''}.`,
      },
      {
        fr: `Corrigez ${variable} ; il annonce : ${has ?? ''}.`,
        en: `Correct ${variable}; it lists: ${has ?? ''}.`,
      },
    );
  }

  private async keys(place: string): Promise<SignInFinding> {
    const found = await this.json(place, 'keys');
    if ('finding' in found) return found.finding;
    const keys = keysSchema.safeParse(found.body);
    const kty = this.provider.idTokenAlg === 'ES256' ? 'EC' : 'RSA';
    const fits = keys.success
      ? keys.data.keys.filter(
          (key) =>
            key.kty === kty &&
            key.use !== 'enc' &&
            (key.alg === undefined || key.alg === this.provider.idTokenAlg),
        ).length
      : 0;
    if (fits > 0)
      return works(
        'keys',
        `Clés pour ${this.provider.idTokenAlg} : ${String(fits)}.`,
        `Keys for ${this.provider.idTokenAlg}: ${String(fits)}.`,
      );
    return fails(
      'keys',
      { fr: `Aucune clé pour ${this.provider.idTokenAlg}.`, en: `No key for ${this.provider.idTokenAlg}.` },
      {
        fr: `Demandez au fournisseur de signer en ${this.provider.idTokenAlg}, ou corrigez ${this.variable('ID_TOKEN_ALG')}.`,
        en: `Ask the provider to sign with ${this.provider.idTokenAlg}, or correct ${this.variable('ID_TOKEN_ALG')}.`,
      },
    );
  }

  private async json(
    place: string,
    name: string,
  ): Promise<{ body: unknown; date: string | null } | { finding: SignInFinding }> {
    try {
      const answer = await this.egress.fetch(place, { headers: { accept: 'application/json' } });
      const body: unknown = answer.ok ? await answer.json() : null;
      if (body === null) return { finding: noDocument(place, answer.status) };
      return { body, date: answer.headers.get('date') };
    } catch (error) {
      return { finding: toFinding(name, error, this.provider.issuer) };
    }
  }

  /** As the operator wrote it. */
  private variable(name: string): string {
    const prefix = this.provider.id.toUpperCase().replaceAll('-', '_');
    return `${prefix}_${name}`;
  }
}

const printable = (text: string): string => text.replaceAll(/[^\x20-\x7e\u00c0-\u017f]/g, '?').slice(0, 200);

const noDocument = (place: string, status?: number): SignInFinding =>
  fails(
    'discovery',
    {
      fr: `Pas de document à ${place}${status === undefined ? '' : ` (réponse ${String(status)})`}.`,
      en: `No document at ${place}${status === undefined ? '' : ` (answer ${String(status)})`}.`,
    },
    {
      fr: 'Vérifiez l’adresse de l’émetteur auprès du fournisseur.',
      en: 'Check the issuer’s address with the provider.',
    },
  );

const TLS_CODE = /^(?:CERT_|DEPTH_|ERR_TLS|ERR_SSL|EPROTO|SELF_SIGNED|UNABLE_TO)/;

function toFinding(name: string, error: unknown, issuer: string): SignInFinding {
  const cause: unknown = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = typeof cause === 'object' && cause !== null ? String(Reflect.get(cause, 'code')) : '';
  const host = new URL(issuer).hostname;
  const [detail, remedy]: [Bilingual, Bilingual] = TLS_CODE.test(code)
    ? [
        {
          fr: `Le certificat de ${host} n’est pas accepté.`,
          en: `The certificate of ${host} is not accepted.`,
        },
        {
          fr: 'Donnez l’autorité qui l’a signé à Node.js (NODE_EXTRA_CA_CERTS), ou faites corriger le certificat.',
          en: 'Give Node.js the authority that signed it (NODE_EXTRA_CA_CERTS), or have the certificate corrected.',
        },
      ]
    : error instanceof EgressRefused
      ? [
          {
            fr: 'La réponse mène ailleurs ou est trop grande.',
            en: 'The answer leads elsewhere or is too large.',
          },
          {
            fr: 'Vérifiez l’adresse de l’émetteur : aucune redirection n’est suivie.',
            en: 'Check the issuer’s address: no redirect is followed.',
          },
        ]
      : [
          { fr: `${host} ne répond pas.`, en: `${host} does not answer.` },
          {
            fr: `Vérifiez le nom, et que le pare-feu${isLoopback(host) ? ' local' : ' ou le proxy sortant'} laisse passer ce serveur.`,
            en: 'Check the name, and that the firewall or outgoing proxy lets this server through.',
          },
        ];
  return fails(name, detail, remedy);
}
