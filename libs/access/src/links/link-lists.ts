import { Inject, Injectable } from '@nestjs/common';
import { type ExternalLink, idSchema, type ResourceKind, type Role } from '@maroquin/contracts';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { Keys, openInTurns, type Page, type Paging, readPage } from '@maroquin/platform/keys';
import { AccessService } from '../engine/access.service.js';
import { tokenCovers } from '../policy/token-scopes.policy.js';
import { roleSummaries } from '../roles/role-summaries.js';
import { PeopleNames } from '../subjects/people-names.js';
import { matching } from '../subjects/search-words.js';
import { openLinkName } from './link-secrets.js';
import { linkDays } from './link-settings.js';

interface LinkRow {
  readonly id: string;
  readonly version: number;
  readonly name_sealed: Buffer;
  readonly role: Role;
  readonly custom_role_id: string | null;
  readonly resource_id: string;
  readonly kind: ResourceKind;
  readonly resource_name: Buffer;
  readonly has_password: boolean;
  readonly expires_at: Date | null;
  readonly max_uses: number | null;
  readonly uses: number;
  readonly created_by: string | null;
  readonly created_at: Date;
  readonly last_used_at: Date | null;
  readonly has_token: boolean;
}

interface LinkList extends Page<ExternalLink> {
  /** After how many days a new one ends by default. */
  readonly days: number | null;
}

const LINKS = `
select l.id, l.version, l.name_sealed, a.role, a.custom_role_id, l.resource_id, r.kind, r.name_sealed as resource_name, l.password_sealed is not null as has_password,
  l.expires_at, l.max_uses, l.uses, l.created_by, l.created_at, l.last_used_at, l.token_sealed is not null as has_token
from external_link l
join resource r on r.org_id = l.org_id and r.id = l.resource_id
join access_grant a on a.org_id = l.org_id and a.resource_id = l.resource_id and a.subject_id = l.id
where l.org_id = $1 and l.revoked_at is null`;

/** What is restricted to others has no links for whoever administers. */
const NOT_CLOSED = `exists (select 1 from permission_scope s where s.org_id = r.org_id and s.id = r.scope_id
  and (not s.confined or exists (select 1 from scope_grant g where g.org_id = s.org_id and g.scope_id = s.id
    and g.subject_id = any($4::uuid[]) and (g.expires_at is null or g.expires_at > $5))))`;

const BY_ID = { place: idSchema, placeOf: ({ id }: LinkRow): string => id };

/** All external links of a resource or an organisation, in one place, with their last use. */
@Injectable()
export class LinkLists {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly people: PeopleNames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Those that open it, set on it or on a place above it. @throws {DomainError} request.not-found */
  async ofResource(actor: Actor, resourceId: string, paging: Paging): Promise<LinkList> {
    const { orgId, ...place } = await this.access.require(actor, 'access.link', resourceId);
    return { ...(await this.ofPlace(actor, orgId, place, paging)), days: await this.days(orgId) };
  }

  /** Those that open this place: none where it is internal. The caller asked. */
  async ofPlace(
    actor: Actor,
    orgId: string,
    { scopeId, internal }: { readonly scopeId: string; readonly internal: boolean },
    paging: Paging,
  ): Promise<Page<ExternalLink>> {
    if (internal) return { items: [], next: null };
    const { items, next } = await readPage(
      this.keys.instance,
      {
        ...{ audience: `links of ${scopeId}`, ...BY_ID },
        read: (after, limit) =>
          this.read(
            `${LINKS} and exists (select 1 from scope_grant g where g.org_id = l.org_id and g.scope_id = $4 and g.subject_id = l.id)`,
            [orgId, after, limit, scopeId],
          ),
      },
      paging,
    );
    return { items: await this.views(actor, orgId, items), next };
  }

  /**
   * For administrators, who see names of resources only where they may see the resource.
   * @param q what is looked for in the names of links
   * @throws {DomainError} request.not-found
   */
  async ofOrganisation(actor: Actor, { q = '', ...paging }: Paging & { q?: string }): Promise<LinkList> {
    this.access.requireOrganisation(actor, 'people.manage');
    const { orgId } = actor;
    const keys = await this.keys.forOrg(orgId);
    const now = this.clock.now();
    const mine = tokenCovers(actor.tokenScopes, 'resource.read') ? await this.access.subjectsOf(actor) : [];
    const { items, next } = await readPage(
      this.keys.instance,
      {
        ...{ audience: `links of ${orgId} ${q}`, ...BY_ID },
        read: (after, limit) => this.read(`${LINKS} and ${NOT_CLOSED}`, [orgId, after, limit, mine, now]),
        isWanted: matching(q, (row: LinkRow) => openLinkName(keys, row.id, row.name_sealed)),
      },
      paging,
    );
    return { items: await this.views(actor, orgId, items), next, days: await this.days(orgId) };
  }

  private days(orgId: string): Promise<number | null> {
    return this.database.inOrgs({ orgs: [orgId] }, (tx) => linkDays(tx, orgId));
  }

  /** The newest first: ids rise with time. */
  private read(sql: string, params: readonly [string, ...unknown[]]): Promise<LinkRow[]> {
    const page = `${sql} and ($2::uuid is null or l.id < $2) order by l.id desc limit $3`;
    return this.database.inOrgs({ orgs: [params[0]] }, (tx) => tx.query<LinkRow>(page, params));
  }

  private async views(actor: Actor, orgId: string, rows: readonly LinkRow[]): Promise<ExternalLink[]> {
    const keys = await this.keys.forOrg(orgId);
    const people = await this.people.names(
      orgId,
      rows.map((row) => row.created_by),
    );
    const visible = await this.access.rolesOf(actor, [...new Set(rows.map((row) => row.resource_id))]);
    const roleOf = await roleSummaries(
      { database: this.database, keys: this.keys },
      orgId,
      rows.map((row) => row.custom_role_id),
    );
    return openInTurns(rows, (row) => ({
      id: row.id,
      version: row.version,
      name: openLinkName(keys, row.id, row.name_sealed),
      role: row.role,
      customRole: roleOf(row.custom_role_id),
      resource: {
        id: row.resource_id,
        kind: row.kind,
        name:
          visible.has(row.resource_id) && tokenCovers(actor.tokenScopes, 'resource.read', row.kind)
            ? keys.openText({ table: 'resource', column: 'name', row: row.resource_id }, row.resource_name)
            : null,
      },
      hasPassword: row.has_password,
      expiresAt: row.expires_at?.toISOString() ?? null,
      maxUses: row.max_uses,
      uses: row.uses,
      over: this.whyOver(row),
      createdBy: row.created_by === null ? null : (people.get(row.created_by) ?? null),
      createdAt: row.created_at.toISOString(),
      lastUsedAt: row.last_used_at?.toISOString() ?? null,
      mayShow: row.has_token && row.created_by === actor.personId,
    }));
  }

  private whyOver({ expires_at, max_uses, uses }: LinkRow): ExternalLink['over'] {
    if (expires_at !== null && expires_at <= this.clock.now()) return 'expired';
    return max_uses !== null && uses >= max_uses ? 'used-up' : null;
  }
}
