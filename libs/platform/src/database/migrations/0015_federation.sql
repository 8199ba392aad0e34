-- Signing in by OpenID Connect: whose account an (issuer, subject) is, and which sessions its provider may end.

-- The account key is (issuer, subject), as a keyed hash. An e-mail address never finds an account from outside.
create table federated_identity (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  account_id uuid not null references account (id) on delete cascade,
  -- id of the provider in the configuration
  provider text not null,
  subject_hash bytea not null unique,
  claims_sealed bytea not null,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  -- the administrator who allowed it to open an account that was there before; null: made for it
  approved_by uuid
);
create index federated_identity_account on federated_identity (account_id);
call protect('federated_identity');

-- Somebody whose address is already that of an account: waits for an administrator.
create table identity_merge (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  account_id uuid not null references account (id) on delete cascade,
  provider text not null,
  subject_hash bytea not null unique,
  claims_sealed bytea not null,
  created_at timestamptz not null,
  last_asked_at timestamptz not null,
  -- refused: the same person may ask, but nobody is bothered again
  refused_at timestamptz,
  refused_by uuid
);
create index identity_merge_org on identity_merge (org_id, created_at);
call protect('identity_merge');

-- What the provider calls the session, so that signing out ends both.
create table federated_session (
  session_id uuid primary key references session (id) on delete cascade,
  org_id uuid not null references organisation (id),
  provider text not null,
  subject_hash bytea not null,
  sid_hash bytea,
  id_token_sealed bytea not null
);
create index federated_session_subject on federated_session (subject_hash);
create index federated_session_sid on federated_session (sid_hash) where sid_hash is not null;
call protect('federated_session');

-- Keyed hashes of what may be used once: answers of a provider, logout tokens. Of no organisation.
create table used_once (
  hash bytea primary key,
  expires_at timestamptz not null
);
create index used_once_expiry on used_once (expires_at);
call hide('used_once');

-- Refused sign-ins of people whose organisation is not known. Codes only.
create table sign_in_refusal (
  id uuid primary key,
  at timestamptz not null,
  provider text not null,
  reason text not null
);
create index sign_in_refusal_at on sign_in_refusal (at);
call hide('sign_in_refusal');

create function find_federated_identity(hash bytea)
  returns table (identity_id uuid, account_id uuid, org_id uuid, closed boolean)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$select i.id, i.account_id, i.org_id, a.disabled_at is not null
    from federated_identity i join account a on a.id = i.account_id where i.subject_hash = hash$$;
-- Also a closed account keeps its address.
create function find_account_of_address(hash bytea) returns table (account_id uuid, org_id uuid, closed boolean)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  'select a.id, a.org_id, a.disabled_at is not null from account a where a.email_hash = hash';
-- By the provider's session if it names one, else all sessions of the person.
create function find_federated_sessions(subject bytea, sid bytea) returns table (session_id uuid, account_id uuid, org_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$select s.id, s.account_id, s.org_id from federated_session f join session s on s.id = f.session_id
    where s.revoked_at is null
      and case when sid is null then f.subject_hash = subject else f.sid_hash = sid and (subject is null or f.subject_hash = subject) end
    limit 1000$$;
-- True the first time only. Forgets a little of what has expired each time.
create function use_once(wanted bytea, until timestamptz, now timestamptz) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from used_once where hash in (
    select u.hash from used_once u where u.expires_at < now order by u.expires_at limit 100 for update skip locked);
  insert into used_once (hash, expires_at) values (wanted, until) on conflict do nothing;
  return found;
end $$;
-- Keeps ninety days, and never more than a hundred thousand.
create function note_sign_in_refusal(refusal uuid, now timestamptz, by_provider text, why text) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into sign_in_refusal (id, at, provider, reason) values (refusal, now, by_provider, why);
  delete from sign_in_refusal where id in (
    select r.id from sign_in_refusal r where r.at < now - interval '90 days' order by r.at limit 100 for update skip locked);
  delete from sign_in_refusal where id in (
    select r.id from sign_in_refusal r order by r.at desc offset 100000 limit 100 for update skip locked);
end $$;
do $$
declare target regprocedure;
begin
  foreach target in array array[
    'find_federated_identity(bytea)', 'find_account_of_address(bytea)', 'find_federated_sessions(bytea, bytea)',
    'use_once(bytea, timestamptz, timestamptz)', 'note_sign_in_refusal(uuid, timestamptz, text, text)'
  ]::regprocedure[] loop
    execute format('revoke execute on function %s from public', target);
    execute format('grant execute on function %s to maroquin_app', target);
  end loop;
end $$;
