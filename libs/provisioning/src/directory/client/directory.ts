import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { CLOCK, type Clock, CONFIG, type Config, LOGGER } from '@maroquin/platform/config';
import { DomainError } from '@maroquin/platform/errors';
import type { Logger } from '@maroquin/platform/logging';
import { DirectoryClient } from './directory-client.js';
import { DirectoryDown } from './directory-down.js';

/** The directory of this instance. */
@Injectable()
export class Directory implements OnModuleDestroy {
  /** null: it has none. */
  readonly client: DirectoryClient | null;

  constructor(
    @Inject(CONFIG) { ldap }: Pick<Config, 'ldap'>,
    @Inject(CLOCK) clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.client = ldap === null ? null : new DirectoryClient(ldap, () => clock.now());
  }

  /** A question for somebody who waits; null without a directory. @throws {DomainError} sign-in.directory-down */
  async ask<T>(question: (client: DirectoryClient) => Promise<T>): Promise<T | null> {
    if (this.client === null) return null;
    try {
      return await question(this.client);
    } catch (error) {
      if (!(error instanceof DirectoryDown)) throw error;
      this.logger.warn({ reason: error.reason }, 'the directory does not answer a sign-in');
      throw new DomainError('sign-in.directory-down', { cause: error });
    }
  }

  onModuleDestroy(): void {
    this.client?.close();
  }
}
