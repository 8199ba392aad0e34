-- The end of an account: tokens that end are told like sessions that end, and a person can leave for good.
alter table account add column deleted_at timestamptz;

-- Called in the act's own transaction, for sessions and tokens of its organisations; others are left alone.
-- `access_change.session_id` names either: no two of them share an id.
create or replace function note_sessions_ended(sessions uuid[], now timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  one record;
  n bigint;
begin
  for one in
    select id, org_id from session where id = any (sessions) and org_id = any (app_orgs())
    union all
    select id, org_id from api_token where id = any (sessions) and org_id = any (app_orgs())
    order by id
  loop
    update instance set access_seq = access_seq + 1 returning access_seq into n;
    insert into access_change (seq, at, org_id, session_id) values (n, now, one.org_id, one.id);
  end loop;
end $$;
