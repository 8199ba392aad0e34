import { Injectable } from '@nestjs/common';
import type { PersonRow, signInLinkSchema } from '@maroquin/contracts';
import { AccessService } from '@maroquin/access';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { openAccount } from '../accounts/accounts.service.js';
import { LINK_LIFETIME_MS, SignInLinks } from '../links/sign-in-links.service.js';
import { managerIdOf } from '../provisioning/user-view.js';
import { AccountEnds } from './account-ends.js';

interface Row {
  readonly id: string;
  readonly name_sealed: Buffer;
  readonly email_sealed: Buffer;
  readonly admin: boolean;
  readonly created_at: Date;
  readonly last_seen_at: Date | null;
  readonly link_requested_at: Date | null;
  readonly disabled_at: Date | null;
  readonly deleted_at: Date | null;
  /** Of closed accounts only. */
  readonly resource_sealed: Buffer | null;
}

const MAX_PEOPLE = 20_000;

/** The people of an organisation, as its administrators see them. */
@Injectable()
export class People {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly links: SignInLinks,
    private readonly ends: AccountEnds,
  ) {}

  /** Also those whose account is closed; in the order of their names. @throws {DomainError} request.not-found */
  async list(actor: Actor): Promise<PersonRow[]> {
    this.access.requireOrganisation(actor, 'people.manage');
    const { orgId } = actor;
    const keys = await this.keys.forOrg(orgId);
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<Row>(
        `select a.id, a.name_sealed, a.email_sealed, s.kind = 'admin' as admin, a.created_at, a.last_seen_at, a.link_requested_at,
           a.disabled_at, a.deleted_at, u.resource_sealed
         from account a join seat s on s.org_id = a.org_id and s.account_id = a.id
         left join scim_user u on u.account_id = a.id and a.disabled_at is not null
         where a.org_id = $1 order by a.id limit $2`,
        [orgId, MAX_PEOPLE],
      ),
    );
    const collator = new Intl.Collator('fr', { numeric: true });
    return rows
      .map((row) => ({
        id: row.id,
        name: openAccount(keys, row.id, 'name', row.name_sealed),
        email: openAccount(keys, row.id, 'email', row.email_sealed),
        admin: row.admin,
        createdAt: row.created_at.toISOString(),
        lastSeenAt: row.last_seen_at?.toISOString() ?? null,
        linkRequestedAt: row.link_requested_at?.toISOString() ?? null,
        disabledAt: row.disabled_at?.toISOString() ?? null,
        deleted: row.deleted_at !== null,
        managerId: managerIdOf(keys, row.id, row.resource_sealed),
      }))
      .sort((a, b) => collator.compare(a.name, b.name));
  }

  /** For who lost access; shown to the administrator, who hands it over. @throws {DomainError} request.not-found */
  async createLink(actor: Actor, personId: string): Promise<z.infer<typeof signInLinkSchema>> {
    this.access.requireOrganisation(actor, 'people.manage');
    const { orgId } = actor;
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const known = await tx.query(
        'select 1 from account where org_id = $1 and id = $2 and disabled_at is null',
        [orgId, personId],
      );
      if (known.length === 0) throw new DomainError('request.not-found');
      await tx.query('update account set link_requested_at = null where id = $1', [personId]);
      const { link, expiresAt } = await this.links.create(
        tx,
        { personId, orgId },
        actor.personId,
        LINK_LIFETIME_MS,
      );
      return { link, expiresAt: expiresAt.toISOString() };
    });
  }

  /** @throws {DomainError} request.not-found, account.last-administrator */
  async disable(actor: Actor, personId: string): Promise<void> {
    this.access.requireOrganisation(actor, 'people.manage');
    const { orgId } = actor;
    await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      this.ends.disable(tx, { orgId, personId, byId: actor.personId }),
    );
  }

  /** @throws {DomainError} request.not-found */
  async enable(actor: Actor, personId: string): Promise<void> {
    this.access.requireOrganisation(actor, 'people.manage');
    const { orgId } = actor;
    const keys = await this.keys.forOrg(orgId);
    await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      this.ends.enable(tx, keys, { orgId, personId, byId: actor.personId }),
    );
  }

  /** @throws {DomainError} request.not-found, account.active, access.unknown-subject */
  async handOver(actor: Actor, personId: string, toId: string): Promise<number> {
    this.access.requireOrganisation(actor, 'people.manage');
    const { orgId } = actor;
    const keys = await this.keys.forOrg(orgId);
    return this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      this.ends.handOver(tx, keys, actor, personId, toId),
    );
  }
}
