-- Whose administration account a person of an OpenID provider may open, when the provider says that it was recognised
-- strongly enough. Another hash than that of the same person's usual account.
create table administrator_identity (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  administrator_id uuid not null references administrator (id) on delete cascade,
  provider text not null,
  subject_hash bytea not null unique,
  created_at timestamptz not null
);
create index administrator_identity_of on administrator_identity (administrator_id);
call protect('administrator_identity');

create function find_administrator_identity(hash bytea) returns table (administrator_id uuid, org_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$select a.id, a.org_id from administrator_identity i join administrator a on a.id = i.administrator_id
    where i.subject_hash = hash and a.disabled_at is null$$;
revoke execute on function find_administrator_identity(bytea) from public;
grant execute on function find_administrator_identity(bytea) to maroquin_app;
