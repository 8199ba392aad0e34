import { Injectable } from '@nestjs/common';
import type {
  createPersonSchema,
  handOverResultSchema,
  invitationResultSchema,
  signInLinkSchema,
} from '@maroquin/contracts';
import { Approvals, HandOverPerson, PeopleActs } from '@maroquin/identity';
import { MergeDecisions } from '@maroquin/sign-in';
import type { Administrator } from '@maroquin/platform/http';
import type { z } from 'zod';
import { actsBy } from './acts-by.js';
import { AdministrationScope } from './administration-scope.js';

/** The people of an organisation, for administration accounts. */
@Injectable()
export class AdministrationPeople {
  constructor(
    private readonly scope: AdministrationScope,
    private readonly acts: PeopleActs,
    private readonly handOvers: HandOverPerson,
    private readonly merges: MergeDecisions,
    private readonly approvals: Approvals,
  ) {}

  /** @throws {DomainError} request.not-found, account.exists */
  async create(
    by: Administrator,
    orgId: string,
    account: z.infer<typeof createPersonSchema>,
  ): Promise<z.infer<typeof invitationResultSchema>> {
    await this.scope.require(by, orgId);
    return this.acts.create(actsBy(by, orgId), account);
  }

  /** @throws {DomainError} request.not-found */
  async createLink(
    by: Administrator,
    orgId: string,
    personId: string,
  ): Promise<z.infer<typeof signInLinkSchema>> {
    await this.scope.require(by, orgId);
    return this.acts.createLink(actsBy(by, orgId), personId);
  }

  /** @throws {DomainError} request.not-found, account.last-administrator */
  async disable(by: Administrator, orgId: string, personId: string): Promise<void> {
    await this.scope.require(by, orgId);
    await this.acts.disable(actsBy(by, orgId), personId);
  }

  /** @throws {DomainError} request.not-found */
  async enable(by: Administrator, orgId: string, personId: string): Promise<void> {
    await this.scope.require(by, orgId);
    await this.acts.enable(actsBy(by, orgId), personId);
  }

  /** @throws {DomainError} request.not-found, account.active, access.unknown-subject */
  async handOver(
    by: Administrator,
    orgId: string,
    personId: string,
    toId: string,
  ): Promise<z.infer<typeof handOverResultSchema>> {
    await this.scope.require(by, orgId);
    return this.handOvers.run(actsBy(by, orgId), personId, toId);
  }

  /** @throws {DomainError} request.not-found, approval.other-person */
  async decide(by: Administrator, orgId: string, id: string, agrees: boolean): Promise<void> {
    await this.scope.require(by, orgId);
    await this.approvals.decide(actsBy(by, orgId), id, agrees, await this.scope.since(by));
  }

  /** @throws {DomainError} request.not-found */
  async decideMerge(
    by: Administrator,
    orgId: string,
    id: string,
    decision: 'approve' | 'refuse',
  ): Promise<void> {
    await this.scope.require(by, orgId);
    await this.merges[decision](actsBy(by, orgId), id);
  }
}
