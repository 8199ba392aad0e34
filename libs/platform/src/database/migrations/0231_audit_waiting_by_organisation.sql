-- One look into the index for each organisation: the acts that wait are not read one by one, however many there are.
create or replace function audit_waiting(most integer) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  'select o.id from organisation o where exists (select 1 from audit a where a.org_id = o.id and a.number is null) limit most';
