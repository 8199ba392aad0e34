import { Inject, Injectable } from '@nestjs/common';
import { type AccessRequest, idSchema, type ResourceKind, type Role } from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database, type ReadParam, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys, type Page, type Paging, readPage } from '@maroquin/platform/keys';
import { AccessService } from '../engine/access.service.js';
import type { ResourceFacts } from '../engine/resource-facts.js';
import { Grants } from '../grants/grants.service.js';
import { heldBy, requireWithinOwn } from '../roles/given-role.js';
import { PeopleNames } from '../subjects/people-names.js';
import { AccessRequestRow } from './access-request.entity.js';

interface RequestRow {
  readonly id: string;
  readonly account_id: string;
  readonly resource_id: string;
  readonly kind: ResourceKind;
  readonly name_sealed: Buffer;
  readonly requested_at: Date;
}

/** False: a token does not reach so far, or the right is gone meanwhile. */
type Asked = RequestRow & { readonly isMine?: boolean };

const OPEN = `
select q.id, q.account_id, q.resource_id, r.kind, r.name_sealed, q.requested_at
from access_request q join resource r on r.org_id = q.org_id and r.id = q.resource_id
where q.org_id = $1 and q.decided_at is null and r.trashed_at is null`;

/** What people asked for, as those see it who may give it. */
@Injectable()
export class AccessRequests {
  constructor(
    private readonly access: AccessService,
    private readonly grants: Grants,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly people: PeopleNames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws {DomainError} request.not-found */
  async ofResource(actor: Actor, resourceId: string, paging: Paging): Promise<Page<AccessRequest>> {
    const { orgId } = await this.access.require(actor, 'access.answer', resourceId);
    return this.page(`requests for ${resourceId}`, orgId, paging, (after, limit) =>
      this.read(`${OPEN} and q.resource_id = $4`, [orgId, after, limit, resourceId]),
    );
  }

  /** On everything whose access this person manages. @throws {DomainError} request.not-found for a narrow token */
  async ofManager(actor: Actor, paging: Paging): Promise<Page<AccessRequest>> {
    const subjects = await this.access.subjectsOf(actor);
    const { orgId } = actor;
    return this.page(`requests to ${actor.personId}`, orgId, paging, async (after, limit) => {
      const rows = await this.read(
        `${OPEN} and exists (select 1 from scope_grant g where g.org_id = q.org_id and g.scope_id = r.scope_id
           and g.subject_id = any($4::uuid[]) and (g.role = 'manager' or 'access.answer' = any(g.acts)) and (g.expires_at is null or g.expires_at > $5))`,
        [orgId, after, limit, subjects, this.clock.now()],
      );
      const asked: Asked[] = [];
      for (const row of rows)
        asked.push({ ...row, isMine: await this.access.may(actor, 'access.answer', row.resource_id) });
      return asked;
    });
  }

  private async page(
    audience: string,
    orgId: string,
    paging: Paging,
    read: (after: string | null, limit: number) => Promise<readonly Asked[]>,
  ): Promise<Page<AccessRequest>> {
    const list = { audience, place: idSchema, placeOf: ({ id }: Asked) => id, read };
    const isWanted = ({ isMine }: Asked): boolean => isMine !== false;
    const { items, next } = await readPage(this.keys.instance, { ...list, isWanted }, paging);
    return { items: await this.views(orgId, items), next };
  }

  /** The oldest first: ids rise with time. */
  private read(sql: string, params: readonly [string, ...ReadParam[]]): Promise<RequestRow[]> {
    const page = `${sql} and ($2::uuid is null or q.id > $2) order by q.id limit $3`;
    return this.database.readOnce<RequestRow>({ orgs: [params[0]] }, page, params);
  }

  private async views(orgId: string, rows: readonly RequestRow[]): Promise<AccessRequest[]> {
    const keys = await this.keys.forOrg(orgId);
    const people = await this.people.names(
      orgId,
      rows.map((row) => row.account_id),
    );
    return rows.flatMap((row) => {
      const person = people.get(row.account_id);
      if (person === undefined) return [];
      const name = keys.openText(
        { table: 'resource', column: 'name', row: row.resource_id },
        row.name_sealed,
      );
      return [
        {
          id: row.id,
          person,
          resource: { id: row.resource_id, kind: row.kind, name },
          requestedAt: row.requested_at.toISOString(),
        },
      ];
    });
  }

  /** @throws {DomainError} request.not-found, access.beyond-own, access.guest-role, access.unknown-subject for whoever has left meanwhile */
  async approve(actor: Actor, requestId: string, role: Role): Promise<void> {
    const { orgId, id: resourceId } = await this.managed(actor, requestId);
    await this.access.locks.changePlaces(actor, orgId, [resourceId], async (tx) => {
      requireWithinOwn(heldBy(await tx.require(actor, 'access.answer', resourceId)), { role, acts: [] });
      const subjectId = await this.decide(tx, actor, requestId, role);
      await this.grants.setInTransaction(tx, actor, orgId, { resourceId, subjectId, role, expiresAt: null });
    });
  }

  /** @throws {DomainError} request.not-found */
  async refuse(actor: Actor, requestId: string): Promise<void> {
    const { orgId, id: resourceId } = await this.managed(actor, requestId);
    await this.access.locks.changePlaces(actor, orgId, [resourceId], async (tx) => {
      await tx.require(actor, 'access.answer', resourceId);
      await this.decide(tx, actor, requestId, null);
    });
  }

  private async managed(actor: Actor, requestId: string): Promise<ResourceFacts> {
    const request = await this.database.inOrgs({ orgs: actor.orgs }, (tx) =>
      tx.manager.findOneBy(AccessRequestRow, { id: requestId }),
    );
    if (request === null) throw new DomainError('request.not-found');
    return this.access.require(actor, 'access.answer', request.resourceId);
  }

  /** Once: of two managers who decide at the same moment, the second finds nothing left to decide. */
  private async decide(tx: Tx, actor: Actor, requestId: string, role: Role | null): Promise<string> {
    const at = this.clock.now();
    const [row] = await tx.query<{ org_id: string; resource_id: string; account_id: string }>(
      `update access_request set decided_at = $2, decided_by = $3, role = $4 where id = $1 and decided_at is null
       returning org_id, resource_id, account_id`,
      [requestId, at, actor.personId, role],
    );
    if (row === undefined) throw new DomainError('request.not-found');
    await recordAct(tx, {
      ...{ orgId: row.org_id, actorId: actor.personId, targetId: row.resource_id, at },
      action: role === null ? 'access.request-refused' : 'access.request-approved',
      details: { subjectId: row.account_id, role },
    });
    return row.account_id;
  }
}
