import { Injectable } from '@nestjs/common';
import type { ReviewItem, ReviewItemPage, reviewItemsQuerySchema, Role } from '@maroquin/contracts';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { z } from 'zod';
import { openLinkName } from '../links/link-secrets.js';
import { ResourceSummaries } from '../oversight/resource-summaries.js';
import { roleSummaries } from '../roles/role-summaries.js';
import { SubjectNames } from '../subjects/subject-names.js';
import { Reviews } from './reviews.service.js';

interface ItemRow {
  readonly number: number;
  readonly kind: ReviewItem['kind'];
  readonly resource_id: string;
  readonly subject_id: string;
  /** null: the subject is gone. */
  readonly subject_kind: 'person' | 'team' | 'everyone' | 'link' | null;
  readonly link_name: Buffer | null;
  readonly role: Role;
  readonly custom_role_id: string | null;
  readonly current_role: Role | null;
  readonly current_custom_id: string | null;
  readonly expires_at: Date | null;
  readonly decision: ReviewItem['decision'];
  readonly new_role: Role | null;
  readonly decided_by: string | null;
  readonly decided_at: Date | null;
  readonly obstacle: string | null;
}

const ITEMS = `
select i.number, i.kind, i.resource_id, i.subject_id, s.kind as subject_kind, l.name_sealed as link_name, i.role, i.custom_role_id,
  g.role as current_role, g.custom_role_id as current_custom_id, g.expires_at, i.decision, i.new_role, i.decided_by, i.decided_at, i.obstacle
from access_review_item i
left join subject s on s.org_id = i.org_id and s.id = i.subject_id
left join external_link l on l.org_id = i.org_id and l.id = i.subject_id
left join (resource r join permission_scope scope on scope.org_id = r.org_id and scope.id = r.scope_id and not scope.confined)
  on r.org_id = i.org_id and r.id = i.resource_id
left join access_grant g on g.org_id = i.org_id and g.resource_id = r.id and g.subject_id = i.subject_id
where i.org_id = $1 and i.review_id = $2`;

const lastSchema = z.number().int();

/** The rights of a campaign, each with what was decided. Titles stay sealed for whoever may not read them. */
@Injectable()
export class ReviewItems {
  constructor(
    private readonly reviews: Reviews,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly summaries: ResourceSummaries,
    private readonly names: SubjectNames,
  ) {}

  /** @throws {DomainError} request.not-found */
  async list(
    actor: Actor,
    reviewId: string,
    { state, cursor, limit }: z.infer<typeof reviewItemsQuerySchema>,
  ): Promise<ReviewItemPage> {
    await this.reviews.get(actor, reviewId);
    const audience = `review ${reviewId} ${state ?? ''}`;
    const after =
      cursor === undefined ? 0 : lastSchema.parse(this.keys.instance.openCursor(audience, cursor));
    const items = await this.after(actor, reviewId, after, limit + 1, state);
    const page = items.slice(0, limit);
    const end = items.length > limit ? page.at(-1) : undefined;
    return {
      items: page,
      next: end === undefined ? null : this.keys.instance.sealCursor(audience, end.number),
    };
  }

  /** The caller asked who may. @throws {DomainError} request.not-found */
  async one(actor: Actor, reviewId: string, number: number): Promise<ReviewItem> {
    const [item] = await this.after(actor, reviewId, number - 1, 1);
    if (item?.number !== number) throw new DomainError('request.not-found');
    return item;
  }

  /** In the order of their numbers; the caller asked who may. */
  async after(
    actor: Actor,
    reviewId: string,
    number: number,
    limit: number,
    state?: 'open' | 'decided',
  ): Promise<ReviewItem[]> {
    const rows = await this.database.inOrgs({ orgs: [actor.orgId] }, (tx) =>
      tx.query<ItemRow>(
        `${ITEMS} and i.number > $3 and ($4::boolean is null or (i.decision is null) = $4) order by i.number limit $5`,
        [actor.orgId, reviewId, number, state === undefined ? null : state === 'open', limit],
      ),
    );
    return this.views(actor, rows);
  }

  private async views(actor: Actor, rows: readonly ItemRow[]): Promise<ReviewItem[]> {
    const { orgId } = actor;
    const keys = await this.keys.forOrg(orgId);
    const summaries = await this.summaries.of(
      actor,
      orgId,
      rows.map((row) => row.resource_id),
    );
    const named = rows.flatMap(({ subject_id, subject_kind: kind }) =>
      kind === null || kind === 'link' ? [] : [{ subject_id, kind }],
    );
    const names = await this.names.names(orgId, named);
    const marks = await this.names.marks(orgId, named);
    const people = await this.names.people.names(
      orgId,
      rows.map((row) => row.decided_by),
    );
    const roleOf = await roleSummaries(
      { database: this.database, keys: this.keys },
      orgId,
      rows.flatMap((row) => [row.custom_role_id, row.current_custom_id]),
    );
    return rows.map((row) => ({
      number: row.number,
      kind: row.kind,
      resource: summaries.get(row.resource_id) ?? null,
      subject: {
        id: row.subject_id,
        kind: row.subject_kind ?? (row.kind === 'link' ? 'link' : 'person'),
        name:
          row.link_name === null
            ? (names.get(row.subject_id) ?? '')
            : openLinkName(keys, row.subject_id, row.link_name),
        ...marks.get(row.subject_id),
      },
      role: row.role,
      customRole: roleOf(row.custom_role_id),
      current: row.current_role,
      currentCustomRole: roleOf(row.current_custom_id),
      expiresAt: row.expires_at?.toISOString() ?? null,
      decision: row.decision,
      newRole: row.new_role,
      decidedBy: row.decided_by === null ? null : (people.get(row.decided_by) ?? null),
      decidedAt: row.decided_at?.toISOString() ?? null,
      obstacle: row.obstacle,
    }));
  }
}
