import { Inject, Injectable } from '@nestjs/common';
import type { SignInProviders } from '@maroquin/contracts';
import { CLOCK, type Clock, CONFIG, type Config, type LdapConfig } from '@maroquin/platform/config';
import { DomainError } from '@maroquin/platform/errors';
import { Mailer } from '@maroquin/platform/mail';
import { ProviderClient } from './provider-client.js';

/** The providers of this instance, in the order of the configuration. */
@Injectable()
export class Providers {
  private readonly clients: ReadonlyMap<string, ProviderClient>;
  private readonly directory: LdapConfig | null;

  constructor(
    @Inject(CONFIG) { signIn, ldap, publicUrl }: Pick<Config, 'signIn' | 'ldap' | 'publicUrl'>,
    @Inject(CLOCK) clock: Clock,
    private readonly mailer: Mailer,
  ) {
    this.directory = ldap;
    this.clients = new Map(
      signIn.map((provider) => [provider.id, new ProviderClient(provider, publicUrl, () => clock.now())]),
    );
  }

  /** What the sign-in page offers. */
  list(): Pick<SignInProviders, 'items' | 'mail'> {
    const providers = [...this.clients.values()].map(({ provider: { id, kind, name, contact } }) => ({
      id,
      kind,
      name,
      contact,
    }));
    const mail = this.mailer.isConfigured;
    if (this.directory === null) return { items: providers, mail };
    const { id, name, contact } = this.directory;
    return { items: [...providers, { id, kind: 'ldap', name, contact }], mail };
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
