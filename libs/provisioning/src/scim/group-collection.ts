import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Tx } from '@maroquin/platform/database';
import type { OrganisationKeys } from '@maroquin/platform/keys';
import { type GroupRow, type MemberRow, toGroup, toMember } from './group-view.js';
import { type Complex, textOf } from './protocol/attribute.js';
import { groupType } from './protocol/schemas.js';
import type { Kind, Place } from './stored-collection.js';
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

/** The teams of one organisation. */
export const groupKind = ({ keys, base }: Place): Kind<GroupRow> => ({
  type: groupType,
  apart: 'members',
  findable: ['id', 'displayName', 'externalId'],
  rows: GROUPS,
  idColumn: 't.id',
  rowsAStep: 100,
  view: (row) => toGroup(keys, row, base),
  where: (attribute, value) =>
    attribute === 'externalId'
      ? ['and g.external_id_hash = $2', externalIdHash(keys, 'Group', value)]
      : ['and t.name_hash = $2', keys.nameHash(keys.orgId, value)],
  /** With their members. */
  async complete(tx, groups) {
    const ids = groups.map((group) => group['id']);
    const members = await membersOf(tx, keys, base, ids);
    return groups.map((group) => {
      const own = members.get(textOf(group['id']));
      return own === undefined ? group : { ...group, members: own };
    });
  },
});
