-- The number of a feed carries a proof as rows of rights do (docs/adr/0037-authenticated-heads.md): who cuts the end of one
-- writes a number that the service did not. No index names this column, so that an append stays an update in place.
alter table feed add column proof bytea;

-- As before (0008), where the number before is the service's own. proofs: for each feed, in order, that of the number before
-- its runs and that of the number after them.
drop function append_runs(
  uuid[], uuid[], uuid[], bigint[], bigint[], bigint[], text[], uuid[], integer[], integer[], bytea, timestamptz
);
create function append_runs(
  orgs uuid[], feeds uuid[], org_ids uuid[], firsts bigint[], lasts bigint[], heads bigint[],
  kinds text[], actors uuid[], offsets integer[], sizes integer[], payloads bytea, now timestamptz, proofs bytea
) returns table (missed uuid, head bigint)
language plpgsql as $$
declare
  left_out uuid[] := '{}';
  proof_at integer := 1;
begin
  perform set_config('app.orgs', orgs::text, true);
  for i in 1..cardinality(feeds) loop
    continue when i > 1 and feeds[i] = feeds[i - 1];
    update feed f set seq = heads[i], proof = substring(proofs from proof_at + 32 for 32)
      where f.id = feeds[i] and f.org_id = org_ids[i] and f.seq = firsts[i] - 1
        and f.proof = substring(proofs from proof_at for 32);
    if not found then
      left_out := left_out || feeds[i];
      missed := feeds[i];
      head := (select f.seq from feed f where f.id = feeds[i] and f.org_id = org_ids[i]);
      return next;
    end if;
    proof_at := proof_at + 64;
  end loop;
  insert into feed_entry (feed_id, org_id, first, last, kind, actor_id, at, payload)
    select w.feed, w.org, w.f, w.l, w.kind, w.actor, now, substring(payloads from w.start for w.size)
    from unnest(feeds, org_ids, firsts, lasts, kinds, actors, offsets, sizes)
      as w(feed, org, f, l, kind, actor, start, size)
    where w.feed <> all (left_out);
end $$;

-- As before (0290), in the same way.
drop function append_once(
  uuid[], uuid[], uuid[], bigint[], bigint[], bigint[], text[], uuid[], integer[], integer[], bytea, timestamptz, uuid[]
);
create function append_once(
  orgs uuid[], feeds uuid[], org_ids uuid[], firsts bigint[], lasts bigint[], heads bigint[],
  kinds text[], actors uuid[], offsets integer[], sizes integer[], payloads bytea, now timestamptz, proofs bytea,
  clients uuid[]
) returns table (missed uuid, head bigint, client uuid, old_first bigint, old_last bigint, old_at bigint)
language plpgsql
-- A plan for one known partition looks cheaper than the general one, and making it costs more than all the rest.
set plan_cache_mode = force_generic_plan
as $$
declare
  left_out uuid[] := '{}';
  known bigint;
  taken boolean;
  -- Where the proofs of the feed begin that is looked at.
  proof_at integer := -63;
begin
  perform set_config('app.orgs', orgs::text, true);
  for i in 1..cardinality(feeds) loop
    missed := feeds[i];
    if i = 1 or feeds[i] <> feeds[i - 1] then
      known := firsts[i] - 1;
      proof_at := proof_at + 64;
      update feed f set seq = heads[i], proof = substring(proofs from proof_at + 32 for 32)
        where f.id = feeds[i] and f.org_id = org_ids[i] and f.seq = known
          and f.proof = substring(proofs from proof_at for 32);
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
    update feed f set seq = known, proof = substring(proofs from proof_at for 32)
      where f.id = feeds[i] and f.org_id = org_ids[i];
  end loop;
  insert into feed_entry (feed_id, org_id, first, last, kind, actor_id, client_id, at, payload)
    select w.feed, w.org, w.f, w.l, w.kind, w.actor, w.client, now, substring(payloads from w.start for w.size)
    from unnest(feeds, org_ids, firsts, lasts, kinds, actors, offsets, sizes, clients)
      as w(feed, org, f, l, kind, actor, start, size, client)
    where w.feed <> all (left_out);
end $$;
