import { Inject, Injectable } from '@nestjs/common';
import type { Approval } from '@maroquin/contracts';
import { AccessService, Duties, type LockedTx } from '@maroquin/access';
import { CONFIG, type Config } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { Page, Paging } from '@maroquin/platform/keys';
import { Account } from '../accounts/account.entity.js';
import type { ActsBy } from '../accounts/acts-by.js';
import { ApprovalViews } from './approval-views.js';
import { Approvals } from './approvals.service.js';

/** For members of the organisation, in their browser: auditors, and administrators where they manage people here. */
@Injectable()
export class MemberApprovals {
  constructor(
    private readonly access: AccessService,
    private readonly duties: Duties,
    private readonly database: Database,
    private readonly approvals: Approvals,
    private readonly views: ApprovalViews,
    @Inject(CONFIG) private readonly config: Pick<Config, 'adminUrl'>,
  ) {}

  /** @throws {DomainError} request.not-found */
  async list(actor: Actor, paging: Paging): Promise<Page<Approval>> {
    await this.require(actor);
    return this.views.list(actor.orgId, actor.personId, paging);
  }

  /** @throws {DomainError} request.not-found, approval.other-person */
  async decide(actor: Actor, id: string, agrees: boolean): Promise<void> {
    await this.require(actor);
    const { createdAt } = await this.database.inOrgs({ orgs: [actor.orgId] }, (tx) =>
      tx.manager.findOneByOrFail(Account, { id: actor.personId }),
    );
    await this.approvals.decide(this.as(actor), id, agrees, createdAt);
  }

  private async require(actor: Actor): Promise<void> {
    // A program agrees to nothing.
    if (actor.sessionId === null) throw new DomainError('request.not-found');
    if (!this.manages(actor) && !(await this.duties.holds(actor, 'auditor')))
      throw new DomainError('request.not-found');
  }

  private manages(actor: Actor): boolean {
    const isHere = typeof this.config.adminUrl !== 'string';
    return isHere && this.access.mayInOrganisation(actor, 'people.manage');
  }

  private as(actor: Actor): ActsBy {
    const { orgId, personId, tokenId } = actor;
    const ask = (tx: LockedTx): Promise<void> =>
      this.manages(actor)
        ? tx.requireOrganisation(actor, 'people.manage')
        : this.duties.requireInTransaction(tx, actor, 'auditor');
    return { orgId, personId, tokenId, ask };
  }
}
