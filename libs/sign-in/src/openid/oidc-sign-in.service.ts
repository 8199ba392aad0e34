import { Inject, Injectable } from '@nestjs/common';
import type { NewSession } from '@maroquin/identity';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { NetworkLimiter } from '@maroquin/platform/http';
import { FederatedAccounts } from './federated-accounts.service.js';
import { FederatedSessions } from './federated-sessions.service.js';
import { flowCookie } from './flow-cookie.js';
import { Flows } from './flows.service.js';
import { Providers } from './providers.service.js';
import { SignInRefused } from './refusal.js';
import { Refusals } from './refusals.service.js';

/** Where a browser is sent, and what it keeps. */
export interface Sent {
  readonly location: string;
  readonly cookies: readonly string[];
  /** Whoever signed in. */
  readonly session?: NewSession;
}

/** Signing in by OpenID Connect, from the button to the session. Whatever goes wrong ends on one page of ours. */
@Injectable()
export class OidcSignIn {
  private readonly perNetwork: NetworkLimiter;

  constructor(
    private readonly providers: Providers,
    private readonly flows: Flows,
    private readonly people: FederatedAccounts,
    private readonly sessions: FederatedSessions,
    private readonly refusals: Refusals,
    @Inject(CLOCK) clock: Clock,
  ) {
    // A whole prefecture may come from one address, at nine in the morning.
    this.perNetwork = new NetworkLimiter({ burst: 600, refillMs: 200 }, clock);
  }

  /** @throws {DomainError} request.not-found, request.too-many */
  async start(providerId: string, wanted: string | undefined, address: string): Promise<Sent> {
    const client = this.providers.get(providerId);
    this.perNetwork.take(address);
    return this.orRefusal(providerId, async () => {
      const { flow, cookie } = this.flows.begin(providerId, client.provider.pkce, wanted);
      return { location: await client.authorizationUrl(flow), cookies: [cookie] };
    });
  }

  /** @throws {DomainError} request.not-found, request.too-many, server.unavailable */
  async finish(
    providerId: string,
    answer: URLSearchParams,
    cookie: string | undefined,
    address: string,
  ): Promise<Sent> {
    const client = this.providers.get(providerId);
    this.perNetwork.take(address);
    return this.orRefusal(providerId, async () => {
      const flow = await this.flows.take(providerId, answer, cookie);
      const person = await client.recognise(answer, flow);
      const account = await this.people.find(client.provider, person.claims);
      const session = await this.sessions.start(client.provider, account, person);
      return {
        location: this.flows.at(flow.next),
        cookies: [flowCookie.clear()],
        session,
      };
    });
  }

  private async orRefusal(providerId: string, work: () => Promise<Sent>): Promise<Sent> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof SignInRefused)) throw error;
      const page = await this.refusals.record(providerId, error);
      return { location: this.flows.at(page), cookies: [flowCookie.clear()] };
    }
  }
}
