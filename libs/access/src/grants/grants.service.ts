import { Inject, Injectable } from '@nestjs/common';
import { type GivenRole, type HeldRight, letsOthersIn, type Role, roleAtLeast } from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Events } from '@maroquin/platform/events';
import { AccessService } from '../engine/access.service.js';
import type { LockedTx } from '../engine/locked-tx.js';
import { requireInside } from '../engine/require-inside.js';
import { heldBy, requireWithinOwn, resolveRole, type RoleToWrite } from '../roles/given-role.js';
import { actsOfRole } from '../roles/role-summaries.js';
import { closeScope, openScope, genuineScopeAndInheriting, scopeAndInheriting } from '../tree/rescope.js';
import { Subject } from '../engine/subject.entities.js';
import { Resource } from '../tree/resource.entity.js';
import { AccessGrant } from '../engine/grant.entities.js';
import { requireManagers } from '../engine/managers.js';

interface NewGrant extends RoleToWrite {
  readonly resourceId: string;
  readonly subjectId: string;
  readonly expiresAt: Date | null;
  /** Given back after it was taken away: by whom it was given, and when. */
  readonly given?: { readonly by: string | null; readonly at: Date };
}

/** A right as it was set, to be given back. */
export type TakenGrant = Pick<
  AccessGrant,
  'resourceId' | 'subjectId' | 'role' | 'customRoleId' | 'expiresAt' | 'grantedBy' | 'grantedAt'
>;

/** What somebody asks for: a standard role, or the id of a custom one. */
type GrantWanted = Omit<NewGrant, keyof RoleToWrite> & { readonly role: GivenRole };

