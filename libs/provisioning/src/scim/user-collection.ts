import { setImmediate as nextTurn } from 'node:timers/promises';
import { idSchema } from '@maroquin/contracts';
import type { Database, Tx } from '@maroquin/platform/database';
import type { Keys, OrganisationKeys } from '@maroquin/platform/keys';
import type { Collection } from './list-query.js';
import { type Complex, textOf } from './protocol/attribute.js';
import { userType } from './protocol/schemas.js';
import { externalIdHash, toUser, userNameHash, type UserRow } from './user-view.js';

/** People whose home is the organisation; who left for good is not there. */
const USERS = `
select a.id, a.name_sealed, a.email_sealed, a.created_at, a.disabled_at, s.kind = 'admin' as admin,
  u.resource_sealed, u.updated_at
from account a join seat s on s.org_id = a.org_id and s.account_id = a.id
left join scim_user u on u.account_id = a.id
where a.org_id = $1 and a.deleted_at is null`;

const ROWS_A_STEP = 500;
/** Opening a person takes about 20 µs. */
const ROWS_A_TURN = 250;
const MAX_PEOPLE = 20_000;

export const userById = async (tx: Tx, orgId: string, id: string): Promise<UserRow | null> =>
  (await tx.query<UserRow>(`${USERS} and a.id = $2`, [orgId, id]))[0] ?? null;

interface Place {
  readonly database: Database;
  readonly instanceKeys: Keys;
  readonly keys: OrganisationKeys;
  /** Address of the interface. */
  readonly base: string;
}

/** The people of one organisation. */
export class UserCollection implements Collection {
  readonly type = userType;
  readonly apart = 'groups';
  readonly findable = ['id', 'userName', 'externalId'];

  constructor(private readonly place: Place) {}

  private get orgId(): string {
    return this.place.keys.orgId;
  }

  private rows(condition: string, parameters: readonly unknown[]): Promise<UserRow[]> {
    return this.place.database.inOrgs({ orgs: [this.orgId] }, (tx) =>
      tx.query<UserRow>(`${USERS} ${condition}`, [this.orgId, ...parameters]),
    );
  }

  private async views(rows: readonly UserRow[]): Promise<Complex[]> {
    const views: Complex[] = [];
    for (const [index, row] of rows.entries()) {
      if (index % ROWS_A_TURN === ROWS_A_TURN - 1) await nextTurn();
      views.push(toUser(this.place.keys, row, this.place.base));
    }
    return views;
  }

  async count(): Promise<number> {
    const [row] = await this.place.database.inOrgs({ orgs: [this.orgId] }, (tx) =>
      tx.query<{ count: string }>(`select count(*) as count from (${USERS}) as users`, [this.orgId]),
    );
    return Number(row?.count ?? 0);
  }

  async page(offset: number, limit: number): Promise<Complex[]> {
    return this.views(
      await this.rows('order by a.id offset $2 limit $3', [Math.min(offset, MAX_PEOPLE), limit]),
    );
  }

  async find(attribute: string, value: string): Promise<Complex[]> {
    const { keys, instanceKeys } = this.place;
    if (attribute === 'id')
      return idSchema.safeParse(value).success ? this.views(await this.rows('and a.id = $2', [value])) : [];
    if (attribute === 'externalId')
      return this.views(
        await this.rows('and u.external_id_hash = $2', [externalIdHash(keys, 'User', value)]),
      );
    return this.views(
      await this.rows('and (u.user_name_hash = $2 or (u.account_id is null and a.email_hash = $3))', [
        userNameHash(keys, value),
        instanceKeys.instance.emailHash(value),
      ]),
    );
  }

  async *all(): AsyncIterable<readonly Complex[]> {
    let after: string | null = null;
    for (let seen = 0; seen < MAX_PEOPLE; seen += ROWS_A_STEP) {
      const rows: UserRow[] = await this.rows('and ($2::uuid is null or a.id > $2) order by a.id limit $3', [
        after,
        ROWS_A_STEP,
      ]);
      yield await this.views(rows);
      after = rows[rows.length - 1]?.id ?? null;
      if (rows.length < ROWS_A_STEP) return;
    }
  }

  /** With the groups that each is in. */
  async complete(users: readonly Complex[]): Promise<Complex[]> {
    const { keys, database, base } = this.place;
    const ids = users.map((user) => user['id']);
    const rows = await database.inOrgs({ orgs: [this.orgId] }, (tx) =>
      tx.query<{ member_id: string; id: string; name_sealed: Buffer }>(
        `select m.member_id, t.id, t.name_sealed from membership m join team t on t.org_id = m.org_id and t.id = m.team_id
         where m.org_id = $1 and m.member_id = any($2::uuid[]) order by t.id`,
        [this.orgId, ids],
      ),
    );
    const names = new Map<string, string>();
    const groupsOf = new Map<string, Complex[]>();
    for (const { member_id, id, name_sealed } of rows) {
      const name = names.get(id) ?? keys.openText({ table: 'team', column: 'name', row: id }, name_sealed);
      names.set(id, name);
      const group = { value: id, $ref: `${base}/Groups/${id}`, display: name, type: 'direct' };
      groupsOf.set(member_id, [...(groupsOf.get(member_id) ?? []), group]);
    }
    return users.map((user) => {
      const groups = groupsOf.get(textOf(user['id']));
      return groups === undefined ? user : { ...user, groups };
    });
  }
}
