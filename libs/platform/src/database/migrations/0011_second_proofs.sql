-- Passkeys, code generators, recovery codes. What is checked against is sealed with its place, or a keyed hash, so that
-- who can write to the database cannot plant a way in.
create table passkey (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  account_id uuid not null references account (id) on delete cascade,
  -- keyed hash of the credential id: finds it before its organisation is known
  credential_hash bytea not null unique,
  -- credential id, public key and what the authenticator is, sealed for this account
  record_sealed bytea not null,
  name_sealed bytea not null,
  -- signatures so far (WebAuthn L3 §6.1.1); 0 where the authenticator does not count
  counter bigint not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index passkey_account on passkey (account_id);
call protect('passkey');

create table totp (
  account_id uuid primary key references account (id) on delete cascade,
  org_id uuid not null references organisation (id),
  secret_sealed bytea not null,
  -- time step of the last code that was accepted: none is accepted twice (RFC 6238 §5.2)
  last_step bigint not null default 0,
  created_at timestamptz not null,
  -- null: the person has not yet shown a code
  confirmed_at timestamptz
);
call protect('totp');

create table recovery_code (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  account_id uuid not null references account (id) on delete cascade,
  code_hash bytea not null unique,
  created_at timestamptz not null,
  used_at timestamptz
);
create index recovery_code_account on recovery_code (account_id);
call protect('recovery_code');

-- Tickets that a browser brought back, until they would have expired: each serves once, on whichever node.
create table used_ticket (
  ticket_hash bytea primary key,
  org_id uuid not null references organisation (id),
  expires_at timestamptz not null
);
create index used_ticket_expiry on used_ticket (org_id, expires_at);
call protect('used_ticket');

create function find_passkey(hash bytea) returns table (passkey_id uuid, account_id uuid, org_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$select p.id, p.account_id, p.org_id from passkey p join account a on a.id = p.account_id
    where p.credential_hash = hash and a.disabled_at is null$$;
revoke execute on function find_passkey(bytea) from public;
grant execute on function find_passkey(bytea) to maroquin_app;
