import { Inject, Injectable } from '@nestjs/common';
import { type Marking, markingLevel, type MarkingState, type setMarkingSchema } from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import { type Clock, CLOCK, type Config, CONFIG, newId } from '@maroquin/platform/config';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Events } from '@maroquin/platform/events';
import type { z } from 'zod';
import { AccessService } from '../engine/access.service.js';
import type { LockedTx } from '../engine/locked-tx.js';
import { Resource } from '../tree/resource.entity.js';
import { markingOf } from '../engine/marking-of.js';
import { type AgreedRequest, MarkingRequests } from './marking-requests.js';

type Wanted = z.infer<typeof setMarkingSchema>;

/** Links and guests that have a right on it or on something below it. */
const OUTSIDERS = `
select count(distinct s.id) filter (where s.kind = 'link')::int as links,
  count(distinct seat.account_id)::int as guests
from scope_grant g
join subject s on s.org_id = g.org_id and s.id = g.subject_id
left join seat on seat.org_id = g.org_id and seat.account_id = g.subject_id and seat.kind = 'guest'
where g.org_id = $1 and (g.expires_at is null or g.expires_at > now())
  and g.scope_id in (select scope_id from resource where org_id = $1 and id = any($2::uuid[]))`;

const DECIDED = `
select decided_by, decided_at from marking_decision
where org_id = $1 and resource_id = $2 order by decided_at desc, id desc limit 1`;

/**
 * How sensitive something is, as a person says: a document, a file, a discussion, a folder or a space with all that stands
 * in it. Nothing is marked less than its place. What is marked is closed to guests and visitors by link (engine).
 */
@Injectable()
export class Markings {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly events: Events,
    private readonly requests: MarkingRequests,
    @Inject(CONFIG) private readonly config: Pick<Config, 'maxMarking' | 'markingLoweredByTwo'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} request.not-found */
  async get(actor: Actor, id: string): Promise<MarkingState> {
    const { orgId } = await this.access.require(actor, 'access.manage', id);
    const { resource, least, outsiders, decision, request } = await this.database.inOrgs(
      { orgs: [orgId] },
      async (tx) => {
        const [subtree] = await tx.query<{ ids: string[] }>('select ids from subtree_of($1, $2)', [
          orgId,
          id,
        ]);
        const [counted] = await tx.query<{ links: number; guests: number }>(OUTSIDERS, [
          orgId,
          subtree?.ids ?? [id],
        ]);
        const [decided] = await tx.query<{ decided_by: string; decided_at: Date }>(DECIDED, [orgId, id]);
        const found = await tx.manager.findOneByOrFail(Resource, { orgId, id });
        return {
          resource: found,
          least: await leastFor(tx, found),
          outsiders: counted ?? { links: 0, guests: 0 },
          decision: decided,
          request: await this.requests.find(tx, orgId, id, this.clock.now()),
        };
      },
    );
    return {
      marking: markingOf(resource.marking),
      least: markingOf(least),
      ceiling: this.config.maxMarking,
      ...outsiders,
      decidedBy: await this.requests.nameOf(orgId, decision?.decided_by ?? null),
      decidedAt: decision?.decided_at.toISOString() ?? null,
      takesTwo: this.config.markingLoweredByTwo,
      request: await this.requests.view(orgId, request, actor.personId),
    };
  }

  /**
   * Raising marks all that stands below it as well; lowering leaves that as it is, to be decided one by one. Where lowering
   * takes two people it is only asked for here.
   * @throws {DomainError} request.not-found, request.conflict, marking.above-ceiling, marking.below-place,
   * marking.reason-needed
   */
  async set(actor: Actor, id: string, wanted: Wanted, expectedVersion: number): Promise<void> {
    const { orgId } = await this.access.require(actor, 'access.manage', id);
    this.requireAllowed(wanted.marking);
    await this.access.locks.changePlaces(actor, orgId, [id], async (tx) => {
      await tx.require(actor, 'access.manage', id);
      const resource = await tx.manager.findOneByOrFail(Resource, { orgId, id });
      if (resource.version !== expectedVersion) throw new DomainError('request.conflict');
      await this.decide(tx, actor, resource, wanted);
    });
  }

  /**
   * To what somebody else asked; who asked may only withdraw it.
   * @throws {DomainError} request.not-found, approval.other-person, marking.below-place
   */
  async answer(actor: Actor, id: string, agrees: boolean): Promise<void> {
    const { orgId } = await this.access.require(actor, 'access.manage', id);
    await this.access.locks.changePlaces(actor, orgId, [id], async (tx) => {
      await tx.require(actor, 'access.manage', id);
      const agreed = await this.requests.answer(tx, { orgId, id, personId: actor.personId }, agrees);
      if (agreed === null) return;
      const resource = await tx.manager.findOneByOrFail(Resource, { orgId, id });
      await this.decide(tx, actor, resource, { marking: markingOf(agreed.marking) }, agreed);
    });
  }

  /** What this instance may hold. @throws {DomainError} marking.above-ceiling */
  requireAllowed(marking: Marking): void {
    if (markingLevel(marking) > markingLevel(this.config.maxMarking))
      throw new DomainError('marking.above-ceiling');
  }

  private async decide(
    tx: LockedTx,
    { personId }: Actor,
    resource: Resource,
    { marking, reason }: Wanted,
    agreed: AgreedRequest | null = null,
  ): Promise<void> {
    const { orgId, id, parentId, marking: before } = resource;
    const level = markingLevel(marking);
    if (level === before) return;
    if (level < (await leastFor(tx, resource))) throw new DomainError('marking.below-place');
    if (level < before && agreed === null) {
      if (reason === undefined) throw new DomainError('marking.reason-needed');
      if (this.config.markingLoweredByTwo)
        return this.requests.ask(tx, { orgId, id, personId }, { marking, reason });
    }
    const decisionId = agreed?.id ?? newId();
    const own = reason === undefined ? null : await this.requests.sealReason(tx, orgId, decisionId, reason);
    await this.requests.forget(tx, orgId, id);
    await tx.query(
      `insert into marking_decision (id, org_id, resource_id, marking_before, marking, reason_sealed, decided_by, decided_at, asked_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        decisionId,
        orgId,
        id,
        before,
        level,
        agreed?.reason_sealed ?? own,
        personId,
        tx.now,
        agreed?.asked_by ?? null,
      ],
    );
    await tx.query('update resource set marking = $3, version = version + 1 where org_id = $1 and id = $2', [
      ...[orgId, id, level],
    ]);
    await recordAct(tx, {
      ...{ orgId, actorId: personId, targetId: id, at: tx.now },
      action: level > before ? 'marking.raised' : 'marking.lowered',
      details: { from: markingOf(before), to: marking, decisionId, askedBy: agreed?.asked_by ?? null },
    });
    // All below it is marked too: every node reads the organisation's places again.
    this.access.recordChange(tx, { orgId });
    this.events.publishAfterCommit(tx, { type: 'resource.changed', orgId, parentId, id });
    if (resource.kind === 'folder' || resource.kind === 'space')
      this.events.publishAfterCommit(tx, { type: 'resource.changed', orgId, parentId: id, id });
  }
}

/** The marking of its place. */
async function leastFor(tx: Pick<Tx, 'manager'>, { orgId, parentId }: Resource): Promise<number> {
  if (parentId === null) return 0;
  const parent = await tx.manager.findOneBy(Resource, { orgId, id: parentId });
  return parent?.marking ?? 0;
}
