-- The audit becomes a chain for each organisation: a row is written with its act as before, and a moment later a sealer
-- gives it a number and a hash over itself and the row before it (docs/adr/0029-audit-chain.md).
alter table audit
  -- place in the chain; null: not sealed yet
  add column number bigint,
  -- 0: written by the service, 1: from before the chain, 2: not written by the service. Whatever is here today is 1.
  add column origin smallint not null default 1,
  add column sealed_at timestamptz,
  add column hash bytea,
  -- keyed hash of the row, made by the service as it writes it
  add column proof bytea,
  -- what keeps a commitment from being guessed; goes away with the value
  add column actor_salt bytea,
  add column subject_salt bytea,
  -- what stands in the chain for a value that was erased, and the act that erased it
  add column actor_commit bytea,
  add column subject_commit bytea,
  add column actor_erased_by uuid,
  add column subject_erased_by uuid;
alter table audit alter column origin set default 0;
create index audit_number on audit (org_id, number);
create index audit_unsealed on audit (org_id, id) where number is null;

-- The end of each chain, signed.
create table audit_chain (
  org_id uuid primary key references organisation (id),
  number bigint not null,
  hash bytea not null,
  sealed_at timestamptz not null,
  -- no row from before the chain is taken any more
  closed_to_old boolean not null default false,
  signature bytea not null
);
call protect('audit_chain');
revoke delete on audit_chain from maroquin_app;

-- Ends of earlier hours, signed: what is kept elsewhere is compared with these.
create table audit_checkpoint (
  org_id uuid not null references organisation (id),
  number bigint not null,
  hash bytea not null,
  sealed_at timestamptz not null,
  signature bytea not null,
  primary key (org_id, number)
);
call protect('audit_checkpoint');
revoke update, delete on audit_checkpoint from maroquin_app;

-- What is sealed stays, but for what identifies somebody, which may go for good.
grant update (number, origin, sealed_at, hash, actor_id, actor_salt, actor_commit, actor_erased_by,
  target_id, details, subject_salt, subject_commit, subject_erased_by) on audit to maroquin_app;
create function guard_audit() returns trigger language plpgsql as $$
begin
  if old.number is null then
    if (new.actor_id, new.target_id, new.details, new.actor_salt, new.subject_salt)
      is distinct from (old.actor_id, old.target_id, old.details, old.actor_salt, old.subject_salt) then
      raise exception 'an act is not changed' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end if;
  if (new.number, new.origin, new.sealed_at, new.hash) is distinct from (old.number, old.origin, old.sealed_at, old.hash)
    or (new.actor_erased_by is null and (new.actor_id, new.actor_salt) is distinct from (old.actor_id, old.actor_salt))
    or (new.subject_erased_by is null
      and (new.target_id, new.details, new.subject_salt) is distinct from (old.target_id, old.details, old.subject_salt))
    or (new.actor_erased_by is not null and (new.actor_id is not null or new.actor_salt is not null))
    or (new.subject_erased_by is not null
      and (new.target_id is not null or new.details <> '{}' or new.subject_salt is not null)) then
    raise exception 'a sealed act is not changed' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger guard_audit before update on audit for each row execute function guard_audit();

-- Whose acts wait for the sealer. Ids only.
create function audit_waiting(most integer) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  'select distinct org_id from audit where number is null limit most';
revoke execute on function audit_waiting(integer) from public;
grant execute on function audit_waiting(integer) to maroquin_app;
