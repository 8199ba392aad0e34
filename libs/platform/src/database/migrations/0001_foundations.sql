-- Foundations: tenancy, keys, people, rights, feeds, files, audit.
-- Every table of an organisation's data carries org_id, has row level security FORCEd, and an id made by the application (UUIDv7).

-- Who may see what: fails closed. After the first SET LOCAL a connection answers '' instead of null.
create function app_orgs() returns uuid[] language plpgsql stable as $$
declare setting text := current_setting('app.orgs', true);
begin
  if setting is null or setting = '' then
    raise exception 'app.orgs is not set' using errcode = 'insufficient_privilege';
  end if;
  return setting::uuid[];
end $$;

-- Puts the second lock on a table: the app sees only the organisations of its transaction;
-- the owner migrates; the reader backs up.
create procedure protect(target regclass, org_column text default 'org_id') language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy tenant on %s to maroquin_app using (%I = any((select app_orgs())::uuid[])) with check (%I = any((select app_orgs())::uuid[]))', target, org_column, org_column);
  execute format('create policy migrate on %s to maroquin_owner using (true) with check (true)', target);
  execute format('create policy backup on %s for select to maroquin_reader using (true)', target);
  execute format('grant select, insert, update, delete on %s to maroquin_app', target);
  execute format('grant select on %s to maroquin_reader', target);
end $$;

-- Tables that hold no organisation's data: reached by functions only, so the app role has no grant on them.
create procedure hide(target regclass) language plpgsql as $$
begin
  execute format('grant select on %s to maroquin_reader', target);
end $$;

create table instance (
  id boolean primary key default true check (id),
  created_at timestamptz not null,
  -- wrapped by the customer's key; signs people in before their organisation is known
  instance_key bytea not null,
  -- tells, without revealing anything, whether the key file at hand is the one this database was sealed with
  key_check bytea not null,
  access_seq bigint not null default 0
);
call hide('instance');

create table organisation (
  id uuid primary key,
  created_at timestamptz not null,
  time_zone text not null default 'Europe/Paris',
  name_sealed bytea not null,
  -- null until its first administrator has named it
  set_up_at timestamptz,
  version integer not null default 1
);
call protect('organisation', 'id');

-- ── keys ────────────────────────────────────────────────────────────────────
create table organisation_key (
  org_id uuid not null references organisation (id),
  generation smallint not null,
  wrapped bytea not null,
  created_at timestamptz not null,
  primary key (org_id, generation)
);
call protect('organisation_key');

create table data_key (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  generation smallint not null,
  wrapped bytea not null,
  created_at timestamptz not null
);
call protect('data_key');

-- ── subjects: people, teams, everyone ───────────────────────────────────────
create table subject (
  org_id uuid not null references organisation (id),
  id uuid not null,
  kind text not null check (kind in ('person', 'team', 'everyone', 'link')),
  primary key (org_id, id)
);
call protect('subject');

create table team (
  id uuid primary key,
  org_id uuid not null,
  name_sealed bytea not null,
  name_hash bytea not null,
  created_at timestamptz not null,
  version integer not null default 1,
  unique (org_id, name_hash),
  foreign key (org_id, id) references subject (org_id, id) on delete cascade
);
call protect('team');

create table membership (
  org_id uuid not null,
  team_id uuid not null,
  member_id uuid not null,
  added_at timestamptz not null,
  primary key (org_id, team_id, member_id),
  foreign key (org_id, team_id) references subject (org_id, id) on delete cascade,
  foreign key (org_id, member_id) references subject (org_id, id) on delete cascade
);
create index membership_member on membership (org_id, member_id);
call protect('membership');

-- ── accounts ────────────────────────────────────────────────────────────────
create table account (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  email_hash bytea not null unique,
  email_sealed bytea not null,
  name_sealed bytea not null,
  password_hash text,
  locale text not null default 'fr',
  time_zone text not null default 'Europe/Paris',
  created_at timestamptz not null,
  last_seen_at timestamptz,
  link_requested_at timestamptz,
  disabled_at timestamptz,
  version integer not null default 1,
  foreign key (org_id, id) references subject (org_id, id)
);
call protect('account');

