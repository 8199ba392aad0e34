import { Inject, Injectable } from '@nestjs/common';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { AccessService } from '../engine/access.service.js';
import type { LockedTx } from '../engine/locked-tx.js';
import { AccessGrant } from '../engine/grant.entities.js';
import { Grants, type TakenGrant } from '../grants/grants.service.js';
import { ExternalLinkRow } from './link.entities.js';
import { LinkVisits } from './link-visits.js';

/** An external link that is withdrawn opens nothing more, and puts out who is in by it. */
@Injectable()
export class WithdrawLinks {
  constructor(
    private readonly access: AccessService,
    private readonly grants: Grants,
    private readonly database: Database,
    private readonly visits: LinkVisits,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Whoever is in by it is out at once. A link that is not (or no longer) there is left as it is.
   * @returns the right that it had, if it was there
   * @throws {DomainError} request.not-found
   */
  async revoke(actor: Actor, resourceId: string, linkId: string): Promise<TakenGrant | null> {
    const { orgId } = await this.access.require(actor, 'access.link', resourceId);
    return this.access.locks.changePlaces(actor, orgId, [resourceId], async (tx) => {
      await tx.require(actor, 'access.link', resourceId);
      return this.revokeInTransaction(tx, actor, orgId, resourceId, linkId);
    });
  }

  /** By an administrator, who need not see what it opens. @throws {DomainError} request.not-found */
  async revokeAny(actor: Actor, linkId: string): Promise<TakenGrant | null> {
    this.access.requireOrganisation(actor, 'people.manage');
    const { orgId } = actor;
    // What a link opens never changes.
    const link = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.manager.findOneBy(ExternalLinkRow, { orgId, id: linkId }),
    );
    if (link === null) throw new DomainError('request.not-found');
    return this.access.locks.changePlaces(actor, orgId, [link.resourceId], async (tx) => {
      await tx.requireOrganisation(actor, 'people.manage');
      return this.revokeInTransaction(tx, actor, orgId, link.resourceId, linkId);
    });
  }

  /** For acts that take away in a transaction of their own, which asked who may. `personId` null: the system itself. */
  async revokeInTransaction(
    tx: LockedTx,
    actor: { readonly personId: string | null },
    orgId: string,
    resourceId: string,
    linkId: string,
  ): Promise<TakenGrant | null> {
    const revoked = await tx.query(
      `update external_link set revoked_at = $4 where org_id = $1 and resource_id = $2 and id = $3 and revoked_at is null
       returning id`,
      [orgId, resourceId, linkId, this.clock.now()],
    );
    if (revoked.length === 0) return null;
    const taken = await tx.manager.findOneBy(AccessGrant, { orgId, resourceId, subjectId: linkId });
    await recordAct(tx, {
      ...{ orgId, actorId: actor.personId, action: 'link.revoked', targetId: linkId },
      details: { resourceId },
      at: this.clock.now(),
    });
    await this.grants.removeInTransaction(tx, actor, orgId, resourceId, linkId);
    await this.visits.endAll(tx, linkId);
    return taken;
  }
}
