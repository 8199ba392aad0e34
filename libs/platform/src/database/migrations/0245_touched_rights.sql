-- A row without a proof is looked at even where an act writes the very values that it has: otherwise it would be taken for
-- one that the act made.
create or replace function withdraw_proof() returns trigger language plpgsql as $$
begin
  if new.proof is null or to_jsonb(new) - '{proof,was}'::text[] is distinct from to_jsonb(old) - '{proof,was}'::text[] then
    new.was := case when old.xmin = pg_current_xact_id()::xid then old.was else to_jsonb(old) - 'was' end;
    new.proof := null;
  end if;
  return new;
end $$;
