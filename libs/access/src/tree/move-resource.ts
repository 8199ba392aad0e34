import { Inject, Injectable } from '@nestjs/common';
import { type ResourceView, roleAtLeast } from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Events } from '@maroquin/platform/events';
import { Keys } from '@maroquin/platform/keys';
import { AccessService } from '../engine/access.service.js';
import type { LockedTx } from '../engine/locked-tx.js';
import { heldBy, requireWithinOwn } from '../roles/given-role.js';
import { forgetUndecided } from './forget-undecided.js';
import { isConfined, rescope, scopesSetOn } from './rescope.js';
import { mayTakeAway } from './may-take-away.js';
import { sealResourceName } from './resource-names.js';
import { toNameTaken } from './resource-tree.service.js';
import { ResourceViews } from './resource-views.js';
import { Resource } from './resource.entity.js';
import { ancestorsOf, MAX_DEPTH, subtreeOf } from './tree-queries.js';
import { requireNobodyGains } from './gained-access.js';

interface Move {
  readonly id: string;
  readonly parentId: string;
  /** Renamed on the way. */
  readonly name?: string;
  readonly expectedVersion: number;
  /** Asked in the transaction that moves: throws where it no longer holds. */
  readonly stillHolds?: (tx: LockedTx) => Promise<void>;
}

/** Puts a resource, and all below it, somewhere else; it takes the rights of its new place and keeps its own. */
@Injectable()
export class MoveResource {
  constructor(
    private readonly access: AccessService,
    private readonly keys: Keys,
    private readonly views: ResourceViews,
    private readonly events: Events,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Within its space, who may edit moves it, to where nobody gains a right by that. Into another space it leaves the people
   * of the first one behind. Only who manages its access may do that, or give a right by moving.
   * @throws {DomainError} request.not-found, request.conflict, access.beyond-own, resource.move-gives, resource.wrong-parent, resource.too-deep, resource.name-taken
   */
  async move(actor: Actor, move: Move): Promise<ResourceView> {
    const { orgId } = await this.access.require(actor, 'resource.move', move.id);
    const parent = await this.access.require(actor, 'resource.create', move.parentId);
    if (move.name !== undefined) await this.access.require(actor, 'resource.rename', move.id);
    if (parent.orgId !== orgId) throw new DomainError('resource.wrong-parent');
    await this.keys.forOrg(orgId);
    await this.access.locks.changePlaces(actor, orgId, [move.id, move.parentId], async (tx) => {
      const mayLeave = await this.requireMove(tx, actor, move);
      await move.stillHolds?.(tx);
      const { resource, target } = await this.check(tx, orgId, move, mayLeave);
      await this.place(tx, actor, resource, target, move.name);
    });
    return this.views.viewOf(actor, move.id);
  }

  /** Answers whether the actor may also take it away from its people. */
  private async requireMove(tx: LockedTx, actor: Actor, { id, parentId, name }: Move): Promise<boolean> {
    const facts = await tx.require(actor, 'resource.move', id);
    const parent = await tx.require(actor, 'resource.create', parentId);
    if (name !== undefined) await tx.require(actor, 'resource.rename', id);
    // By a custom role one moves what one may not change: not to where one may.
    if (!roleAtLeast(facts.role, 'editor')) requireWithinOwn(heldBy(facts), heldBy(parent));
    return mayTakeAway(actor, facts);
  }

  private async check(
    tx: LockedTx,
    orgId: string,
    { id, parentId, expectedVersion }: Move,
    mayLeave: boolean,
  ): Promise<{ resource: Resource; target: Resource }> {
    const resource = await tx.manager.findOneBy(Resource, { orgId, id });
    const target = await tx.manager.findOneBy(Resource, { orgId, id: parentId });
    if (resource === null || target === null || resource.trashedAt !== null || target.trashedAt !== null) {
      throw new DomainError('request.not-found');
    }
    if (resource.version !== expectedVersion) throw new DomainError('request.conflict');
    if (target.kind !== 'space' && target.kind !== 'folder') throw new DomainError('resource.wrong-parent');
    const way = [target, ...(await ancestorsOf(tx, orgId, parentId))];
    if (way.some((step) => step.id === id)) throw new DomainError('resource.wrong-parent');
    const height = resource.kind === 'folder' ? (await subtreeOf(tx, orgId, id)).height : 0;
    if (way.length + height > MAX_DEPTH) throw new DomainError('resource.too-deep');
    const from = (await ancestorsOf(tx, orgId, id)).at(-1);
    if (from?.id !== way.at(-1)?.id && !mayLeave) throw new DomainError('request.not-found');
    if (!mayLeave) await requireNobodyGains(tx, resource, target);
    return { resource, target };
  }

  /** Under the lock of both places. Also used by restoring. */
  async place(
    tx: LockedTx,
    actor: Actor,
    resource: Resource,
    target: Resource,
    name?: string,
  ): Promise<void> {
    const { id, orgId } = resource;
    const keys = await this.keys.forOrg(orgId);
    const now = this.clock.now();
    const before = await this.scopeAbove(tx, resource);
    const kept = name ?? keys.openText({ table: 'resource', column: 'name', row: id }, resource.nameSealed);
    await tx.manager
      .update(
        Resource,
        { orgId, id },
        {
          parentId: target.id,
          nameSealed: sealResourceName(keys, id, kept),
          nameHash: keys.nameHash(target.id, kept),
          hashGeneration: keys.generation,
          version: resource.version + 1,
          updatedAt: now,
          updatedBy: actor.personId,
        },
      )
      .catch(toNameTaken);
    const { ids } = await subtreeOf(tx, orgId, id);
    await rescope(tx, orgId, ids, before, target.scopeId);
    if (await isConfined(tx, orgId, target.scopeId)) await forgetUndecided(tx, orgId, ids);
    this.access.recordChange(tx, { orgId, scopeIds: [before, ...(await scopesSetOn(tx, orgId, ids))] });
    await recordAct(tx, {
      orgId,
      actorId: actor.personId,
      action: 'resource.moved',
      targetId: id,
      details: { fromId: resource.parentId, toId: target.id },
      at: now,
    });
    for (const parentId of new Set([resource.parentId, target.id])) {
      this.events.publishAfterCommit(tx, { type: 'resource.changed', orgId, parentId, id });
    }
  }

  /** The scope it inherits from where it stands. */
  private async scopeAbove(tx: LockedTx, { orgId, parentId, scopeId }: Resource): Promise<string> {
    if (parentId === null) return scopeId;
    const parent = await tx.manager.findOneByOrFail(Resource, { orgId, id: parentId });
    return parent.scopeId;
  }
}
