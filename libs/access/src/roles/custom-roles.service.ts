import { Inject, Injectable } from '@nestjs/common';
import {
  type BaseRole,
  type CustomRole,
  type CustomRoles as CustomRoleList,
  type HeldRight,
  MAX_CUSTOM_ROLES,
  rightCovers,
  type WriteCustomRole,
} from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys, type OrganisationKeys, pageInOrder, type Paging } from '@maroquin/platform/keys';
import { AccessService } from '../engine/access.service.js';
import type { LockedTx } from '../engine/locked-tx.js';
import { Duties } from '../duties/duties.service.js';
import { knownActs, openRoleName } from './role-summaries.js';

interface RoleRow {
  readonly id: string;
  readonly version: number;
  readonly name_sealed: Buffer;
  readonly base: BaseRole;
  readonly acts: string[];
  readonly rights: number;
}

/** Scopes named one by one in a change; beyond this every node reads the whole organisation's rights again. */
const MAX_LISTED_SCOPES = 1_000;

const ROLES = `
select r.id, r.version, r.name_sealed, r.base, r.acts,
  (select count(*)::integer from access_grant g where g.org_id = r.org_id and g.custom_role_id = r.id) as rights
from custom_role r where r.org_id = $1 and r.deleted_at is null order by r.id`;

/** The rights that have this role, and where they reach, get what it is now. */
const REFLATTEN = `
update scope_grant f set role = $3, acts = $4 from access_grant g
where g.org_id = $1 and g.custom_role_id = $2
  and f.org_id = g.org_id and f.from_resource_id = g.resource_id and f.subject_id = g.subject_id
returning f.scope_id`;

/**
 * Roles that an organisation names itself. Who administers writes them but gives no right by it: a role that is given
 * already can only become less (ADR 11).
 */
