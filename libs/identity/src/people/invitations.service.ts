import { Injectable } from '@nestjs/common';
import type { invitationResultSchema, invitationSchema, Role } from '@maroquin/contracts';
import { AccessService, Grants } from '@maroquin/access';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { PeopleActs } from './people-acts.js';

interface FirstRight {
  readonly resourceId: string;
  readonly role: Role;
}

/** Bringing people in. Without a mail server the link is shown to whoever invites. */
@Injectable()
export class Invitations {
  constructor(
    private readonly access: AccessService,
    private readonly grants: Grants,
    private readonly keys: Keys,
    private readonly acts: PeopleActs,
  ) {}

  /**
   * An account, its link and, if asked, a first right. The answer's id is the person's.
   * @throws {DomainError} request.not-found, request.invalid, account.exists
   */
  async create(
    actor: Actor,
    { email, name, admin, resourceId, role }: z.infer<typeof invitationSchema>,
  ): Promise<z.infer<typeof invitationResultSchema>> {
    this.access.requireOrganisation(actor, 'people.manage');
    const { orgId } = actor;
    const right = await this.firstRight(actor, resourceId, role);
    const keys = await this.keys.forOrg(orgId);
    return this.access.locks.changeOrganisation(actor, orgId, async (tx) => {
      await tx.requireOrganisation(actor, 'people.manage');
      if (right !== null) await tx.require(actor, 'access.manage', right.resourceId);
      const made = await this.acts.createInTransaction(tx, keys, actor, { email, name, admin });
      if (right !== null)
        await this.grants.setInTransaction(tx, actor, orgId, {
          ...right,
          subjectId: made.id,
          expiresAt: null,
        });
      return made;
    });
  }

  private async firstRight(actor: Actor, resourceId?: string, role?: Role): Promise<FirstRight | null> {
    if (resourceId === undefined && role === undefined) return null;
    if (resourceId === undefined || role === undefined) {
      throw new DomainError('request.invalid', {
        fields: [
          {
            path: resourceId === undefined ? 'resourceId' : 'role',
            message: { fr: 'resourceId et role vont ensemble', en: 'resourceId and role go together' },
          },
        ],
      });
    }
    const { orgId } = await this.access.require(actor, 'access.manage', resourceId);
    if (orgId !== actor.orgId) throw new DomainError('request.not-found');
    return { resourceId, role };
  }
}
