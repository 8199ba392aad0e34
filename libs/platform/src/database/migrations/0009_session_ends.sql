-- Sessions that end are part of the instance-wide sequence of changes: a sign-out cuts open sockets on every node,
-- also when nodes cannot tell each other anything but by PostgreSQL.
alter table access_change add column session_id uuid;

-- Called in the act's own transaction, for sessions of its organisations; others are left alone.
create function note_sessions_ended(sessions uuid[], now timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  one record;
  n bigint;
begin
  for one in select id, org_id from session where id = any (sessions) and org_id = any (app_orgs()) order by id loop
    update instance set access_seq = access_seq + 1 returning access_seq into n;
    insert into access_change (seq, at, org_id, session_id) values (n, now, one.org_id, one.id);
  end loop;
end $$;
revoke execute on function note_sessions_ended(uuid[], timestamptz) from public;
grant execute on function note_sessions_ended(uuid[], timestamptz) to maroquin_app;
