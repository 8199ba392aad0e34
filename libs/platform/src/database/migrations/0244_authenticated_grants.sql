-- Rows that give rights carry a keyed hash of themselves, made by the service in the transaction that writes them
-- (docs/adr/0035-authenticated-rights.md).

-- A row that is changed has no proof until the transaction's end, and keeps what it was before: the service looks at the
-- proof of that before it makes a new one, so that nobody has a planted row signed by having it touched.
create function withdraw_proof() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - '{proof,was}'::text[] is distinct from to_jsonb(old) - '{proof,was}'::text[] then
    new.was := case when old.xmin = pg_current_xact_id()::xid then old.was else to_jsonb(old) - 'was' end;
    new.proof := null;
  end if;
  return new;
end $$;

-- Nothing that the service writes is committed without its proof. `tg_argv`: the primary key.
create function require_proof() returns trigger language plpgsql as $$
declare
  missing boolean;
begin
  -- Whoever migrates or restores writes by another role; who plants rows by it gives no right by them.
  if current_user <> 'maroquin_app' then return null; end if;
  execute format(
    'select proof is null from public.%I t where %s', tg_table_name,
    (select string_agg(format('t.%1$I = ($1).%1$I', name), ' and ') from unnest(tg_argv) name)
  ) into missing using new;
  if missing then
    raise exception 'a row of % without a proof', tg_table_name using errcode = 'check_violation';
  end if;
  return null;
end $$;

create procedure authenticate(target regclass, variadic key text[]) language plpgsql as $$
begin
  execute format('alter table %s add column proof bytea, add column was jsonb', target);
  execute format('create index %I on %s (org_id) where proof is null', target || '_unproven', target);
  execute format('create trigger withdraw_proof before update on %s for each row execute function withdraw_proof()', target);
  execute format(
    'create constraint trigger require_proof after insert or update on %s deferrable initially deferred for each row
     when (new.proof is null) execute function require_proof(%s)',
    target, (select string_agg(quote_literal(name), ', ') from unnest(key) name));
end $$;

call authenticate('access_grant', 'org_id', 'resource_id', 'subject_id');
call authenticate('scope_grant', 'org_id', 'scope_id', 'subject_id', 'from_resource_id');

-- By table, that the rows of before the upgrade got their proofs: they get them once.
alter table instance add column rights_proofs jsonb not null default '{}';
create function read_rights_proofs() returns jsonb
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  'select rights_proofs from public.instance';
revoke execute on function read_rights_proofs() from public;
grant execute on function read_rights_proofs() to maroquin_app;
