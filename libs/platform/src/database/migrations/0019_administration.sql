-- Administration accounts: second accounts of those who administer, for the administration listener alone. They are no
-- subjects of rights: they hold no seat and no grant can name them, because grants refer to subject.
create table administrator (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  -- it administers the other organisations of this instance as well
  everywhere boolean not null default false,
  -- another hash than account.email_hash: the same person has the same address in both
  email_hash bytea not null unique,
  email_sealed bytea not null,
  name_sealed bytea not null,
  -- argon2id in PHC string form, sealed, and the secret of a code generator (RFC 6238): both or neither
  password_sealed bytea,
  totp_sealed bytea,
  totp_last_step bigint not null default 0,
  created_at timestamptz not null,
  -- an administrator; null: the command line
  created_by uuid,
  last_seen_at timestamptz,
  disabled_at timestamptz,
  check ((password_sealed is null) = (totp_sealed is null))
);
create index administrator_org on administrator (org_id);
call protect('administrator');

create table administrator_passkey (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  administrator_id uuid not null references administrator (id) on delete cascade,
  credential_hash bytea not null unique,
  record_sealed bytea not null,
  counter bigint not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index administrator_passkey_of on administrator_passkey (administrator_id);
call protect('administrator_passkey');

-- Lets somebody give an administration account its ways in, once. It is no way in itself.
create table administrator_link (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  administrator_id uuid not null references administrator (id) on delete cascade,
  token_hash bytea not null unique,
  created_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index administrator_link_of on administrator_link (administrator_id);
call protect('administrator_link');

create table administrator_session (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  administrator_id uuid not null references administrator (id) on delete cascade,
  token_hash bytea not null unique,
  method text not null check (method in ('passkey', 'password', 'oidc')),
  acr text,
  amr text[] not null default '{}',
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index administrator_session_of on administrator_session (administrator_id);
call protect('administrator_session');

-- Before sign-in the organisation is unknown: look-ups by a keyed hash that answer ids.
create function find_administrator(hash bytea) returns table (administrator_id uuid, org_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  'select a.id, a.org_id from administrator a where a.email_hash = hash and a.disabled_at is null';
create function find_administrator_passkey(hash bytea) returns table (passkey_id uuid, administrator_id uuid, org_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  'select p.id, p.administrator_id, p.org_id from administrator_passkey p where p.credential_hash = hash';
create function find_administrator_link(hash bytea, now timestamptz) returns table (administrator_id uuid, org_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$select l.administrator_id, l.org_id from administrator_link l join administrator a on a.id = l.administrator_id
    where l.token_hash = hash and l.used_at is null and l.expires_at > now and a.disabled_at is null$$;
create function find_administrator_session(hash bytea, now timestamptz)
  returns table (session_id uuid, administrator_id uuid, org_id uuid, everywhere boolean, last_seen_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$select s.id, a.id, a.org_id, a.everywhere, s.last_seen_at
    from administrator_session s join administrator a on a.id = s.administrator_id
    where s.token_hash = hash and s.revoked_at is null and s.expires_at > now and a.disabled_at is null$$;
do $$
declare target regprocedure;
begin
  foreach target in array array[
    'find_administrator(bytea)', 'find_administrator_passkey(bytea)', 'find_administrator_link(bytea, timestamptz)',
    'find_administrator_session(bytea, timestamptz)'
  ]::regprocedure[] loop
    execute format('revoke execute on function %s from public', target);
    execute format('grant execute on function %s to maroquin_app', target);
  end loop;
end $$;
