import { Injectable } from '@nestjs/common';
import { type IndexedSubject, SubjectIndex } from '@maroquin/access';
import type { peopleSchema, PersonRow, PersonView, searchPeopleSchema } from '@maroquin/contracts';
import { Database } from '@maroquin/platform/database';
import { Keys, openInTurns, type OrganisationKeys } from '@maroquin/platform/keys';
import type { z } from 'zod';
import { openAccount } from '../accounts/accounts.service.js';
import { managerIdOf } from './manager-of.js';

interface Row {
  readonly id: string;
  readonly name_sealed: Buffer;
  readonly email_sealed: Buffer;
  readonly admin: boolean;
  readonly external: boolean;
  readonly photo_id: string | null;
  readonly created_at: Date;
  readonly last_seen_at: Date | null;
  readonly link_requested_at: Date | null;
  readonly disabled_at: Date | null;
  readonly deleted_at: Date | null;
  /** Of closed accounts only. */
  readonly resource_sealed: Buffer | null;
}

/** Which people a list is asked for, and from where on. */
export type PeopleQuery = Omit<z.infer<typeof searchPeopleSchema>, 'q'> & { readonly q?: string };

/** The people of an organisation, page by page. Whoever calls has asked who may. */
@Injectable()
export class PeopleLists {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly index: SubjectIndex,
  ) {}

  /** Also those whose account is closed; in the order of their names. */
  async list(
    orgId: string,
    { q = '', state, ...paging }: PeopleQuery,
  ): Promise<z.infer<typeof peopleSchema>> {
    const isListed = ({ kind, closed }: IndexedSubject): boolean =>
      kind === 'person' && (state === undefined || closed === (state === 'closed'));
    const list = `people ${state ?? ''}`;
    const { items, next, total } = await this.index.page(orgId, { q, list, isListed }, paging);
    const rows = await this.rows(
      orgId,
      items.map(({ id }) => id),
    );
    return { items: items.flatMap(({ id }) => rows.get(id) ?? []), next, total };
  }

  private async rows(orgId: string, ids: readonly string[]): Promise<ReadonlyMap<string, PersonRow>> {
    const keys = await this.keys.forOrg(orgId);
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<Row>(
        `select a.id, a.name_sealed, a.email_sealed, s.kind = 'admin' as admin, s.kind = 'guest' as external, a.photo_id, a.created_at, a.last_seen_at, a.link_requested_at,
           a.disabled_at, a.deleted_at, u.resource_sealed
         from account a join seat s on s.org_id = a.org_id and s.account_id = a.id
         left join scim_user u on u.account_id = a.id and a.disabled_at is not null
         where a.org_id = $1 and a.id = any($2::uuid[])`,
        [orgId, ids],
      ),
    );
    const managers = await this.managers(keys, rows);
    const people = await openInTurns(rows, (row) => ({
      id: row.id,
      name: openAccount(keys, row.id, 'name', row.name_sealed),
      email: openAccount(keys, row.id, 'email', row.email_sealed),
      admin: row.admin,
      ...(row.external && { external: true as const }),
      ...(row.photo_id !== null && { photo: row.photo_id }),
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at?.toISOString() ?? null,
      pending: row.last_seen_at === null && row.disabled_at === null,
      linkRequestedAt: row.link_requested_at?.toISOString() ?? null,
      disabledAt: row.disabled_at?.toISOString() ?? null,
      deleted: row.deleted_at !== null,
      manager: managers.get(row.id) ?? null,
    }));
    return new Map(people.map((person) => [person.id, person]));
  }

  /** By closed account: its manager, as far as that account is open. */
  private async managers(
    keys: OrganisationKeys,
    rows: readonly Row[],
  ): Promise<ReadonlyMap<string, PersonView>> {
    const ids = new Map<string, string>();
    for (const { id, resource_sealed } of rows) {
      const managerId = managerIdOf(keys, id, resource_sealed);
      if (managerId !== null) ids.set(id, managerId);
    }
    if (ids.size === 0) return new Map();
    const there = new Map(
      (await this.index.current(keys.orgId))
        .filter(({ kind, closed }) => kind === 'person' && !closed)
        .map(({ id, name }) => [id, { id, name }]),
    );
    return new Map(
      [...ids].flatMap(([id, managerId]) => {
        const manager = there.get(managerId);
        return manager === undefined ? [] : [[id, manager] as const];
      }),
    );
  }
}
