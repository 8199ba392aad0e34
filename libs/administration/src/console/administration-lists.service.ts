import { Injectable } from '@nestjs/common';
import type { Approval, IdentityMerge, peopleSchema } from '@maroquin/contracts';
import { ApprovalViews, PeopleLists, type PeopleQuery } from '@maroquin/identity';
import { MergeDecisions } from '@maroquin/sign-in';
import type { Administrator } from '@maroquin/platform/http';
import type { Page, Paging } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { AdministrationScope } from './administration-scope.js';

/** What administration accounts see of the people of an organisation. */
@Injectable()
export class AdministrationLists {
  constructor(
    private readonly scope: AdministrationScope,
    private readonly people: PeopleLists,
    private readonly merges: MergeDecisions,
    private readonly approvalViews: ApprovalViews,
  ) {}

  /** @throws {DomainError} request.not-found */
  async list(by: Administrator, orgId: string, query: PeopleQuery): Promise<z.infer<typeof peopleSchema>> {
    await this.scope.require(by, orgId);
    return this.people.list(orgId, query);
  }

  /** What somebody else must agree to. @throws {DomainError} request.not-found */
  async listApprovals(by: Administrator, orgId: string, paging: Paging): Promise<Page<Approval>> {
    await this.scope.require(by, orgId);
    return this.approvalViews.list(orgId, by.id, paging);
  }

  /** People of a provider who wait to be recognised. @throws {DomainError} request.not-found */
  async listMerges(by: Administrator, orgId: string, paging: Paging): Promise<Page<IdentityMerge>> {
    await this.scope.require(by, orgId);
    return this.merges.list(orgId, paging);
  }
}
