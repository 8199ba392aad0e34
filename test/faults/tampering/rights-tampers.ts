export type Table =
  | 'access_grant'
  | 'scope_grant'
  | 'seat'
  | 'membership'
  | 'custom_role'
  | 'organisation_duty'
  | 'permission_scope'
  | 'resource'
  | 'feed';

export const ROLES = ['reader', 'commenter', 'editor', 'manager'];
export const BASES = ['reader', 'commenter', 'editor'];
export const SEATS = ['member', 'admin', 'guest'];
export const DUTIES = ['auditor', 'key-custodian'];
const WHERE = 'where ctid = (select ctid from $table where org_id = $org order by random() limit 1)';
const given = (assignment: string): string => `update $table set ${assignment} ${WHERE}`;
const anotherRow = (column: string, columns = column): string =>
  given(`${column} = (select ${columns} from $table where org_id = $org order by random() limit 1)`);

/** What somebody does who holds PostgreSQL's superuser, to whatever table: by what it is called, a statement. */
const EVERYWHERE: Readonly<Record<string, string>> = {
  'a proof goes away': given('proof = null'),
  'a bit of a proof is another': given('proof = set_byte(proof, $byte, get_byte(proof, $byte) # 1)'),
  'a proof is that of another row': anotherRow('proof'),
};
const GRANTS: Readonly<Record<string, string>> = {
  'a role is another': given('role = $role'),
  'an end comes later': given("expires_at = now() + interval '9 years'"),
  'an end goes away': given('expires_at = null'),
  'a right is another person’s': given('subject_id = $person'),
  'a role and its proof are those of another row': anotherRow('(role, proof)', 'role, proof'),
};
const TAMPERS: Readonly<Record<Table, Readonly<Record<string, string>>>> = {
  access_grant: {
    ...GRANTS,
    'a right is planted':
      'insert into $table (org_id, resource_id, subject_id, role, granted_at) values ($org, $space, $person, $role, now())',
  },
  scope_grant: {
    ...GRANTS,
    'a right is planted':
      'insert into $table (org_id, scope_id, subject_id, from_resource_id, role) values ($org, $space, $person, $space, $role)',
  },
  seat: {
    'a seat is planted':
      'insert into $table (org_id, account_id, kind, created_at) values ($org, $person, $seat, now())',
    'a seat is of another kind': given('kind = $seat'),
    'a seat ends later': given("ends_at = now() + interval '9 years'"),
    'a seat does not end any more': given('ends_at = null'),
    'a seat is another person’s': given('account_id = $person'),
    'a kind and its proof are those of another seat': anotherRow('(kind, proof)', 'kind, proof'),
  },
  membership: {
    'a member is planted':
      'insert into $table (org_id, team_id, member_id, added_at) values ($org, $team, $person, now())',
    'a member is copied into another team': `insert into $table select m.org_id, $person, m.member_id, m.added_at, m.proof, m.was from $table m ${WHERE}`,
    'a member is another person': given('member_id = $person'),
    'a member is of another team': given('team_id = $person'),
    'a member was added at another time': given("added_at = added_at - interval '1 hour'"),
  },
  organisation_duty: {
    'a duty is planted':
      'insert into $table (org_id, subject_id, duty, granted_by, granted_at) values ($org, $person, $duty, $person, now())',
    'a duty is another': given('duty = $duty'),
    'a duty is another person’s': given('subject_id = $person'),
    'a duty was given by somebody else': given('granted_by = $person'),
  },
  custom_role: {
    'a role is planted': `insert into $table (id, org_id, name_sealed, base, acts, created_by, created_at, updated_at)
      values ($person, $org, '', 'editor', '{access.share}', $person, now(), now())`,
    'a role begins from another': given('base = $base'),
    'a role allows more': given("acts = acts || '{access.share}'"),
    'a role allows something else': given("acts = '{resource.purge}'"),
    'a role is there again, or is gone': given('deleted_at = case when deleted_at is null then now() end'),
    'what a role allows and its proof are those of another': anotherRow(
      '(base, acts, proof)',
      'base, acts, proof',
    ),
  },
  permission_scope: {
    'a scope is planted': 'insert into $table (org_id, id) values ($org, $person)',
    'a scope inherits from another': given('parent_scope_id = $space'),
    'a scope inherits, or does not': given('inherits = not inherits'),
    'a scope is confined, or is not': given('confined = not confined'),
  },
  resource: {
    'something is planted': `insert into $table (id, org_id, parent_id, kind, scope_id, name_sealed, name_hash, created_at, updated_at)
      values ($person, $org, $space, 'folder', $space, '', decode(md5(random()::text), 'hex'), now(), now())`,
    'something stands elsewhere': given('parent_id = $space'),
    'something has the rights of another place': given('scope_id = $space'),
    'something stands elsewhere, with the rights of there': given('parent_id = $space, scope_id = $space'),
    'a marking is another': given('marking = (marking + 1) % 3'),
    'a space is a person’s own': given('personal_of = $person'),
    'something was made by somebody else': given('created_by = $person'),
    'something is open to those outside, or is not': given('internal = not internal'),
    'something is restricted, or is not': given('restricted = not restricted'),
    'something is archived': given('archived_at = now()'),
    'who edits suggests, or does not': given('suggestions_only = not suggestions_only'),
    'a place and its proof are those of another': anotherRow(
      '(parent_id, scope_id, marking, proof)',
      'parent_id, scope_id, marking, proof',
    ),
  },
  feed: {
    'a feed is planted': `insert into $table (id, org_id, kind, key_id) select $person, org_id, kind, key_id from $table t ${WHERE}`,
    'the end of a feed is cut, and its number with it': `with cut as (select id, seq from $table where org_id = $org and seq > 0 order by random() limit 1),
      gone as (delete from feed_entry e using cut where e.feed_id = cut.id and e.last = cut.seq)
      update $table f set seq = f.seq - 1 from cut where f.id = cut.id`,
    'the end of a feed is cut': `delete from feed_entry e using (select id, seq from $table where org_id = $org order by random() limit 1) f
      where e.feed_id = f.id and e.last = f.seq`,
    'all of a feed is deleted': `delete from feed_entry e using (select id from $table where org_id = $org order by random() limit 1) f
      where e.feed_id = f.id`,
    'an entry is copied behind the end': `insert into feed_entry select e.feed_id, e.last + 1, e.last + 1, e.org_id, e.kind, e.actor_id, null, e.at, null, e.payload
      from (select id, seq from $table where org_id = $org order by random() limit 1) f join feed_entry e on e.feed_id = f.id and e.last = f.seq`,
    'a number is higher': given('seq = seq + 1'),
    'a number is lower': given('seq = greatest(seq - 1, 0)'),
    'a number and its proof are those of another feed': anotherRow('(seq, proof)', 'seq, proof'),
  },
};
/** What is kept and put back with a table. */
export const tablesOf = (table: Table): readonly string[] =>
  table === 'feed' ? ['feed', 'feed_entry'] : [table];
const TABLES = Object.keys(TAMPERS) as Table[];
export const ALL = TABLES.flatMap((table) =>
  Object.entries({ ...EVERYWHERE, ...TAMPERS[table] }).map(([name, sql]) => [table, name, sql] as const),
);
