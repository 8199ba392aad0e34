import type { Tx } from '@maroquin/platform/database';
import type { Keys } from '@maroquin/platform/keys';
import { openTeamName } from './group-view.js';
import { type Complex, textOf } from './protocol/attribute.js';
import { userType } from './protocol/schemas.js';
import type { Kind, Place } from './stored-collection.js';
import { externalIdHash, toUser, userNameHash, type UserRow } from './user-view.js';

/** People whose home is the organisation; who left for good is not there. */
const USERS = `
select a.id, a.name_sealed, a.email_sealed, a.created_at, a.disabled_at, s.kind = 'admin' as admin,
  u.resource_sealed, u.updated_at
from account a join seat s on s.org_id = a.org_id and s.account_id = a.id
left join scim_user u on u.account_id = a.id
where a.org_id = $1 and a.deleted_at is null`;

export const userById = async (tx: Tx, orgId: string, id: string): Promise<UserRow | null> =>
  (await tx.query<UserRow>(`${USERS} and a.id = $2`, [orgId, id]))[0] ?? null;

/** The people of one organisation. */
export const userKind = ({ keys, base }: Place, { instance }: Keys): Kind<UserRow> => ({
  type: userType,
  apart: 'groups',
  findable: ['id', 'userName', 'externalId'],
  rows: USERS,
  idColumn: 'a.id',
  rowsAStep: 500,
  view: (row) => toUser(keys, row, base),
  where: (attribute, value) =>
    attribute === 'externalId'
      ? ['and u.external_id_hash = $2', externalIdHash(keys, 'User', value)]
      : [
          'and (u.user_name_hash = $2 or (u.account_id is null and a.email_hash = $3))',
          userNameHash(keys, value),
          instance.emailHash(value),
        ],
  /** With the groups that each is in. */
  async complete(tx, users) {
    const rows = await tx.query<{ member_id: string; id: string; name_sealed: Buffer }>(
      `select m.member_id, t.id, t.name_sealed from membership m join team t on t.org_id = m.org_id and t.id = m.team_id
       where m.org_id = $1 and m.member_id = any($2::uuid[]) order by t.id`,
      [keys.orgId, users.map((user) => user['id'])],
    );
    const names = new Map<string, string>();
    const groupsOf = new Map<string, Complex[]>();
    for (const { member_id, id, name_sealed } of rows) {
      const name = names.get(id) ?? openTeamName(keys, id, name_sealed);
      names.set(id, name);
      const group = { value: id, $ref: `${base}/Groups/${id}`, display: name, type: 'direct' };
      groupsOf.set(member_id, [...(groupsOf.get(member_id) ?? []), group]);
    }
    return users.map((user) => {
      const groups = groupsOf.get(textOf(user['id']));
      return groups === undefined ? user : { ...user, groups };
    });
  },
});
