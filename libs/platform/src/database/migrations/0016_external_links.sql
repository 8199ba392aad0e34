-- Sharing beyond the organisation: links that open one resource, and seats that end.

-- null: without end. A seat that is over gives nothing any more.
alter table seat add column ends_at timestamptz;

-- A subject of kind `link`: its grant says what it opens and until when. The secret is only in the link.
create table external_link (
  id uuid primary key,
  org_id uuid not null,
  resource_id uuid not null,
  token_hash bytea not null unique,
  name_sealed bytea not null,
  -- argon2id in PHC string form, sealed; null: none is asked for
  password_sealed bytea,
  expires_at timestamptz,
  -- null: any number of times
  max_uses integer check (max_uses > 0),
  uses integer not null default 0,
  created_by uuid,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  check (uses >= 0 and (max_uses is null or uses <= max_uses)),
  foreign key (org_id, id) references subject (org_id, id) on delete cascade,
  foreign key (org_id, resource_id) references resource (org_id, id) on delete cascade
);
create index external_link_resource on external_link (org_id, resource_id);
call protect('external_link');

-- A browser that came in by a link. Acts as the link's subject, and as nothing else.
create table link_visit (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  link_id uuid not null references external_link (id) on delete cascade,
  token_hash bytea not null unique,
  -- as the visitor says it is called; null: it did not say
  name_sealed bytea,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index link_visit_link on link_visit (link_id) where ended_at is null;
call protect('link_visit');

create function find_external_link(hash bytea) returns table (link_id uuid, org_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  'select l.id, l.org_id from external_link l where l.token_hash = hash';
create function find_link_visit(hash bytea, now timestamptz)
  returns table (visit_id uuid, link_id uuid, org_id uuid, last_seen_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$select v.id, v.link_id, v.org_id, v.last_seen_at
    from link_visit v join external_link l on l.id = v.link_id
    where v.token_hash = hash and v.ended_at is null and v.expires_at > now
      and l.revoked_at is null and (l.expires_at is null or l.expires_at > now)$$;
-- What the seat of a person in its home organisation is: asked beside the session or token that names the person.
create function seat_of(account uuid, org uuid) returns table (seat_kind text, seat_ends_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  'select s.kind, s.ends_at from seat s where s.org_id = org and s.account_id = account';

-- As note_sessions_ended, for visits of the transaction's organisations.
create function note_visits_ended(visits uuid[], now timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  one record;
  n bigint;
begin
  for one in select id, org_id from link_visit where id = any (visits) and org_id = any (app_orgs()) order by id loop
    update instance set access_seq = access_seq + 1 returning access_seq into n;
    insert into access_change (seq, at, org_id, session_id) values (n, now, one.org_id, one.id);
  end loop;
end $$;

do $$
declare target text;
begin
  foreach target in array array['find_external_link(bytea)', 'find_link_visit(bytea, timestamptz)', 'seat_of(uuid, uuid)',
    'note_visits_ended(uuid[], timestamptz)'] loop
    execute format('revoke execute on function %s from public', target);
    execute format('grant execute on function %s to maroquin_app', target);
  end loop;
end $$;
