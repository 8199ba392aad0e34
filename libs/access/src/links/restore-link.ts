import { Inject, Injectable } from '@nestjs/common';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { AccessService } from '../engine/access.service.js';
import type { LockedTx } from '../engine/locked-tx.js';
import { Grants, type TakenGrant } from '../grants/grants.service.js';
import { openUndo, sealUndo } from '../grants/undo-tickets.js';
import { heldBy, requireWithinOwn, resolveRole } from '../roles/given-role.js';
import { ExternalLinkRow } from './link.entities.js';
import { requireLinkRoom } from './link-room.js';
import { requireProof } from './link-proof.js';

/** What a ticket to undo says of the right that the link had. */
type Taken = ReturnType<typeof openUndo>;

/** Makes a link that was just withdrawn open again, as it did: for a few minutes and for whoever withdrew it. */
@Injectable()
export class RestoreLink {
  constructor(
    private readonly access: AccessService,
    private readonly grants: Grants,
    private readonly database: Database,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  ticket({ personId }: Actor, taken: TakenGrant | null): string | null {
    return taken === null ? null : sealUndo(this.keys.instance, personId, taken, this.clock.now());
  }

  /** @throws {DomainError} request.not-found, request.conflict, access.undo-over, access.beyond-own, link.too-many */
  async restore(actor: Actor, resourceId: string, linkId: string, undo: string): Promise<void> {
    const { orgId } = await this.access.require(actor, 'access.link', resourceId);
    const taken = this.open(actor, resourceId, linkId, undo);
    await this.access.locks.changePlaces(actor, orgId, [resourceId], async (tx) => {
      const facts = await tx.require(actor, 'access.link', resourceId);
      requireWithinOwn(heldBy(facts), await resolveRole(tx, orgId, taken.customRoleId ?? taken.role));
      await this.restoreInTransaction(tx, actor, { orgId, resourceId, linkId }, taken);
    });
  }

  /** By an administrator, who withdrew it without seeing what it opens. @throws {DomainError} as restore */
  async restoreAny(actor: Actor, linkId: string, undo: string): Promise<void> {
    this.access.requireOrganisation(actor, 'people.manage');
    const { orgId } = actor;
    const link = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.manager.findOneBy(ExternalLinkRow, { orgId, id: linkId }),
    );
    if (link === null) throw new DomainError('request.not-found');
    const { resourceId } = link;
    const taken = this.open(actor, resourceId, linkId, undo);
    await this.access.locks.changePlaces(actor, orgId, [resourceId], async (tx) => {
      await tx.requireOrganisation(actor, 'people.manage');
      await this.restoreInTransaction(tx, actor, { orgId, resourceId, linkId }, taken);
    });
  }

  private open({ personId }: Actor, resourceId: string, linkId: string, undo: string): Taken {
    const taken = openUndo(this.keys.instance, personId, { resourceId, subjectId: linkId }, undo);
    if (taken.until <= this.clock.now()) throw new DomainError('access.undo-over');
    return taken;
  }

  private async restoreInTransaction(
    tx: LockedTx,
    actor: Actor,
    { orgId, resourceId, linkId }: { orgId: string; resourceId: string; linkId: string },
    taken: Taken,
  ): Promise<void> {
    const link = await tx.manager.findOneBy(ExternalLinkRow, { orgId, resourceId, id: linkId });
    if (link === null) throw new DomainError('request.not-found');
    if (link.revokedAt === null) throw new DomainError('request.conflict');
    requireProof(await this.keys.forOrg(orgId, tx), link);
    await requireLinkRoom(tx, orgId, resourceId);
    // Whoever was put out by the withdrawal opens the link again, without a use more.
    await tx.query(
      `update external_link set revoked_at = null, uses = greatest(0, uses - (
         select count(*) from link_visit v where v.link_id = $2 and v.ended_at >= $3 and v.expires_at > $4)::integer)
       where org_id = $1 and id = $2`,
      [orgId, linkId, link.revokedAt, tx.now],
    );
    const right = await resolveRole(tx, orgId, taken.customRoleId ?? taken.role);
    await this.grants.setLinkInTransaction(tx, actor, orgId, {
      ...{ resourceId, subjectId: linkId, expiresAt: taken.expiresAt, ...right },
      given: { by: taken.grantedBy, at: taken.grantedAt },
    });
    await recordAct(tx, {
      ...{ orgId, actorId: actor.personId, action: 'link.restored', targetId: linkId, at: tx.now },
      details: { resourceId },
    });
  }
}
