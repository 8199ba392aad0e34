import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import { exportJWK, generateKeyPair } from 'jose';
import Provider, { type Context } from 'oidc-provider';

/** Somebody whom the provider knows; `acr` is how strongly it will say it recognised them. */
export interface Agent {
  readonly sub: string;
  readonly given_name: string;
  readonly usual_name: string;
  readonly email: string;
  readonly siret: string;
  readonly roles: readonly string[];
  readonly acr?: string;
}

export interface RealProviderOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Public address of the instance under test. */
  readonly publicUrl: string;
  /** Of the instance's provider: proconnect, … */
  readonly providerId: string;
  readonly agents: readonly Agent[];
  /** Below which the instance's addresses for it lie. */
  readonly root?: string;
}

/** What ProConnect lets an authorization request carry; anything else is an error there. */
const PARAMETERS = new Set([
  ...['response_type', 'client_id', 'redirect_uri', 'scope', 'claims', 'state', 'nonce', 'prompt'],
  ...['idp_hint', 'login_hint', 'siret_hint', 'acr_values', 'response_mode'],
  ...['code_challenge', 'code_challenge_method'],
]);
const MOUNT = '/api/v2';

async function keys(): Promise<object[]> {
  const made = await Promise.all(
    (['ES256', 'RS256'] as const).map(async (alg) => ({
      ...(await exportJWK((await generateKeyPair(alg, { extractable: true })).privateKey)),
      alg,
      use: 'sig',
      kid: `key-${alg}`,
    })),
  );
  return made;
}

/** An independent, certified OpenID provider (oidc-provider), configured as ProConnect is. */
export class RealProvider {
  /** Authorization requests that carried what ProConnect does not know. */
  readonly refusedParameters: string[] = [];
  /** Logout tokens it sent by itself that were taken, and those that were not. */
  readonly backchannel: { taken: number; readonly errors: string[] } = { taken: 0, errors: [] };

  private constructor(
    readonly issuer: string,
    private readonly server: Server,
  ) {}

  static async start(options: RealProviderOptions): Promise<RealProvider> {
    const app = express();
    const server = await new Promise<Server>((done) => {
      const listening = app.listen(0, '127.0.0.1', () => done(listening));
    });
    const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}${MOUNT}`;
    const made = new RealProvider(issuer, server);
    const provider = new Provider(issuer, await configurationOf(options));
    provider.use((context, next) => made.checkParameters(context, next));
    provider.on('backchannel.success', () => (made.backchannel.taken += 1));
    provider.on('backchannel.error', (_context, error) => made.backchannel.errors.push(String(error)));
    app.get('/interaction/:uid', (request, response) => showForm(provider, request, response));
    app.post('/interaction/:uid', express.urlencoded({ extended: false }), (request, response) =>
      finish(provider, options.agents, request, response),
    );
    app.use(MOUNT, provider.callback());
    return made;
  }

  private async checkParameters(context: Context, next: () => Promise<void>): Promise<void> {
    const unknown = Object.keys(context.query).filter((name) => !PARAMETERS.has(name));
    if (context.path !== '/authorize' || unknown.length === 0) return next();
    this.refusedParameters.push(...unknown);
    context.status = 400;
    context.body = 'Y000400';
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(() => done()));
  }
}

async function configurationOf({
  clientId,
  clientSecret,
  publicUrl,
  providerId,
  agents,
  root = '/api/v1/sign-in/oidc',
}: RealProviderOptions) {
  const ours = `${publicUrl}${root}/${providerId}`;
  return {
    jwks: { keys: await keys() },
    cookies: { keys: ['a key for these tests'] },
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [`${ours}/callback`],
        post_logout_redirect_uris: [`${ours}/signed-out`],
        backchannel_logout_uri: `${ours}/backchannel-logout`,
        backchannel_logout_session_required: true,
        id_token_signed_response_alg: 'ES256',
        userinfo_signed_response_alg: 'ES256',
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    scopes: [
      'openid',
      'given_name',
      'usual_name',
      'email',
      'uid',
      'siret',
      'idp_id',
      'organization_label',
      'roles',
    ],
    claims: {
      openid: ['sub'],
      acr: null,
      amr: null,
      sid: null,
      given_name: ['given_name'],
      usual_name: ['usual_name'],
      email: ['email'],
      uid: ['uid'],
      siret: ['siret'],
      idp_id: ['idp_id'],
      organization_label: ['organization_label'],
      roles: ['roles'],
    },
    acrValues: ['eidas1', 'eidas1-mfa', 'eidas2', 'eidas3'],
    responseTypes: ['code'],
    pkce: { required: () => true },
    ttl: {
      AuthorizationCode: 60,
      AccessToken: 60,
      IdToken: 60,
      Session: 43_200,
      Grant: 43_200,
      Interaction: 600,
    },
    routes: {
      authorization: '/authorize',
      token: '/token',
      userinfo: '/userinfo',
      end_session: '/session/end',
      jwks: '/jwks',
    },
    features: {
      devInteractions: { enabled: false },
      claimsParameter: { enabled: true },
      jwtUserinfo: { enabled: true },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource },
    },
    // Its own guard refuses loopback, where these tests live.
    fetch: (url: string, { dispatcher: _guard, ...options }: RequestInit & { dispatcher?: unknown }) =>
      fetch(url, options),
    interactions: { url: (_context: Context, { uid }: { uid: string }) => `/interaction/${uid}` },
    loadExistingGrant,
    findAccount: (_context: Context, sub: string) => {
      const agent = agents.find((one) => one.sub === sub);
      if (agent === undefined) return undefined;
      const { acr: _acr, ...claims } = agent;
      return {
        accountId: sub,
        claims: () => ({
          ...claims,
          uid: sub,
          idp_id: 'idp-de-test',
          organization_label: 'Préfecture du Lac',
        }),
      };
    },
  };
}

/** Nobody is asked to consent, as at ProConnect. */
async function loadExistingGrant({ oidc: { client, session, provider } }: Context) {
  const known = session.grantIdFor(client.clientId);
  if (known !== undefined) return provider.Grant.find(known);
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid given_name usual_name email uid siret idp_id organization_label roles');
  await grant.save();
  return grant;
}

async function logoutSource(context: Context, form: string): Promise<void> {
  context.body = `<!doctype html><html lang="fr"><title>Déconnexion</title><h1>Fournisseur de test</h1>${form}
    <button form="op.logoutForm" name="logout" value="yes">Se déconnecter du fournisseur</button></html>`;
  return Promise.resolve();
}

async function showForm(provider: Provider, request: Request, response: Response): Promise<void> {
  const { uid } = await provider.interactionDetails(request, response);
  response.type('html').send(`<!doctype html><html lang="fr"><title>Fournisseur de test</title>
    <h1>Fournisseur de test</h1><form method="post" action="/interaction/${uid}">
    <label>Identifiant <input name="sub"></label><button>Continuer</button></form></html>`);
}

async function finish(
  provider: Provider,
  agents: readonly Agent[],
  request: Request,
  response: Response,
): Promise<void> {
  const body = request.body as Readonly<Record<string, string>>;
  const agent = agents.find((one) => one.sub === body['sub']);
  await provider.interactionFinished(
    request,
    response,
    agent === undefined
      ? { error: 'access_denied', error_description: 'cancelled' }
      : {
          login: {
            accountId: agent.sub,
            acr: agent.acr ?? 'eidas1-mfa',
            amr: ['pwd', 'mail', 'mfa'],
            remember: true,
          },
        },
  );
}
