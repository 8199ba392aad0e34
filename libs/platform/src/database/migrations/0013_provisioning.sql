-- People and teams as a provisioning client (SCIM 2.0) knows them.
create table scim_user (
  account_id uuid primary key references account (id),
  org_id uuid not null references organisation (id),
  user_name_hash bytea not null,
  external_id_hash bytea,
  resource_sealed bytea not null,
  updated_at timestamptz not null,
  unique (org_id, user_name_hash)
);
create index scim_user_external on scim_user (org_id, external_id_hash) where external_id_hash is not null;
call protect('scim_user');

create table scim_group (
  team_id uuid primary key references team (id) on delete cascade,
  org_id uuid not null references organisation (id),
  external_id_hash bytea,
  external_id_sealed bytea,
  updated_at timestamptz not null
);
create index scim_group_external on scim_group (org_id, external_id_hash) where external_id_hash is not null;
call protect('scim_group');

-- Whether anybody of the instance signs in with this address, also one whose account is closed.
create function is_address_taken(hash bytea) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  'select exists (select 1 from account a where a.email_hash = hash)';
revoke execute on function is_address_taken(bytea) from public;
grant execute on function is_address_taken(bytea) to maroquin_app;
