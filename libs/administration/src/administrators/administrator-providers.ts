import { Inject, Injectable } from '@nestjs/common';
import type { AdministrationProviders } from '@maroquin/contracts';
import { ProviderClient } from '@maroquin/sign-in';
import { CLOCK, type Clock, CONFIG, type Config } from '@maroquin/platform/config';
import { DomainError } from '@maroquin/platform/errors';

const ROOT = '/api/v1/administration/sign-in/oidc';

/**
 * The providers of this instance as administration asks them: at addresses of its own listener, and for a level of its
 * own list. None while that list is empty: what is strong enough for an agent is not for whoever administers.
 */
@Injectable()
export class AdministratorProviders {
  private readonly clients: ReadonlyMap<string, ProviderClient>;

  constructor(
    @Inject(CONFIG) config: Pick<Config, 'signIn' | 'adminUrl' | 'adminAcrValues'>,
    @Inject(CLOCK) clock: Clock,
  ) {
    const { signIn, adminUrl, adminAcrValues: acrValues = [] } = config as Partial<typeof config>;
    const asked = typeof adminUrl !== 'string' || acrValues.length === 0 ? [] : (signIn ?? []);
    this.clients = new Map(
      asked.map((provider) => [
        provider.id,
        new ProviderClient({ ...provider, acrValues }, adminUrl ?? '', () => clock.now(), ROOT),
      ]),
    );
  }

  list(): AdministrationProviders['items'] {
    return [...this.clients.values()].map(({ provider: { id, name } }) => ({ id, name }));
  }

  /** @throws {DomainError} request.not-found */
  get(id: string): ProviderClient {
    const client = this.clients.get(id);
    if (client === undefined) throw new DomainError('request.not-found');
    return client;
  }
}
