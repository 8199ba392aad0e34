-- An address belongs to nobody on the instance: an account has it in its organisation, and it counts as proven once its
-- person opened a link that was mailed there, or a provider that vouches for it said so. What another organisation writes
-- of an address therefore takes nothing away, and says nothing of who is here.
alter table account drop constraint account_email_hash_key;
create unique index account_address on account (org_id, email_hash);
create index account_email on account (email_hash);
alter table account
  add column email_proven_at timestamptz,
  -- since when the account has this address. The default is for nodes of the version before.
  add column email_since timestamptz not null default now();
update account set email_since = created_at;

-- Several organisations may know the same person: who was here last comes first.
create or replace function find_account(hash bytea) returns table (account_id uuid, org_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$select a.id, a.org_id from account a where a.email_hash = hash and a.disabled_at is null
    order by a.last_seen_at desc nulls last, a.id limit 4$$;
-- `find_account_of_address` and `is_address_taken` are no longer asked; nodes of the version before still do.

-- To which address (a keyed hash) the link is mailed; null: it was shown. The mail is written by a job, which works out
-- the secret from the link's id: it lies nowhere.
alter table sign_in_link add column mailed_to bytea;

-- What one administrator may not do alone: asked by one, decided by somebody else, done by the first.
create table approval (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  act text not null check (act in ('sign-in-link', 'administrator-link', 'hand-over', 'identity-merge')),
  -- a person, an administration account, or who asks to be recognised
  target_id uuid not null,
  -- to whom something is handed over
  to_id uuid,
  -- a person or an administration account, as all of these
  asked_by uuid not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  refused boolean not null default false,
  -- the act was done
  used_at timestamptz,
  check ((decided_by is null) = (decided_at is null)),
  check (decided_by is distinct from asked_by)
);
create index approval_waiting on approval (org_id, expires_at) where used_at is null and not refused;
call protect('approval');

-- What was done to somebody's account by others: their browsers tell them.
create table account_notice (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  account_id uuid not null references account (id),
  kind text not null check (kind in ('link-shown', 'handed-over', 'identity-merged', 'address-changed')),
  by_id uuid,
  approved_by uuid,
  at timestamptz not null,
  -- the proven address that the account had until then; null: it is mailed to the one it has
  address_sealed bytea
);
create index account_notice_newest on account_notice (account_id, at desc);
call protect('account_notice');
