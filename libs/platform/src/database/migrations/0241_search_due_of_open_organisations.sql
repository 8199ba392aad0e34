-- What waits for the search index, without organisations whose keys are closed, and without those that the node puts off
-- because their keys could not be had: their rows stay at the head and would keep everybody else's from being seen.
drop function search_due_names(integer);
create function search_due_names(most integer, put_off uuid[] default '{}')
  returns table (id bigint, org_id uuid, resource_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$select d.id, d.org_id, d.resource_id from search_due d
    where d.org_id <> all (put_off)
      and d.org_id not in (select k.org_id from organisation_key k where k.closed_at is not null)
    order by d.id limit most$$;
drop function search_due_feeds(integer);
create function search_due_feeds(most integer, put_off uuid[] default '{}')
  returns table (org_id uuid, feed_id uuid, kind text, after bigint, head bigint)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$select f.org_id, f.id, f.kind, coalesce(c.seq, 0), f.seq from feed f left join search_cursor c on c.feed_id = f.id
    where f.kind in ('document', 'channel', 'changes') and f.seq > coalesce(c.seq, 0)
      and f.org_id <> all (put_off)
      and f.org_id not in (select k.org_id from organisation_key k where k.closed_at is not null)
    order by f.kind = 'document', f.id limit most$$;
do $$
declare target regprocedure;
begin
  for target in select p.oid::regprocedure from pg_proc p where p.proname in ('search_due_names', 'search_due_feeds')
  loop
    execute format('revoke execute on function %s from public', target);
    execute format('grant execute on function %s to maroquin_app', target);
  end loop;
end $$;
