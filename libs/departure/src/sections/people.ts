import { Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import { openAccount, openProfile } from '@maroquin/identity';
import { Database } from '@maroquin/platform/database';
import type { Relation } from '@maroquin/platform/proofs';
import { ofLines, type Part } from '../writing/entry.js';
import { AT_ONCE, type Leaving } from './leaving.js';

type Row = Readonly<Record<string, unknown>>;
interface Question {
  /** Ordered by `cursor`, text that compares as the database sorts; $2 is the last one, $3 how many. */
  readonly sql: string;
  readonly relation?: Relation;
}

const PEOPLE: Question = {
  sql: `select a.id, a.id::text as cursor, a.name_sealed, a.email_sealed, a.profile_sealed, a.locale, a.time_zone,
      a.created_at, a.disabled_at, s.kind, s.ends_at, g.space_id as guest_space, g.sponsor_id as guest_sponsor
    from account a left join seat s on s.org_id = a.org_id and s.account_id = a.id
    left join guest g on g.org_id = a.org_id and g.account_id = a.id
    where a.org_id = $1 and a.deleted_at is null and ($2::text is null or a.id > $2::uuid) order by a.id limit $3`,
};
const TEAMS: Question = {
  sql: `select id, id::text as cursor, name_sealed, created_at from team
    where org_id = $1 and ($2::text is null or id > $2::uuid) order by id limit $3`,
};
const ROLES: Question = {
  sql: `select id, id::text as cursor, name_sealed, base, acts, created_by, created_at from custom_role
    where org_id = $1 and deleted_at is null and ($2::text is null or id > $2::uuid) order by id limit $3`,
};
const GRANTS: Question = {
  relation: 'access_grant',
  sql: `select g.*, s.kind as subject_kind, g.resource_id::text || g.subject_id::text as cursor
    from access_grant g join subject s on s.org_id = g.org_id and s.id = g.subject_id
    where g.org_id = $1 and s.kind <> 'link' and ($2::text is null or
      (g.resource_id, g.subject_id) > (left($2, 36)::uuid, right($2, 36)::uuid))
    order by g.resource_id, g.subject_id limit $3`,
};
const MEMBERS: Question = {
  relation: 'membership',
  sql: `select m.*, m.team_id::text || m.member_id::text as cursor from membership m
    where m.org_id = $1 and ($2::text is null or
      (m.team_id, m.member_id) > (left($2, 36)::uuid, right($2, 36)::uuid))
    order by m.team_id, m.member_id limit $3`,
};
const DUTIES: Question = {
  relation: 'organisation_duty',
  sql: `select d.*, d.subject_id::text || d.duty as cursor from organisation_duty d
    where d.org_id = $1 and ($2::text is null or (d.subject_id, d.duty) > (left($2, 36)::uuid, substr($2, 37)))
    order by d.subject_id, d.duty limit $3`,
};

/** Who there is, and who may what: rows that this service wrote, and no others. */
@Injectable()
export class PeopleSection {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
  ) {}

  *parts(leaving: Leaving): Generator<Part> {
    const { at, keys } = leaving;
    const lines = (path: string, question: Question, line: (row: Row) => object): Part =>
      ofLines(path, at, () => this.lines(leaving, question, line));
    const named = (table: string, { id, name_sealed }: Row): string =>
      keys.openText({ table, column: 'name', row: String(id) }, name_sealed as Buffer);
    yield lines('personnes.jsonl', PEOPLE, ({ id, name_sealed, email_sealed, profile_sealed, ...row }) => ({
      id,
      name: openAccount(keys, String(id), 'name', name_sealed as Buffer),
      email: openAccount(keys, String(id), 'email', email_sealed as Buffer),
      profile: openProfile(keys, String(id), profile_sealed as Buffer | null),
      ...camel(row),
    }));
    yield lines('equipes.jsonl', TEAMS, (row) => ({ name: named('team', row), ...camel(row) }));
    yield lines('membres-des-equipes.jsonl', MEMBERS, camel);
    yield lines('roles.jsonl', ROLES, (row) => ({ name: named('custom_role', row), ...camel(row) }));
    yield lines('droits.jsonl', GRANTS, camel);
    yield lines('charges.jsonl', DUTIES, camel);
  }

  private async *lines(
    { orgId, left }: Leaving,
    { sql, relation }: Question,
    line: (row: Row) => object,
  ): AsyncGenerator<object> {
    let after: string | null = null;
    for (;;) {
      const rows: Row[] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
        tx.query<Row>(sql, [orgId, after, AT_ONCE]),
      );
      for (const row of rows) {
        const id = String(row['id'] ?? row['cursor']);
        if (relation !== undefined && !this.access.genuine.isGenuine(relation, row)) {
          left.add({ what: relation, id, why: 'forged' });
          continue;
        }
        try {
          yield line(row);
        } catch (error) {
          left.unlessReadable(error, 'row', id);
        }
      }
      after = rows.length === 0 ? null : String(rows.at(-1)?.['cursor']);
      if (after === null) return;
    }
  }
}

/** Never carried: what proves a row, and what the database sorts by. */
const OURS = new Set(['org_id', 'proof', 'was', 'cursor', 'name_sealed']);

const camel = (row: Row): object =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([key]) => !OURS.has(key))
      .map(([key, value]) => [key.replace(/_([a-z])/gu, (_, letter: string) => letter.toUpperCase()), value]),
  );
