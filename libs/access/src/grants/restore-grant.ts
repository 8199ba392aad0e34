import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { AccessService } from '../engine/access.service.js';
import { heldBy, requireWithinOwn, resolveRole } from '../roles/given-role.js';
import { AccessGrant } from '../engine/grant.entities.js';
import { Grants, type TakenGrant } from './grants.service.js';
import { openUndo, sealUndo } from './undo-tickets.js';

/** Gives a right back exactly as it was taken away, for a few minutes and to whoever took it. */
@Injectable()
export class RestoreGrant {
  constructor(
    private readonly access: AccessService,
    private readonly grants: Grants,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  ticket({ personId }: Actor, taken: TakenGrant): string {
    return sealUndo(this.keys.instance, personId, taken, this.clock.now());
  }

  /**
   * Asks for the right to share again, and refuses when somebody set another right meanwhile.
   * @throws {DomainError} request.not-found, request.conflict, request.unprocessable, access.undo-over,
   * access.unknown-subject, access.unknown-role, access.beyond-own, access.guest-role
   */
  async restore(actor: Actor, resourceId: string, subjectId: string, undo: string): Promise<void> {
    const { orgId } = await this.access.require(actor, 'access.share', resourceId);
    const taken = openUndo(this.keys.instance, actor.personId, { resourceId, subjectId }, undo);
    if (taken.until <= this.clock.now()) throw new DomainError('access.undo-over');
    this.grants.requireFuture(taken.expiresAt);
    await this.access.locks.changePlaces(actor, orgId, [resourceId], async (tx) => {
      const facts = await tx.require(actor, 'access.share', resourceId);
      const right = await resolveRole(tx, orgId, taken.customRoleId ?? taken.role);
      requireWithinOwn(heldBy(facts), right);
      if (await tx.manager.existsBy(AccessGrant, { orgId, resourceId, subjectId }))
        throw new DomainError('request.conflict');
      await this.grants.setInTransaction(tx, actor, orgId, {
        ...{ resourceId, subjectId, expiresAt: taken.expiresAt, ...right },
        given: { by: taken.grantedBy, at: taken.grantedAt },
      });
    });
  }
}