-- A person's places: one home organisation, guest seats in others.
create table seat (
  org_id uuid not null references organisation (id),
  account_id uuid not null,
  kind text not null check (kind in ('member', 'admin', 'guest')),
  created_at timestamptz not null,
  primary key (org_id, account_id),
  foreign key (org_id, account_id) references subject (org_id, id)
);
call protect('seat');

create table session (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  account_id uuid not null references account (id),
  token_hash bytea not null unique,
  -- how the person proved who it is
  method text not null check (method in ('link', 'password')),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index session_account on session (account_id);
call protect('session');

create table api_token (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  account_id uuid not null references account (id),
  token_hash bytea not null unique,
  scopes text[] not null,
  created_at timestamptz not null,
  last_seen_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz
);
create index api_token_account on api_token (account_id);
call protect('api_token');

create table sign_in_link (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  account_id uuid not null references account (id),
  token_hash bytea not null unique,
  created_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index sign_in_link_account on sign_in_link (account_id);
call protect('sign_in_link');

create table invitation (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  account_id uuid not null references account (id),
  invited_by uuid not null,
  created_at timestamptz not null,
  accepted_at timestamptz
);
call protect('invitation');

-- Before sign-in the organisation is unknown: these four look-ups by a 256-bit hash answer ids, nothing that is sealed.
create function find_account(hash bytea) returns table (account_id uuid, org_id uuid)
  language sql stable security definer set search_path = pg_catalog, public as
  'select a.id, a.org_id from account a where a.email_hash = hash and a.disabled_at is null';
create function find_session(hash bytea, now timestamptz)
  returns table (session_id uuid, account_id uuid, home_org uuid, orgs uuid[], admin_of uuid[], locale text, last_seen_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, public as
  $$select s.id, s.account_id, s.org_id, array_agg(t.org_id), coalesce(array_agg(t.org_id) filter (where t.kind = 'admin'), '{}'),
      a.locale, s.last_seen_at
    from session s join account a on a.id = s.account_id join seat t on t.account_id = s.account_id
    where s.token_hash = hash and s.revoked_at is null and s.expires_at > now and a.disabled_at is null
    group by s.id, s.account_id, s.org_id, a.locale, s.last_seen_at$$;
create function find_api_token(hash bytea, now timestamptz)
  returns table (token_id uuid, account_id uuid, home_org uuid, orgs uuid[], admin_of uuid[], scopes text[], locale text, last_seen_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, public as
  $$select s.id, s.account_id, s.org_id, array_agg(t.org_id), coalesce(array_agg(t.org_id) filter (where t.kind = 'admin'), '{}'),
      s.scopes, a.locale, s.last_seen_at
    from api_token s join account a on a.id = s.account_id join seat t on t.account_id = s.account_id
    where s.token_hash = hash and s.revoked_at is null and (s.expires_at is null or s.expires_at > now) and a.disabled_at is null
    group by s.id, s.account_id, s.org_id, s.scopes, a.locale, s.last_seen_at$$;
create function find_sign_in_link(hash bytea) returns table (link_id uuid, account_id uuid, org_id uuid)
  language sql stable security definer set search_path = pg_catalog, public as
  'select l.id, l.account_id, l.org_id from sign_in_link l where l.token_hash = hash';

-- ── the resource tree and its rights ────────────────────────────────────────
-- A permission scope is a resource with grants of its own; scope_grant holds own and inherited grants, flattened.
create table permission_scope (
  org_id uuid not null references organisation (id),
  id uuid not null,
  parent_scope_id uuid,
  inherits boolean not null default true,
  primary key (org_id, id),
  foreign key (org_id, parent_scope_id) references permission_scope (org_id, id)
);
create index permission_scope_parent on permission_scope (org_id, parent_scope_id);
call protect('permission_scope');

create table resource (
  id uuid not null,
  org_id uuid not null references organisation (id),
  parent_id uuid,
  kind text not null check (kind in ('space', 'folder', 'document', 'file', 'channel')),
  scope_id uuid not null,
  marking smallint not null default 0,
  -- the person whose own space this is
  personal_of uuid,
  -- what a list shows beside the name, so that it needs no join: prose or text, bytes, media type
  detail_kind text,
  detail_size bigint,
  detail_type text,
  name_sealed bytea not null,
  name_hash bytea not null,
  hash_generation smallint not null default 1,
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null,
  updated_by uuid,
  updated_at timestamptz not null,
  trashed_at timestamptz,
  trashed_by uuid,
  -- the resource whose trashing took this one along: restoring that one brings this one back
  trash_root_id uuid,
  primary key (id),
  unique (org_id, id),
  foreign key (org_id, parent_id) references resource (org_id, id),
  foreign key (org_id, scope_id) references permission_scope (org_id, id),
  check ((kind = 'space') = (parent_id is null))
);
create unique index resource_name on resource (org_id, parent_id, kind, name_hash) where trashed_at is null and parent_id is not null and kind <> 'document';
create unique index resource_personal on resource (org_id, personal_of) where personal_of is not null;
create index resource_newest on resource (org_id, scope_id, updated_at desc, id desc);
create index resource_parent on resource (org_id, parent_id);
create index resource_trash on resource (org_id, trashed_at desc) where trashed_at is not null;
call protect('resource');

create table access_grant (
  org_id uuid not null,
  resource_id uuid not null,
  subject_id uuid not null,
  role text not null check (role in ('reader', 'commenter', 'editor', 'manager')),
  expires_at timestamptz,
  granted_by uuid,
  granted_at timestamptz not null,
  primary key (org_id, resource_id, subject_id),
  foreign key (org_id, resource_id) references resource (org_id, id) on delete cascade,
  foreign key (org_id, subject_id) references subject (org_id, id) on delete cascade
);
create index access_grant_subject on access_grant (org_id, subject_id);
call protect('access_grant');

create table scope_grant (
  org_id uuid not null,
  scope_id uuid not null,
  subject_id uuid not null,
  from_resource_id uuid not null,
  role text not null,
  expires_at timestamptz,
  primary key (org_id, scope_id, subject_id, from_resource_id),
  foreign key (org_id, scope_id) references permission_scope (org_id, id) on delete cascade,
  foreign key (org_id, from_resource_id, subject_id) references access_grant (org_id, resource_id, subject_id) on delete cascade
);
create index scope_grant_subject on scope_grant (org_id, subject_id);
call protect('scope_grant');

-- One instance-wide sequence of changes of rights. Ids only. Nodes look at its number every 100 ms.
create table access_change (
  seq bigint primary key,
  at timestamptz not null,
  org_id uuid not null,
  scope_id uuid,
  person_id uuid
);
call hide('access_change');
-- Called in the act's own transaction; the row lock on instance makes the order total.
create function note_access_change(org uuid, scope uuid, person uuid, now timestamptz) returns bigint
  language plpgsql security definer set search_path = pg_catalog, public as $$
declare n bigint;
begin
  if org <> all (app_orgs()) then raise exception 'foreign organisation' using errcode = 'insufficient_privilege'; end if;
  update instance set access_seq = access_seq + 1 returning access_seq into n;
  insert into access_change (seq, at, org_id, scope_id, person_id) values (n, now, org, scope, person);
  -- A node that is further behind than this reads everything again.
  delete from access_change where seq <= n - 100000;
  return n;
end $$;
create function access_seq() returns bigint language sql stable security definer set search_path = pg_catalog, public as
  'select access_seq from instance';
create function access_changes(since bigint) returns setof access_change
  language sql stable security definer set search_path = pg_catalog, public as
  'select * from access_change where seq > since order by seq limit 10000';

-- ── feeds ───────────────────────────────────────────────────────────────────
create table feed (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  kind text not null check (kind in ('document', 'channel', 'person')),
  key_id uuid not null references data_key (id),
  seq bigint not null default 0,
  unique (org_id, id)
);
call protect('feed');

-- A row holds a run of entries (first..last); a message is always a run of one.
create table feed_entry (
  feed_id uuid not null,
  last bigint not null,
  first bigint not null,
  org_id uuid not null,
  kind text not null,
  actor_id uuid,
  client_id uuid,
  at timestamptz not null,
  erased_at timestamptz,
  payload bytea not null,
  primary key (feed_id, last),
  check (first <= last and first > 0)
) partition by hash (feed_id);
create table feed_entry_0 partition of feed_entry for values with (modulus 8, remainder 0);
create table feed_entry_1 partition of feed_entry for values with (modulus 8, remainder 1);
create table feed_entry_2 partition of feed_entry for values with (modulus 8, remainder 2);
create table feed_entry_3 partition of feed_entry for values with (modulus 8, remainder 3);
create table feed_entry_4 partition of feed_entry for values with (modulus 8, remainder 4);
create table feed_entry_5 partition of feed_entry for values with (modulus 8, remainder 5);
create table feed_entry_6 partition of feed_entry for values with (modulus 8, remainder 6);
create table feed_entry_7 partition of feed_entry for values with (modulus 8, remainder 7);
create unique index feed_entry_client on feed_entry (feed_id, client_id) where client_id is not null;
call protect('feed_entry');

-- Appends many runs to many feeds in one trip and one commit, under row level security.
-- Feeds that moved on, or that already hold one of the client ids, get nothing: they come back as 'moved' or 'old'.
-- Several rows of one feed arrive in order, with expected = the feed's number before the first of them.
create function append_batch(
  orgs uuid[], feeds uuid[], org_ids uuid[], expected bigint[], firsts bigint[], lasts bigint[],
  kinds text[], actors uuid[], client_ids uuid[], payloads bytea[], now timestamptz
) returns table (feed_id uuid, status text, head bigint, entry_client uuid, entry_first bigint, entry_last bigint, entry_at timestamptz)
language plpgsql as $$
begin
  perform set_config('app.orgs', orgs::text, true);
  return query
  with want as materialized (
    select * from unnest(feeds, org_ids, expected, firsts, lasts, kinds, actors, client_ids, payloads)
      as w(feed, org, exp, f, l, kind, actor, client, payload)
  ), old as materialized (
    select e.feed_id as feed, e.client_id as client, e.first, e.last, e.at
    from feed_entry e join want w on e.feed_id = w.feed and e.client_id = w.client where w.client is not null
  ), locked as materialized (
    select d.id, d.org_id, d.seq from feed d where d.id in (select w.feed from want w) order by d.id for update of d
  ), go as materialized (
    select k.id, max(w.l) as head from locked k join want w on w.feed = k.id and w.org = k.org_id
    where k.id not in (select o.feed from old o)
    group by k.id, k.seq having k.seq = min(w.exp)
  ), bump as (
    update feed d set seq = go.head from go where d.id = go.id
  ), ins as (
    insert into feed_entry (feed_id, org_id, first, last, kind, actor_id, client_id, at, payload)
    select w.feed, w.org, w.f, w.l, w.kind, w.actor, w.client, now, w.payload from want w join go on go.id = w.feed
    returning feed_entry.feed_id, feed_entry.client_id, feed_entry.first, feed_entry.last, feed_entry.at
  )
  select i.feed_id, 'appended', i.last, i.client_id, i.first, i.last, i.at from ins i
  union all select o.feed, 'old', k.seq, o.client, o.first, o.last, o.at from old o join locked k on k.id = o.feed
  union all select k.id, 'moved', k.seq, null, null, null, null from locked k
    where k.id not in (select go.id from go);
end $$;

-- ── documents, channels ─────────────────────────────────────────────────────
create table document (
  id uuid primary key,
  org_id uuid not null,
  kind text not null check (kind in ('prose', 'text')),
  -- raised by restoring or re-importing: sync across epochs is refused
  epoch integer not null default 1,
  foreign key (org_id, id) references resource (org_id, id) on delete cascade,
  foreign key (org_id, id) references feed (org_id, id)
);
call protect('document');

-- A clientID of the CRDT belongs to the person who first committed with it.
create table client_lease (
  org_id uuid not null,
  document_id uuid not null references document (id) on delete cascade,
  client_id bigint not null,
  account_id uuid not null,
  primary key (document_id, client_id)
);
call protect('client_lease');

create table channel (
  id uuid primary key,
  org_id uuid not null,
  document_id uuid unique references document (id),
  foreign key (org_id, id) references resource (org_id, id) on delete cascade,
  foreign key (org_id, id) references feed (org_id, id)
);
call protect('channel');

create table read_state (
  org_id uuid not null,
  channel_id uuid not null references channel (id) on delete cascade,
  account_id uuid not null,
  seq bigint not null,
  primary key (channel_id, account_id)
);
call protect('read_state');

-- ── files ───────────────────────────────────────────────────────────────────
-- A blob is immutable and sealed; its address is a keyed hash of the plain bytes, so that nobody can test for a known file.
create table blob (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  address bytea not null,
  key_id uuid not null references data_key (id),
  size bigint not null,
  -- the size again, sealed with the blob's id: content cut short at a segment would not be noticed otherwise
  size_sealed bytea not null,
  part_count integer not null,
  refs integer not null,
  created_at timestamptz not null,
  unique (org_id, address),
  unique (org_id, id)
);
call protect('blob');

create table file (
  id uuid primary key,
  org_id uuid not null,
  media_type text not null,
  size bigint not null,
  foreign key (org_id, id) references resource (org_id, id) on delete cascade
);
call protect('file');

create table file_version (
  id uuid primary key,
  org_id uuid not null,
  file_id uuid not null references file (id) on delete cascade,
  number integer not null,
  blob_id uuid not null,
  size bigint not null,
  media_type text not null,
  created_by uuid,
  created_at timestamptz not null,
  unique (file_id, number),
  foreign key (org_id, blob_id) references blob (org_id, id)
);
call protect('file_version');

create table document_image (
  id uuid primary key,
  org_id uuid not null,
  document_id uuid not null references document (id) on delete cascade,
  blob_id uuid not null,
  media_type text not null,
  size bigint not null,
  created_by uuid,
  created_at timestamptz not null,
  foreign key (org_id, blob_id) references blob (org_id, id)
);
create index document_image_document on document_image (document_id);
call protect('document_image');

create table upload (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  account_id uuid not null,
  parent_id uuid not null,
  metadata_sealed bytea not null,
  blob_id uuid not null,
  key_id uuid not null references data_key (id),
  length bigint not null,
  -- bytes that are safely in the object store
  stored bigint not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  file_id uuid,
  finished_at timestamptz,
  foreign key (org_id, parent_id) references resource (org_id, id)
);
create index upload_expiry on upload (expires_at) where finished_at is null;
call protect('upload');

-- ── audit, idempotency, usage ───────────────────────────────────────────────
-- Written in the same transaction as the act. Ids only: what people write never stands here.
create table audit (
  id uuid not null,
  at timestamptz not null,
  org_id uuid not null,
  actor_id uuid,
  action text not null,
  target_id uuid,
  details jsonb not null default '{}',
  primary key (id, at)
) partition by range (at);
create table audit_default partition of audit default;
create index audit_org on audit (org_id, at);
call protect('audit');
revoke update, delete on audit from maroquin_app;

create table idempotency (
  org_id uuid not null,
  account_id uuid not null,
  key_hash bytea not null,
  request_hash bytea not null,
  status integer not null,
  response_sealed bytea not null,
  expires_at timestamptz not null,
  primary key (org_id, account_id, key_hash)
);
create index idempotency_expiry on idempotency (expires_at);
call protect('idempotency');

-- Append-only: a counter row would be a hot lock.
create table usage_entry (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  at timestamptz not null,
  kind text not null,
  amount bigint not null
);
create index usage_entry_org on usage_entry (org_id, kind, at);
call protect('usage_entry');

create function read_instance() returns table (instance_key bytea, key_check bytea)
  language sql stable security definer set search_path = pg_catalog, public as
  'select instance_key, key_check from instance';
