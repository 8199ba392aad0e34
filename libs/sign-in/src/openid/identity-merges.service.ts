import { Injectable } from '@nestjs/common';
import type { IdentityMerge } from '@maroquin/contracts';
import { AccessService } from '@maroquin/access';
import { byManager } from '@maroquin/identity';
import type { Actor } from '@maroquin/platform/database';
import type { Page, Paging } from '@maroquin/platform/keys';
import { MergeDecisions } from './merge-decisions.js';

/** People of a provider whose address is already that of an account: an administrator says whether they are one. */
@Injectable()
export class IdentityMerges {
  constructor(
    private readonly access: AccessService,
    private readonly decisions: MergeDecisions,
  ) {}

  /** Those that wait, the oldest first. @throws {DomainError} request.not-found */
  async list(actor: Actor, paging: Paging): Promise<Page<IdentityMerge>> {
    this.access.requireOrganisation(actor, 'people.manage');
    return this.decisions.list(actor.orgId, paging);
  }

  /** From now on that person of the provider opens this account. @throws {DomainError} request.not-found */
  async approve(actor: Actor, id: string): Promise<void> {
    this.access.requireOrganisation(actor, 'people.manage');
    await this.decisions.approve(byManager(actor), id);
  }

  /** Remembered, so that asking again bothers nobody. @throws {DomainError} request.not-found */
  async refuse(actor: Actor, id: string): Promise<void> {
    this.access.requireOrganisation(actor, 'people.manage');
    await this.decisions.refuse(byManager(actor), id);
  }
}
