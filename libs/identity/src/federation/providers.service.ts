import { Inject, Injectable } from '@nestjs/common';
import type { SignInProviders } from '@maroquin/contracts';
import { CLOCK, type Clock, CONFIG, type Config } from '@maroquin/platform/config';
import { DomainError } from '@maroquin/platform/errors';
import { ProviderClient } from './provider-client.js';

/** The providers of this instance, in the order of the configuration. */
@Injectable()
export class Providers {
  private readonly clients: ReadonlyMap<string, ProviderClient>;

  constructor(
    @Inject(CONFIG) { signIn, publicUrl }: Pick<Config, 'signIn' | 'publicUrl'>,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.clients = new Map(
      signIn.map((provider) => [provider.id, new ProviderClient(provider, publicUrl, () => clock.now())]),
    );
  }

  list(): SignInProviders['items'] {
    return [...this.clients.values()].map(({ provider: { id, kind, name, contact } }) => ({
      id,
      kind,
      name,
      contact,
    }));
  }

  /** @throws {DomainError} request.not-found */
  get(id: string): ProviderClient {
    const client = this.clients.get(id);
    if (client === undefined) throw new DomainError('request.not-found');
    return client;
  }

  /** null: it was taken out of the configuration. */
  find(id: string): ProviderClient | null {
    return this.clients.get(id) ?? null;
  }
}
