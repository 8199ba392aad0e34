import { Inject, Injectable } from '@nestjs/common';
import { OneUse, sessionCookie } from '@maroquin/identity';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { NetworkLimiter } from '@maroquin/platform/http';
import { FederatedSessions } from './federated-sessions.service.js';
import { endCookie } from './flow-cookie.js';
import { Flows } from './flows.service.js';
import { readLogoutToken } from './logout-token.js';
import type { Sent } from './oidc-sign-in.service.js';
import { Providers } from './providers.service.js';
import { SignInRefused } from './refusal.js';
import { Refusals } from './refusals.service.js';

/** Signing out, here and at the provider, whichever is asked first. */
@Injectable()
export class FederatedSignOut {
  private readonly perNetwork: NetworkLimiter;

  constructor(
    private readonly providers: Providers,
    private readonly flows: Flows,
    private readonly oneUse: OneUse,
    private readonly sessions: FederatedSessions,
    private readonly refusals: Refusals,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.perNetwork = new NetworkLimiter({ burst: 300, refillMs: 200 }, clock);
  }

  /** Ends this session; `location` is where its provider's is ended too, if it came from one that can. */
  async signOut(actor: Actor): Promise<{ location: string | null; cookies: readonly string[] }> {
    const before = await this.sessions.signOut(actor);
    const out = sessionCookie.clear();
    const client = before === null ? null : this.providers.find(before.provider);
    if (before === null || client === null) return { location: null, cookies: [out] };
    const { state, cookie } = this.flows.beginEnd(before.provider);
    // The session here has ended whether or not the provider can be reached.
    const location = await client.endSessionUrl(before.idToken, state).catch((error: unknown) => {
      if (error instanceof SignInRefused) return null;
      throw error;
    });
    return { location, cookies: location === null ? [out] : [out, cookie] };
  }

  /** The browser is back. Only the browser that left is told that all went well. */
  signedOut(providerId: string, state: string | null, cookie: string | undefined): Sent {
    this.providers.get(providerId);
    const isOurs = this.flows.isOwnEnd(providerId, state, cookie);
    return {
      location: this.flows.at(`/connexion${isOurs ? '?sortie=1' : ''}`),
      cookies: [endCookie.clear()],
    };
  }

  /**
   * The provider says that somebody signed out there.
   * @throws {DomainError} sign-in.logout-token, request.not-found, request.too-many
   */
  async backChannel(providerId: string, token: string, address: string): Promise<void> {
    const client = this.providers.get(providerId);
    this.perNetwork.take(address);
    try {
      const { jti, until, ...whose } = await readLogoutToken(client, token, this.clock.now());
      if (!(await this.oneUse.take('logout', [client.provider.issuer, jti], until)))
        throw new SignInRefused('logout.replayed');
      await this.sessions.end(client.provider, whose);
    } catch (error) {
      if (!(error instanceof SignInRefused)) throw error;
      await this.refusals.record(providerId, error);
      throw new DomainError('sign-in.logout-token', { cause: error });
    }
  }
}
