import { Injectable } from '@nestjs/common';
import type { invitationResultSchema, invitationSchema, Role } from '@maroquin/contracts';
import { AccessService, Grants, lockTree } from '@maroquin/access';
import { newId } from '@maroquin/platform/config';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { Accounts } from '../accounts/accounts.service.js';
import { INVITATION_LIFETIME_MS, SignInLinks } from '../links/sign-in-links.service.js';

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
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly accounts: Accounts,
    private readonly links: SignInLinks,
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
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      // Before anything else in the transaction: see lockTree.
      if (right !== null) await lockTree(tx, orgId, 'alone');
      const id = await this.accounts.create(tx, keys, { email, name, admin, createdBy: actor.personId });
      if (right !== null)
        await this.grants.setIn(tx, actor, orgId, { ...right, subjectId: id, expiresAt: null });
      await this.record(tx, actor, id);
      const { link, expiresAt } = await this.links.create(
        tx,
        { personId: id, orgId },
        actor.personId,
        INVITATION_LIFETIME_MS,
      );
      return { id, link, expiresAt: expiresAt.toISOString() };
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

  private async record(tx: Tx, { orgId, personId }: Actor, accountId: string): Promise<void> {
    await tx.query(
      'insert into invitation (id, org_id, account_id, invited_by, created_at) select $1, $2, $3, $4, created_at from account where id = $3',
      [newId(), orgId, accountId, personId],
    );
  }
}
