import { Inject, Injectable } from '@nestjs/common';
import type { ExternalLink, ResourceKind, Role } from '@maroquin/contracts';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { Keys, openInTurns } from '@maroquin/platform/keys';
import { AccessService } from '../engine/access.service.js';
import { tokenCovers } from '../policy/token-scopes.policy.js';
import { roleFaces } from '../roles/role-faces.js';
import { PeopleNames } from '../subjects/people-names.js';
import { openLinkName } from './link-secrets.js';
import { linkDays } from './link-settings.js';

interface LinkRow {
  readonly id: string;
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

interface LinkList {
  readonly items: ExternalLink[];
  /** After how many days a new one ends by default. */
  readonly days: number | null;
}

/** Longest list shown. */
const MAX_LINKS = 1_000;

const LINKS = `
select l.id, l.name_sealed, a.role, a.custom_role_id, l.resource_id, r.kind, r.name_sealed as resource_name, l.password_sealed is not null as has_password,
  l.expires_at, l.max_uses, l.uses, l.created_by, l.created_at, l.last_used_at, l.token_sealed is not null as has_token
from external_link l
join resource r on r.org_id = l.org_id and r.id = l.resource_id
join access_grant a on a.org_id = l.org_id and a.resource_id = l.resource_id and a.subject_id = l.id
where l.org_id = $1 and l.revoked_at is null`;

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
  async ofResource(actor: Actor, resourceId: string): Promise<LinkList> {
    const { orgId, scopeId, internal } = await this.access.require(actor, 'access.link', resourceId);
    const items = internal ? [] : await this.ofScope(actor, orgId, scopeId);
    return { items, days: await this.days(orgId) };
  }

  /** Those that open what is in this scope; the caller asked. */
  async ofScope(actor: Actor, orgId: string, scopeId: string): Promise<ExternalLink[]> {
    const rows = await this.read(
      `${LINKS} and exists (select 1 from scope_grant g where g.org_id = l.org_id and g.scope_id = $2 and g.subject_id = l.id)
       order by l.created_at desc, l.id limit $3`,
      orgId,
      [scopeId, MAX_LINKS],
    );
    return this.views(actor, orgId, rows);
  }

  /** For administrators, who see names of resources only where they may see the resource. @throws {DomainError} request.not-found */
  async ofOrganisation(actor: Actor): Promise<LinkList> {
    this.access.requireOrganisation(actor, 'people.manage');
    const rows = await this.read(`${LINKS} order by l.created_at desc, l.id limit $2`, actor.orgId, [
      MAX_LINKS,
    ]);
    const items = await this.views(actor, actor.orgId, rows);
    return { items, days: await this.days(actor.orgId) };
  }

  private days(orgId: string): Promise<number | null> {
    return this.database.inOrgs({ orgs: [orgId] }, (tx) => linkDays(tx, orgId));
  }

  private read(sql: string, orgId: string, params: readonly unknown[]): Promise<LinkRow[]> {
    return this.database.inOrgs({ orgs: [orgId] }, (tx) => tx.query<LinkRow>(sql, [orgId, ...params]));
  }

  private async views(actor: Actor, orgId: string, rows: readonly LinkRow[]): Promise<ExternalLink[]> {
    const keys = await this.keys.forOrg(orgId);
    const people = await this.people.names(
      orgId,
      rows.map((row) => row.created_by),
    );
    const visible = await this.access.rolesOf(actor, [...new Set(rows.map((row) => row.resource_id))]);
    const roleOf = await roleFaces(
      { database: this.database, keys: this.keys },
      orgId,
      rows.map((row) => row.custom_role_id),
    );
    return openInTurns(rows, (row) => ({
      id: row.id,
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
