-- Where things stand, what they are marked, and what inherits from what carry proofs as grants do
-- (docs/adr/0035-authenticated-rights.md).
call authenticate('permission_scope', 'org_id', 'id');

-- Of a resource only what decides over rights is authenticated: its name, size and times change all day, outside the lock.
create function place_said(r resource) returns jsonb language sql immutable as
  $$select jsonb_build_object('org_id', r.org_id, 'id', r.id, 'parent_id', r.parent_id, 'kind', r.kind, 'scope_id', r.scope_id,
    'personal_of', r.personal_of, 'internal', r.internal, 'restricted', r.restricted, 'marking', r.marking,
    'created_by', r.created_by, 'archived_at', r.archived_at, 'suggestions_only', r.suggestions_only)$$;

alter table resource add column proof bytea, add column was jsonb;
create index resource_unproven on resource (org_id) where proof is null;

-- As withdraw_proof. A row that has its proof says what it did before this transaction, however often that wrote other
-- columns; one without is of this transaction only if it was made or changed by it.
create function withdraw_place_proof() returns trigger language plpgsql as $$
begin
  if new.proof is null or place_said(new) is distinct from place_said(old) then
    new.was := case when old.proof is null and old.xmin = pg_current_xact_id()::xid then old.was
      else place_said(old) || jsonb_build_object('proof', old.proof) end;
    new.proof := null;
  end if;
  return new;
end $$;
create trigger withdraw_proof before update of org_id, id, parent_id, kind, scope_id, personal_of, internal, restricted,
  marking, created_by, archived_at, suggestions_only on resource
  for each row execute function withdraw_place_proof();
-- Whoever touches a planted row does not make it one of its own.
create trigger withdraw_proof_unproven before update on resource
  for each row when (old.proof is null) execute function withdraw_place_proof();
create constraint trigger require_proof after insert or update of org_id, id, parent_id, kind, scope_id, personal_of, internal,
  restricted, marking, created_by, archived_at, suggestions_only on resource deferrable initially deferred
  for each row when (new.proof is null) execute function require_proof('org_id', 'id');