@Injectable()
export class CustomRoles {
  constructor(
    private readonly access: AccessService,
    private readonly duties: Duties,
    private readonly database: Database,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** For members, who choose one when they give a right. @throws {DomainError} request.not-found */
  async list(actor: Actor, paging: Paging): Promise<CustomRoleList> {
    this.access.requireOrganisation(actor, 'role.list');
    const { orgId } = actor;
    const seesUse = await this.duties.mayAudit(actor);
    const keys = await this.keys.forOrg(orgId);
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) => tx.query<RoleRow>(ROLES, [orgId]));
    const page = pageInOrder(this.keys.instance, `roles ${orgId}`, rows, paging);
    return { items: page.items.map((row) => toView(keys, row, seesUse)), next: page.next };
  }

  /** @throws {DomainError} request.not-found, role.too-many, role.name-taken */
  async create(actor: Actor, wanted: WriteCustomRole): Promise<{ id: string }> {
    this.access.requireOrganisation(actor, 'role.manage');
    const { orgId, personId } = actor;
    const id = newId();
    const keys = await this.keys.forOrg(orgId);
    await this.access.locks.changeOrganisation(actor, orgId, async (tx) => {
      await tx.requireOrganisation(actor, 'role.manage');
      const rows = await tx.query<RoleRow>(ROLES, [orgId]);
      if (rows.length >= MAX_CUSTOM_ROLES) throw new DomainError('role.too-many');
      requireFreeName(keys, rows, wanted.name);
      await tx.query(
        `insert into custom_role (id, org_id, name_sealed, base, acts, created_by, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7)`,
        [id, orgId, sealName(keys, id, wanted.name), wanted.base, wanted.acts, personId, this.clock.now()],
      );
      await this.record(tx, actor, 'role.created', id, wanted);
    });
    return { id };
  }

  /**
   * In effect at once on every right that has it.
   * @throws {DomainError} request.not-found, request.conflict, role.name-taken, role.widens
   */
  async change(actor: Actor, id: string, wanted: WriteCustomRole, expectedVersion: number): Promise<void> {
    this.access.requireOrganisation(actor, 'role.manage');
    const { orgId } = actor;
    const keys = await this.keys.forOrg(orgId);
    await this.access.locks.changeOrganisation(actor, orgId, async (tx) => {
      await tx.requireOrganisation(actor, 'role.manage');
      const rows = await tx.query<RoleRow>(ROLES, [orgId]);
      const before = rows.find((row) => row.id === id);
      if (before === undefined) throw new DomainError('request.not-found');
      if (before.version !== expectedVersion) throw new DomainError('request.conflict');
      requireFreeName(
        keys,
        rows.filter((row) => row !== before),
        wanted.name,
      );
      const after = { role: wanted.base, acts: wanted.acts };
      if (before.rights > 0 && !rightCovers(rightOf(before), after)) throw new DomainError('role.widens');
      await tx.query(
        'update custom_role set name_sealed = $3, base = $4, acts = $5, updated_at = $6, version = version + 1 where org_id = $1 and id = $2',
        [orgId, id, sealName(keys, id, wanted.name), wanted.base, wanted.acts, this.clock.now()],
      );
      await this.spread(tx, orgId, id, after);
      await this.record(tx, actor, 'role.changed', id, wanted);
    });
  }

  /** Rights that have it keep its base. @throws {DomainError} request.not-found */
  async remove(actor: Actor, id: string): Promise<void> {
    this.access.requireOrganisation(actor, 'role.manage');
    const { orgId } = actor;
    await this.access.locks.changeOrganisation(actor, orgId, async (tx) => {
      await tx.requireOrganisation(actor, 'role.manage');
      const row = (await tx.query<RoleRow>(ROLES, [orgId])).find((one) => one.id === id);
      if (row === undefined) throw new DomainError('request.not-found');
      await this.spread(tx, orgId, id, { role: row.base, acts: [] });
      await tx.query(
        'update access_grant set custom_role_id = null where org_id = $1 and custom_role_id = $2',
        [orgId, id],
      );
      const at = this.clock.now();
      await tx.query('update custom_role set deleted_at = $3 where org_id = $1 and id = $2', [orgId, id, at]);
      const details = { base: row.base, rights: row.rights };
      await recordAct(tx, {
        orgId,
        actorId: actor.personId,
        action: 'role.deleted',
        targetId: id,
        details,
        at,
      });
    });
  }

  private async spread(tx: LockedTx, orgId: string, id: string, { role, acts }: HeldRight): Promise<void> {
    await tx.query('update access_grant set role = $3 where org_id = $1 and custom_role_id = $2', [
      orgId,
      id,
      role,
    ]);
    const rows = await tx.query<{ scope_id: string }>(REFLATTEN, [
      ...[orgId, id, role],
      acts.length === 0 ? null : acts,
    ]);
    const scopeIds = [...new Set(rows.map((row) => row.scope_id))];
    if (scopeIds.length === 0) return;
    this.access.recordChange(tx, { orgId, ...(scopeIds.length > MAX_LISTED_SCOPES ? {} : { scopeIds }) });
  }

  private record(
    tx: Tx,
    { orgId, personId: actorId }: Actor,
    action: string,
    targetId: string,
    { base, acts }: WriteCustomRole,
  ): Promise<void> {
    const details = { base, acts: acts.join(' ') };
    return recordAct(tx, { orgId, actorId, action, targetId, details, at: this.clock.now() });
  }
}

const rightOf = ({ base, acts }: RoleRow): HeldRight => ({ role: base, acts: knownActs(acts) });

const sealName = (keys: OrganisationKeys, id: string, name: string): Buffer =>
  keys.seal({ table: 'custom_role', column: 'name', row: id }, name);

const toView = (keys: OrganisationKeys, row: RoleRow, seesUse: boolean): CustomRole => ({
  id: row.id,
  version: row.version,
  name: openRoleName(keys, row),
  base: row.base,
  acts: knownActs(row.acts),
  rights: seesUse ? row.rights : null,
});

/** Two of one name are one in every list. Few enough to open them all. */
function requireFreeName(keys: OrganisationKeys, others: readonly RoleRow[], name: string): void {
  const folded = name.toLocaleLowerCase('fr');
  if (others.some((row) => openRoleName(keys, row).toLocaleLowerCase('fr') === folded))
    throw new DomainError('role.name-taken');
}
