import { Inject, Injectable } from '@nestjs/common';
import {
  type createLinkSchema,
  type HeldRight,
  letsOthersIn,
  type AnyResourceKind,
  type Role,
  type updateLinkSchema,
} from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import type { Actor, Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { z } from 'zod';
import { AccessService } from '../engine/access.service.js';
import { Grants } from '../grants/grants.service.js';
import { AccessGrant } from '../engine/grant.entities.js';
import { heldBy, requireWithinOwn, resolveRole } from '../roles/given-role.js';
import { actsOfRole } from '../roles/role-summaries.js';
import { Subject } from '../engine/subject.entities.js';
import { ExternalLinkRow } from './link.entities.js';
import { requireLinkRoom } from './link-room.js';
import { defaultEnd } from './link-settings.js';
import { LinkSecrets } from './link-secrets.service.js';

type NewLink = z.infer<typeof createLinkSchema>;
type LinkChange = z.infer<typeof updateLinkSchema>;

const rolesOf: Readonly<Partial<Record<AnyResourceKind, readonly Role[]>>> = {
  document: ['reader', 'commenter', 'suggester', 'editor'],
  folder: ['reader', 'commenter', 'suggester', 'editor'],
  file: ['reader', 'editor'],
};

/** Links that open one resource to people without an account. */
@Injectable()
export class ExternalLinks {
  constructor(
    private readonly access: AccessService,
    private readonly grants: Grants,
    private readonly secrets: LinkSecrets,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} request.not-found, request.invalid, access.unknown-role, access.beyond-own, link.wrong-kind, link.too-many */
  async create(actor: Actor, resourceId: string, wanted: NewLink): Promise<{ id: string; link: string }> {
    const { orgId, kind } = await this.access.require(actor, 'access.link', resourceId);
    if (typeof wanted.expiresAt === 'string') this.grants.requireFuture(toEnd(wanted.expiresAt));
    const id = newId();
    const { link, ...secret } = await this.secrets.newLink(orgId, id);
    const sealed = await this.secrets.seal(orgId, id, wanted);
    await this.access.locks.changePlaces(actor, orgId, [resourceId], async (tx) => {
      const facts = await tx.require(actor, 'access.link', resourceId);
      const right = await resolveRole(tx, orgId, wanted.role);
      requireFitting(kind, right);
      requireWithinOwn(heldBy(facts), right);
      await requireLinkRoom(tx, orgId, resourceId);
      const expiresAt =
        wanted.expiresAt === undefined ? await defaultEnd(tx, orgId) : toEnd(wanted.expiresAt);
      await tx.manager.insert(Subject, { orgId, id, kind: 'link' });
      const row = {
        ...{ id, orgId, resourceId, expiresAt, uses: 0 },
        ...{ ...secret, passwordSealed: null, ...sealed },
        maxUses: wanted.maxUses ?? null,
        createdBy: actor.personId,
        createdAt: this.clock.now(),
      };
      const proof = await this.secrets.proofOf(tx, row);
      await tx.manager.insert(ExternalLinkRow, { ...row, proof });
      await this.record(tx, actor, orgId, 'link.created', id, {
        resourceId,
        role: right.role,
        ...(right.customRoleId === null ? {} : { customRoleId: right.customRoleId }),
        password: wanted.password !== undefined,
        maxUses: wanted.maxUses ?? null,
      });
      await this.grants.setLinkInTransaction(tx, actor, orgId, {
        resourceId,
        subjectId: id,
        expiresAt,
        ...right,
      });
    });
    return { id, link };
  }

  /**
   * A lower role and an earlier end act at once on who is in; a new password or limit on who comes from now on.
   * @throws {DomainError} request.not-found, request.invalid, request.conflict, access.unknown-role, access.beyond-own,
   * link.wrong-kind
   */
  async change(
    actor: Actor,
    resourceId: string,
    linkId: string,
    { expectedVersion, ...change }: LinkChange & { readonly expectedVersion: number },
  ): Promise<void> {
    const { orgId, kind } = await this.access.require(actor, 'access.link', resourceId);
    if (typeof change.expiresAt === 'string') this.grants.requireFuture(toEnd(change.expiresAt));
    const sealed = await this.secrets.seal(orgId, linkId, change);
    await this.access.locks.changePlaces(actor, orgId, [resourceId], async (tx) => {
      const facts = await tx.require(actor, 'access.link', resourceId);
      const link = await this.getLink(tx, orgId, resourceId, linkId);
      if (link.version !== expectedVersion) throw new DomainError('request.conflict');
      const { maxUses = link.maxUses } = change;
      const expiresAt = change.expiresAt === undefined ? link.expiresAt : toEnd(change.expiresAt);
      // "At most three" said after the fifth visit means: nobody more.
      const limit = maxUses === null ? null : Math.max(maxUses, link.uses);
      const changed = { expiresAt, maxUses: limit, version: link.version + 1, ...sealed };
      const proof = await this.secrets.proofOf(tx, { ...link, ...changed });
      await tx.manager.update(ExternalLinkRow, { id: linkId }, { ...changed, proof });
      await this.record(tx, actor, orgId, 'link.changed', linkId, { fields: Object.keys(change).join(' ') });
      const grant = await tx.manager.findOneByOrFail(AccessGrant, { orgId, resourceId, subjectId: linkId });
      const before = {
        ...{ role: grant.role, customRoleId: grant.customRoleId },
        acts: await actsOfRole(tx, orgId, grant.customRoleId),
      };
      const right = change.role === undefined ? before : await resolveRole(tx, orgId, change.role);
      requireFitting(kind, right);
      requireWithinOwn(heldBy(facts), right, before);
      await this.grants.setLinkInTransaction(tx, actor, orgId, {
        resourceId,
        subjectId: linkId,
        expiresAt,
        ...right,
      });
    });
  }

  /**
   * The address of a link, for the person who made it.
   * @throws {DomainError} request.not-found, also for a link of somebody else or whose secret was not kept
   */
  async address(actor: Actor, resourceId: string, linkId: string): Promise<string> {
    const { orgId } = await this.access.require(actor, 'access.link', resourceId);
    return this.access.locks.holdPlace(actor, orgId, resourceId, async (tx) => {
      await tx.require(actor, 'access.link', resourceId);
      const link = await this.getLink(tx, orgId, resourceId, linkId);
      const address = link.createdBy === actor.personId ? await this.secrets.addressAgain(tx, link) : null;
      if (address === null) throw new DomainError('request.not-found');
      await this.record(tx, actor, orgId, 'link.shown', linkId, { resourceId });
      return address;
    });
  }

  private async getLink(tx: Tx, orgId: string, resourceId: string, id: string): Promise<ExternalLinkRow> {
    const link = await tx.manager.findOneBy(ExternalLinkRow, { orgId, resourceId, id });
    if (link === null || link.revokedAt !== null) throw new DomainError('request.not-found');
    await this.secrets.requireProof(tx, link);
    return link;
  }

  private record(
    tx: Tx,
    { personId }: Pick<Actor, 'personId'>,
    orgId: string,
    action: string,
    targetId: string,
    details: Readonly<Record<string, string | number | boolean | null>>,
  ): Promise<void> {
    return recordAct(tx, { orgId, actorId: personId, action, targetId, details, at: this.clock.now() });
  }
}

const toEnd = (text: string | null | undefined): Date | null =>
  text === null || text === undefined ? null : new Date(text);

function requireFitting(kind: AnyResourceKind, right: HeldRight): void {
  if (!(rolesOf[kind] ?? []).includes(right.role) || letsOthersIn(right))
    throw new DomainError('link.wrong-kind');
}
