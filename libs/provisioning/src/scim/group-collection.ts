import { setImmediate as nextTurn } from 'node:timers/promises';
import { idSchema } from '@maroquin/contracts';
import type { Database, Tx } from '@maroquin/platform/database';
import type { OrganisationKeys } from '@maroquin/platform/keys';
import { type GroupRow, type MemberRow, toGroup, toMember } from './group-view.js';
import type { Collection } from './list-query.js';
import { type Complex, textOf } from './protocol/attribute.js';
import { groupType } from './protocol/schemas.js';
import { externalIdHash } from './user-view.js';

const GROUPS = `
select t.id, t.name_sealed, t.created_at, g.external_id_sealed, g.updated_at,
  (select md5(string_agg(m.member_id::text, ',' order by m.member_id)) from membership m
   where m.org_id = t.org_id and m.team_id = t.id) as members_tag
from team t left join scim_group g on g.team_id = t.id
where t.org_id = $1`;

/** Who left for good is in no group any more. */
const MEMBERS = `
select m.team_id, m.member_id, coalesce(a.name_sealed, t.name_sealed) as name_sealed, t.id is not null as is_team
from membership m left join account a on a.id = m.member_id and a.deleted_at is null
left join team t on t.org_id = m.org_id and t.id = m.member_id
where m.org_id = $1 and m.team_id = any($2::uuid[]) and (a.id is not null or t.id is not null)
order by m.added_at, m.member_id`;

const MAX_GROUPS = 20_000;
const GROUPS_A_STEP = 100;
/** Opening a name takes about 10 µs. */
const ROWS_A_TURN = 500;

export const groupById = async (tx: Tx, orgId: string, id: string): Promise<GroupRow | null> =>
  (await tx.query<GroupRow>(`${GROUPS} and t.id = $2`, [orgId, id]))[0] ?? null;

/** Of these groups, in the order in which they came. */
export async function membersOf(
  tx: Tx,
  keys: OrganisationKeys,
  base: string,
  groupIds: readonly unknown[],
): Promise<Map<string, Complex[]>> {
  const members = new Map<string, Complex[]>();
  const rows = await tx.query<MemberRow>(MEMBERS, [keys.orgId, groupIds]);
  for (const [index, row] of rows.entries()) {
    if (index % ROWS_A_TURN === ROWS_A_TURN - 1) await nextTurn();
    const known = members.get(row.team_id);
    if (known === undefined) members.set(row.team_id, [toMember(keys, row, base)]);
    else known.push(toMember(keys, row, base));
  }
  return members;
}

interface Place {
  readonly database: Database;
  readonly keys: OrganisationKeys;
  readonly base: string;
}

/** The teams of one organisation. */
export class GroupCollection implements Collection {
  readonly type = groupType;
  readonly apart = 'members';
  readonly findable = ['id', 'displayName', 'externalId'];

  constructor(private readonly place: Place) {}

  private inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.place.database.inOrgs({ orgs: [this.place.keys.orgId] }, work);
  }

  private async views(condition: string, parameters: readonly unknown[]): Promise<Complex[]> {
    const { keys, base } = this.place;
    const rows = await this.inTransaction((tx) =>
      tx.query<GroupRow>(`${GROUPS} ${condition}`, [keys.orgId, ...parameters]),
    );
    return rows.map((row) => toGroup(keys, row, base));
  }

  async count(): Promise<number> {
    const [row] = await this.inTransaction((tx) =>
      tx.query<{ count: string }>('select count(*) as count from team where org_id = $1', [
        this.place.keys.orgId,
      ]),
    );
    return Number(row?.count ?? 0);
  }

  page(offset: number, limit: number): Promise<Complex[]> {
    return this.views('order by t.id offset $2 limit $3', [Math.min(offset, MAX_GROUPS), limit]);
  }

  async find(attribute: string, value: string): Promise<Complex[]> {
    const { keys } = this.place;
    if (attribute === 'id')
      return idSchema.safeParse(value).success ? this.views('and t.id = $2', [value]) : [];
    if (attribute === 'externalId')
      return this.views('and g.external_id_hash = $2', [externalIdHash(keys, 'Group', value)]);
    return this.views('and t.name_hash = $2', [keys.nameHash(keys.orgId, value)]);
  }

  async *all(): AsyncIterable<readonly Complex[]> {
    for (let seen = 0; seen < MAX_GROUPS; seen += GROUPS_A_STEP) {
      const groups = await this.page(seen, GROUPS_A_STEP);
      yield groups;
      await nextTurn();
      if (groups.length < GROUPS_A_STEP) return;
    }
  }

  /** With their members. */
  async complete(groups: readonly Complex[]): Promise<Complex[]> {
    const { keys, base } = this.place;
    const members = await this.inTransaction((tx) =>
      membersOf(
        tx,
        keys,
        base,
        groups.map((group) => group['id']),
      ),
    );
    return groups.map((group) => {
      const own = members.get(textOf(group['id']));
      return own === undefined ? group : { ...group, members: own };
    });
  }
}
