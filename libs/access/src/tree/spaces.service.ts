import { Inject, Injectable } from '@nestjs/common';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import { type Actor, Database, type ReadStatement } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys, type OrganisationKeys } from '@maroquin/platform/keys';
import { AccessGrant, PermissionScope, ScopeGrant } from '../engine/grant.entities.js';
import { AccessService } from '../engine/access.service.js';
import type { LockedTx } from '../engine/locked-tx.js';
import { sealResourceName } from './resource-names.js';
import { Resource } from './resource.entity.js';

interface NewSpace {
  readonly id: string;
  readonly orgId: string;
  readonly name: string;
  readonly managerId: string;
  readonly personal: boolean;
}

const PERSONAL_SPACE: ReadStatement = {
  name: 'personal space',
  text: 'select id from resource where org_id = $1 and personal_of = $2',
};

/** Spaces are the roots of the tree; each starts with one person who manages it. */
@Injectable()
export class Spaces {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} request.not-found */
  async create(actor: Actor, name: string): Promise<{ id: string }> {
    this.access.requireOrganisation(actor, 'space.create');
    const keys = await this.keys.forOrg(actor.orgId);
    const id = newId();
    await this.access.locks.addToOrganisation(actor, actor.orgId, async (tx) => {
      await tx.requireOrganisation(actor, 'space.create');
      await this.insert(tx, keys, {
        ...{ id, orgId: actor.orgId, name, managerId: actor.personId, personal: false },
      });
    });
    return { id };
  }

  /** "Mes documents": the interface names it in the person's language; the stored name serves exports. */
  async createPersonal(
    tx: LockedTx,
    keys: OrganisationKeys,
    orgId: string,
    personId: string,
  ): Promise<string> {
    const id = newId();
    await this.insert(tx, keys, { id, orgId, name: 'Mes documents', managerId: personId, personal: true });
    return id;
  }

  private async insert(
    tx: LockedTx,
    keys: OrganisationKeys,
    { id, orgId, name, managerId, personal }: NewSpace,
  ): Promise<void> {
    const now = this.clock.now();
    await tx.manager.insert(PermissionScope, { orgId, id, parentScopeId: null, inherits: true });
    await tx.manager.insert(Resource, {
      id,
      orgId,
      parentId: null,
      kind: 'space',
      scopeId: id,
      personalOf: personal ? managerId : null,
      nameSealed: sealResourceName(keys, id, name),
      nameHash: keys.nameHash(null, name),
      hashGeneration: keys.generation,
      createdBy: managerId,
      createdAt: now,
      updatedBy: managerId,
      updatedAt: now,
    });
    const grant = { orgId, subjectId: managerId, role: 'manager' as const, expiresAt: null };
    await tx.manager.insert(AccessGrant, { ...grant, resourceId: id, grantedBy: managerId, grantedAt: now });
    await tx.manager.insert(ScopeGrant, { ...grant, scopeId: id, fromResourceId: id });
    await recordAct(tx, {
      orgId,
      actorId: managerId,
      action: 'resource.created',
      targetId: id,
      details: { kind: 'space', personal },
      at: now,
    });
  }

  /** Where requests without a parent go. @throws {DomainError} request.not-found for whoever has no home here. */
  async personalSpaceOf(actor: Pick<Actor, 'personId' | 'orgId'>): Promise<string> {
    const [own] = await this.database.readAlong<{ id: string }>([actor.orgId], PERSONAL_SPACE, [
      actor.orgId,
      actor.personId,
    ]);
    if (own === undefined) throw new DomainError('request.not-found');
    return own.id;
  }
}
