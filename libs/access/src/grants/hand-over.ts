import { Inject, Injectable } from '@nestjs/common';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import type { OrganisationKeys } from '@maroquin/platform/keys';
import { sealResourceName } from '../tree/resource-names.js';
import { Resource } from '../tree/resource.entity.js';
import type { LockedTx } from '../engine/locked-tx.js';
import { Grants } from './grants.service.js';
import { scopesWithoutManager } from '../engine/managers.js';

interface Leaving {
  readonly personId: string;
  /** What the person's own space is called once it is somebody else's too. */
  readonly spaceName: string;
  readonly toId: string;
  /** Who agreed to it: nobody does this alone. */
  readonly approvedBy: string;
}

/** Rights set by hand that name one person as manager: far more than anybody gives in a working life. */
const MAX_MANAGED = 100_000;

/**
 * What a closed account managed and nobody else does, given to somebody who is there. Nothing is taken from the person:
 * if the account opens again, both manage it.
 */
@Injectable()
export class HandOver {
  constructor(
    private readonly grants: Grants,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * In the transaction of the act, which holds the organisation alone and asked who may. Answers how many resources were handed over.
   * @throws {DomainError} access.unknown-subject
   */
  async run(
    tx: LockedTx,
    actor: Pick<Actor, 'personId'>,
    keys: OrganisationKeys,
    { personId, spaceName, toId, approvedBy }: Leaving,
  ): Promise<number> {
    const { orgId } = keys;
    await this.openOwnSpace(tx, keys, personId, spaceName);
    let count = 0;
    for (const id of await scopesWithoutManager(tx, orgId, await this.managedBy(tx, orgId, personId))) {
      // What was given above may have reached it.
      if ((await scopesWithoutManager(tx, orgId, [id])).length === 0) continue;
      count += 1;
      const resource = await tx.manager.findOneByOrFail(Resource, { orgId, id });
      await this.grants.put(tx, actor, orgId, resource, {
        resourceId: id,
        subjectId: toId,
        role: 'manager',
        expiresAt: null,
      });
    }
    await recordAct(tx, {
      orgId,
      actorId: actor.personId,
      action: 'person.handed-over',
      targetId: personId,
      details: { toId, count, approvedBy },
      at: this.clock.now(),
    });
    return count;
  }

  /** "Mes documents" of somebody else would be taken for one's own: it becomes a space like others. */
  private async openOwnSpace(
    tx: LockedTx,
    keys: OrganisationKeys,
    personId: string,
    spaceName: string,
  ): Promise<void> {
    const { orgId } = keys;
    const own = await tx.manager.findOneBy(Resource, { orgId, personalOf: personId });
    if (own === null) return;
    await tx.query(
      `update resource set personal_of = null, name_sealed = $3, name_hash = $4, hash_generation = $5,
         version = version + 1, updated_at = $6 where org_id = $1 and id = $2`,
      [
        orgId,
        own.id,
        sealResourceName(keys, own.id, spaceName),
        keys.nameHash(null, spaceName),
        keys.generation,
        this.clock.now(),
      ],
    );
  }

  /** Scopes where a right as manager is set that the person holds, itself or by its teams. */
  private async managedBy(tx: LockedTx, orgId: string, personId: string): Promise<string[]> {
    const rows = await tx.query<{ resource_id: string }>(
      `select distinct g.resource_id from access_grant g where g.org_id = $1 and g.subject_id = any($2::uuid[])
         and g.subject_id <> $1 and g.role = 'manager' order by g.resource_id limit $3`,
      [orgId, await tx.actsAs(personId), MAX_MANAGED],
    );
    return rows.map((row) => row.resource_id);
  }
}
