import { Injectable } from '@nestjs/common';
import type { AgreedSettingsView } from '@maroquin/contracts';
import { AgreedSettings } from '@maroquin/identity';
import type { Administrator } from '@maroquin/platform/http';
import { AdministrationScope } from './administration-scope.js';
import { actsBy } from './acts-by.js';

/** Settings that nobody changes alone, for administration accounts. */
@Injectable()
export class AdministrationSettings {
  constructor(
    private readonly scope: AdministrationScope,
    private readonly settings: AgreedSettings,
  ) {}

  /** @throws {DomainError} request.not-found */
  async view(by: Administrator, orgId: string): Promise<AgreedSettingsView> {
    await this.scope.require(by, orgId);
    return this.settings.view(orgId);
  }

  /** @throws {DomainError} request.not-found */
  async ask(by: Administrator, orgId: string): Promise<AgreedSettingsView> {
    await this.scope.require(by, orgId);
    await this.settings.ask(actsBy(by, orgId));
    return this.settings.view(orgId);
  }
}