/** Giving and taking rights on a resource and all below it. */
@Injectable()
export class Grants {
  constructor(
    private readonly access: AccessService,
    private readonly events: Events,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @returns the organisation that the resource is of
   * @throws {DomainError} request.not-found, request.unprocessable, access.unknown-subject, access.unknown-role,
   * access.beyond-own, access.guest-role, access.last-manager
   */
  async set(actor: Actor, wanted: GrantWanted): Promise<string> {
    const { resourceId, subjectId, expiresAt } = wanted;
    const { orgId } = await this.access.require(actor, 'access.share', resourceId);
    this.requireFuture(expiresAt);
    await this.access.locks.changePlaces(actor, orgId, [resourceId], async (tx) => {
      const facts = await tx.require(actor, 'access.share', resourceId);
      const right = await resolveRole(tx, orgId, wanted.role);
      const before = await this.rightsSetFor(tx, orgId, resourceId, subjectId);
      requireWithinOwn(heldBy(facts), right, ...before);
      await this.setInTransaction(tx, actor, orgId, { resourceId, subjectId, expiresAt, ...right });
    });
    return orgId;
  }

  /** What is set there for a subject at this moment: one right or none. */
  private async rightsSetFor(
    tx: LockedTx,
    orgId: string,
    resourceId: string,
    subjectId: string,
  ): Promise<HeldRight[]> {
    const grant = await tx.manager.findOneBy(AccessGrant, { orgId, resourceId, subjectId });
    return grant === null
      ? []
      : [{ role: grant.role, acts: await actsOfRole(tx, orgId, grant.customRoleId) }];
  }

  /** @throws {DomainError} request.unprocessable */
  requireFuture(expiresAt: Date | null): void {
    if (expiresAt === null || expiresAt > this.clock.now()) return;
    throw new DomainError('request.unprocessable', {
      fields: [{ path: 'expiresAt', message: { fr: 'doit être à venir', en: 'must lie in the future' } }],
    });
  }

  /** For acts that grant in a transaction of their own, which asked who may. */
  async setInTransaction(
    tx: LockedTx,
    actor: Pick<Actor, 'personId'>,
    orgId: string,
    grant: NewGrant,
  ): Promise<void> {
    await this.put(tx, actor, orgId, await this.getResource(tx, orgId, grant.resourceId), grant);
  }

  /** Also on what lies in the trash. */
  async put(
    tx: LockedTx,
    actor: Pick<Actor, 'personId'>,
    orgId: string,
    resource: Resource,
    grant: NewGrant,
  ): Promise<void> {
    await this.requireSubject(tx, orgId, grant);
    await requireInside(tx, resource, grant.subjectId);
    await this.apply(tx, actor, orgId, resource, grant);
  }

  /** The same for an external link, whose grant is set with the link only. */
  async setLinkInTransaction(
    tx: LockedTx,
    actor: Pick<Actor, 'personId'>,
    orgId: string,
    grant: NewGrant,
  ): Promise<void> {
    const resource = await this.getResource(tx, orgId, grant.resourceId);
    await requireInside(tx, resource, grant.subjectId);
    await this.apply(tx, actor, orgId, resource, grant);
  }

  /** Lowers a right that somebody has, also on what lies in the trash. @throws {DomainError} access.last-manager */
  async lowerInTransaction(
    tx: LockedTx,
    actor: Pick<Actor, 'personId'>,
    orgId: string,
    grant: NewGrant,
  ): Promise<void> {
    const resource = await tx.manager.findOneByOrFail(Resource, { orgId, id: grant.resourceId });
    await this.apply(tx, actor, orgId, resource, grant);
  }

  private async apply(
    tx: LockedTx,
    actor: Pick<Actor, 'personId'>,
    orgId: string,
    resource: Resource,
    grant: NewGrant,
  ): Promise<void> {
    requireOwnSpaceKept(resource, grant.subjectId, grant.role, grant.expiresAt);
    const scopeIds = new Set<string>([resource.scopeId]);
    if (resource.scopeId !== resource.id) await openScope(tx, orgId, resource.id, resource.scopeId);
    await this.write(tx, actor, orgId, grant);
    const inheriting = await genuineScopeAndInheriting(tx, orgId, resource.id);
    for (const scopeId of inheriting) scopeIds.add(scopeId);
    await tx.query(
      `insert into scope_grant (org_id, scope_id, subject_id, from_resource_id, role, acts, expires_at)
       select $1, heir, $3, $4, $5, $7, $6 from unnest($2::uuid[]) heir
       on conflict (org_id, scope_id, subject_id, from_resource_id) do update
         set role = excluded.role, acts = excluded.acts, expires_at = excluded.expires_at`,
      [
        ...[orgId, inheriting, grant.subjectId, grant.resourceId, grant.role, grant.expiresAt],
        grant.acts === undefined || grant.acts.length === 0 ? null : grant.acts,
      ],
    );
    await requireManagers(tx, orgId, [resource.id]);
    this.finish(tx, orgId, resource, [...scopeIds]);
  }

  private async write(
    tx: LockedTx,
    actor: Pick<Actor, 'personId'>,
    orgId: string,
    { resourceId, subjectId, role, customRoleId = null, expiresAt, given }: NewGrant,
  ): Promise<void> {
    const now = this.clock.now();
    await tx.manager.upsert(
      AccessGrant,
      {
        ...{ orgId, resourceId, subjectId, role, customRoleId, expiresAt },
        ...(given === undefined
          ? { grantedBy: actor.personId, grantedAt: now }
          : { grantedBy: given.by, grantedAt: given.at }),
      },
      ['orgId', 'resourceId', 'subjectId'],
    );
    await recordAct(tx, {
      orgId,
      actorId: actor.personId,
      action: given === undefined ? 'access.granted' : 'access.restored',
      targetId: resourceId,
      details: {
        subjectId,
        role,
        ...(customRoleId === null ? {} : { customRoleId }),
        ...(expiresAt === null ? {} : { expiresAt: expiresAt.toISOString() }),
      },
      at: now,
    });
  }

  /**
   * A right that is not set here (inherited, or none) is left as it is.
   * @returns what was taken away, if anything
   * @throws {DomainError} request.not-found, access.beyond-own, access.last-manager
   */
  async remove(
    actor: Actor,
    resourceId: string,
    subjectId: string,
  ): Promise<{ orgId: string; taken: TakenGrant | null }> {
    const { orgId } = await this.access.require(actor, 'access.share', resourceId);
    const taken = await this.access.locks.changePlaces(actor, orgId, [resourceId], async (tx) => {
      const facts = await tx.require(actor, 'access.share', resourceId);
      await this.getResource(tx, orgId, resourceId);
      // An external link is withdrawn as a link, not as a right.
      if (await tx.manager.existsBy(Subject, { orgId, id: subjectId, kind: 'link' })) return null;
      requireWithinOwn(heldBy(facts), ...(await this.rightsSetFor(tx, orgId, resourceId, subjectId)));
      const grant = await tx.manager.findOneBy(AccessGrant, { orgId, resourceId, subjectId });
      await this.removeInTransaction(tx, actor, orgId, resourceId, subjectId);
      return grant;
    });
    return { orgId, taken };
  }

  /**
   * For acts that take away in a transaction of their own, which asked who may.
   * `personId` null: the system itself.
   */
  async removeInTransaction(
    tx: LockedTx,
    actor: { readonly personId: string | null },
    orgId: string,
    resourceId: string,
    subjectId: string,
  ): Promise<void> {
    const resource = await tx.manager.findOneByOrFail(Resource, { orgId, id: resourceId });
    const { affected } = await tx.manager.delete(AccessGrant, { orgId, resourceId, subjectId });
    if (affected === 0) return;
    requireOwnSpaceKept(resource, subjectId, null, null);
    // The flattened rows went with the grant (foreign key).
    await requireManagers(tx, orgId, [resource.scopeId]);
    const scopeIds = await scopeAndInheriting(tx, orgId, resource.id);
    await this.closeUnused(tx, orgId, resource);
    await recordAct(tx, {
      orgId,
      actorId: actor.personId,
      action: 'access.removed',
      targetId: resourceId,
      details: { subjectId },
      at: this.clock.now(),
    });
    this.finish(tx, orgId, resource, scopeIds);
  }

  private async closeUnused(
    tx: LockedTx,
    orgId: string,
    { id, parentId, restricted }: Resource,
  ): Promise<void> {
    if (
      parentId === null ||
      restricted ||
      (await tx.manager.existsBy(AccessGrant, { orgId, resourceId: id }))
    )
      return;
    const parent = await tx.manager.findOneByOrFail(Resource, { orgId, id: parentId });
    await closeScope(tx, orgId, id, parent.scopeId);
  }

  private finish(tx: LockedTx, orgId: string, { id, parentId }: Resource, scopeIds: readonly string[]): void {
    this.access.recordChange(tx, { orgId, scopeIds });
    this.events.publishAfterCommit(tx, { type: 'resource.changed', orgId, parentId, id });
  }

  private async getResource(tx: LockedTx, orgId: string, id: string): Promise<Resource> {
    const resource = await tx.manager.findOneBy(Resource, { orgId, id });
    if (resource === null || resource.trashedAt !== null) throw new DomainError('request.not-found');
    return resource;
  }

  private async requireSubject(
    tx: LockedTx,
    orgId: string,
    { subjectId, role, acts = [] }: NewGrant,
  ): Promise<void> {
    const [known] = await tx.query<{ guest: boolean }>(
      `select coalesce(seat.kind = 'guest', false) as guest
       from subject s left join seat on seat.org_id = s.org_id and seat.account_id = s.id
       where s.org_id = $1 and s.id = $2 and (s.kind in ('team', 'everyone') or (s.kind = 'person' and seat.kind is not null))`,
      [orgId, subjectId],
    );
    if (known === undefined) throw new DomainError('access.unknown-subject');
    // Who is here for a while does not decide who else is.
    if (known.guest && (role === 'manager' || letsOthersIn({ acts })))
      throw new DomainError('access.guest-role');
  }
}

/** A person's own space is never taken from it. */
function requireOwnSpaceKept(
  resource: Resource,
  subjectId: string,
  role: Role | null,
  expiresAt: Date | null,
): void {
  if (resource.personalOf !== subjectId) return;
  if (!roleAtLeast(role, 'manager') || expiresAt !== null) throw new DomainError('access.last-manager');
}
