-- What append_batch did for entries with client ids, at a fraction of its cost: every message passes here, and joining what
-- is appended with eight partitions cost PostgreSQL more than all else that a message asks of it.
-- One entry after the other; the entries of a feed lie next to each other, feeds rise by id, so that two nodes never lock
-- each other out. The feed's row is locked first, so that no other node appends one of the client ids behind the look.
-- heads, payloads, offsets, sizes: as for append_runs. Returned are only the feeds that took nothing: one row with the
-- feed's number where that was another one (null: there is no such feed), and one for each client id that it holds already.
create function append_once(
  orgs uuid[], feeds uuid[], org_ids uuid[], firsts bigint[], lasts bigint[], heads bigint[],
  kinds text[], actors uuid[], offsets integer[], sizes integer[], payloads bytea, now timestamptz, clients uuid[]
) returns table (missed uuid, head bigint, client uuid, old_first bigint, old_last bigint, old_at bigint)
language plpgsql
-- A plan for one known partition looks cheaper than the general one, and making it costs more than all the rest.
set plan_cache_mode = force_generic_plan
as $$
declare
  left_out uuid[] := '{}';
  known bigint;
  taken boolean;
begin
  perform set_config('app.orgs', orgs::text, true);
  for i in 1..cardinality(feeds) loop
    missed := feeds[i];
    if i = 1 or feeds[i] <> feeds[i - 1] then
      known := firsts[i] - 1;
      update feed f set seq = heads[i] where f.id = feeds[i] and f.org_id = org_ids[i] and f.seq = known;
      taken := found;
      if not taken then
        left_out := left_out || feeds[i];
        known := (select f.seq from feed f where f.id = feeds[i] and f.org_id = org_ids[i]);
        client := null;
        head := known;
        return next;
      end if;
    end if;
    continue when clients[i] is null;
    select e.first, e.last, (extract(epoch from e.at) * 1000)::bigint into old_first, old_last, old_at
    from feed_entry e where e.feed_id = feeds[i] and e.client_id = clients[i];
    continue when not found;
    client := clients[i];
    head := known;
    return next;
    continue when not taken;
    taken := false;
    left_out := left_out || feeds[i];
    update feed f set seq = known where f.id = feeds[i] and f.org_id = org_ids[i];
  end loop;
  insert into feed_entry (feed_id, org_id, first, last, kind, actor_id, client_id, at, payload)
    select w.feed, w.org, w.f, w.l, w.kind, w.actor, w.client, now, substring(payloads from w.start for w.size)
    from unnest(feeds, org_ids, firsts, lasts, kinds, actors, offsets, sizes, clients)
      as w(feed, org, f, l, kind, actor, start, size, client)
    where w.feed <> all (left_out);
end $$;

drop function append_batch(
  uuid[], uuid[], uuid[], bigint[], bigint[], bigint[], text[], uuid[], uuid[], bytea[], timestamptz
);
