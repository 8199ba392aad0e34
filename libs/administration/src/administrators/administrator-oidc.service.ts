import { Inject, Injectable } from '@nestjs/common';
import { administrationFlowCookie, Flows, newFlow, Refusals, SignInRefused } from '@maroquin/sign-in';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { AdministratorIdentities } from './administrator-identities.service.js';
import { AdministratorProviders } from './administrator-providers.js';

interface Start {
  readonly provider: string;
  /** Of a one-use link: this person of the provider shall open that account. Absent: it does already. */
  readonly token?: string | undefined;
  readonly address: string;
}
/** Where a browser is sent, and what it keeps. */
interface Sent {
  readonly location: string;
  readonly cookies: readonly string[];
}
const REFUSED = '/connexion?refus';

/** Signing in to administration at a provider that says how strongly it recognised the person. */
@Injectable()
export class AdministratorOidc {
  constructor(
    private readonly providers: AdministratorProviders,
    private readonly flows: Flows,
    private readonly accounts: AdministratorIdentities,
    private readonly refusals: Refusals,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} request.not-found, request.too-many, sign-in.link-used, server.unavailable (the provider's) */
  async start({ provider, token, address }: Start): Promise<Sent> {
    const client = this.providers.get(provider);
    await this.accounts.mayBegin(address, token);
    const flow = newFlow(provider, client.provider.pkce, token ?? '', this.clock.now());
    try {
      const location = await client.authorizationUrl(flow);
      return { location, cookies: [administrationFlowCookie.set(this.keys.instance, flow)] };
    } catch (error) {
      if (!(error instanceof SignInRefused)) throw error;
      await this.refusals.record(provider, error);
      throw new DomainError('server.unavailable', { cause: error });
    }
  }

  /** Whatever is wrong ends on one page. @throws {DomainError} request.not-found */
  async finish(provider: string, answer: URLSearchParams, cookie: string | undefined): Promise<Sent> {
    const client = this.providers.get(provider);
    const done = administrationFlowCookie.clear();
    try {
      const flow = await this.flows.take(provider, answer, cookie, administrationFlowCookie);
      const { claims } = await client.recognise(answer, flow);
      const token = flow.next === '' ? null : flow.next;
      const session = await this.accounts.enter(client.provider, claims, token);
      return { location: '/', cookies: [session, done] };
    } catch (error) {
      if (error instanceof SignInRefused) await this.refusals.record(provider, error);
      else if (!(error instanceof DomainError) || error.code === 'server.unavailable') throw error;
      return { location: REFUSED, cookies: [done] };
    }
  }
}
