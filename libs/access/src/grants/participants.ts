import { Injectable } from '@nestjs/common';
import type { Actor } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';
import { AccessService } from '../engine/access.service.js';
import { AccessGrant, PermissionScope, ScopeGrant } from '../engine/grant.entities.js';
import type { LockedTx } from '../engine/locked-tx.js';
import { sealResourceName } from '../tree/resource-names.js';
import { Resource } from '../tree/resource.entity.js';

interface Direct {
  readonly id: string;
  readonly orgId: string;
}

/** In a direct conversation "may comment" is "may write", and nobody manages it. */
const ROLE = 'commenter';

/**
 * Who takes part in a direct conversation: a resource without a place, whose rights are exactly its members'. No audit row
 * is written: nobody else is to know that it exists. The transactions hold the organisation or the conversation, and asked
 * who may.
 */
@Injectable()
export class Participants {
  constructor(
    private readonly access: AccessService,
    private readonly keys: Keys,
  ) {}

  /** A new conversation, without members yet. `name` empty: it is named after its participants. */
  async open(
    tx: LockedTx,
    { personId }: Pick<Actor, 'personId'>,
    { id, orgId, name }: Direct & { name: string },
  ): Promise<void> {
    const keys = await this.keys.forOrg(orgId, tx);
    await tx.manager.insert(PermissionScope, {
      ...{ orgId, id, parentScopeId: null },
      ...{ inherits: false, confined: true },
    });
    await tx.manager.insert(Resource, {
      ...{ id, orgId, parentId: null, kind: 'direct', scopeId: id },
      nameSealed: sealResourceName(keys, id, name),
      nameHash: keys.nameHash(null, id),
      hashGeneration: keys.generation,
      ...{ createdBy: personId, createdAt: tx.now, updatedBy: personId, updatedAt: tx.now },
    });
  }

  /** Who takes part already is left as it is. */
  async add(
    tx: LockedTx,
    { personId }: Pick<Actor, 'personId'>,
    { id, orgId }: Direct,
    personIds: readonly string[],
  ): Promise<void> {
    const right = { orgId, role: ROLE, expiresAt: null } as const;
    for (const subjectId of personIds) {
      await tx.manager
        .createQueryBuilder()
        .insert()
        .into(AccessGrant)
        .values({ ...right, resourceId: id, subjectId, grantedBy: personId, grantedAt: tx.now })
        .orIgnore()
        .execute();
      await tx.manager
        .createQueryBuilder()
        .insert()
        .into(ScopeGrant)
        .values({ ...right, scopeId: id, subjectId, fromResourceId: id })
        .orIgnore()
        .execute();
    }
    this.access.recordChange(tx, { orgId, scopeIds: [id] });
  }

  async remove(tx: LockedTx, { id, orgId }: Direct, personId: string): Promise<void> {
    // What was flattened goes along.
    await tx.query('delete from access_grant where org_id = $1 and resource_id = $2 and subject_id = $3', [
      orgId,
      id,
      personId,
    ]);
    this.access.recordChange(tx, { orgId, scopeIds: [id] });
  }

  async rename(tx: LockedTx, { id, orgId }: Direct, name: string): Promise<void> {
    const keys = await this.keys.forOrg(orgId, tx);
    await tx.query(
      'update resource set name_sealed = $3, hash_generation = $4, version = version + 1 where org_id = $1 and id = $2',
      [orgId, id, sealResourceName(keys, id, name), keys.generation],
    );
  }
}
