-- One organisation at a time, since each has a key of its own: so the newest messages that hold a common word are found
-- by walking an index, and those of who reads little by what is theirs.
drop index search_message_newest;
create index search_message_newest on search_message (org_id, at, conversation_id, seq);
create index search_message_resource on search_message (resource_id, at);
drop function search_resources(uuid[], timestamptz, text[], text, text, text[], uuid[], uuid[], timestamptz, timestamptz, integer);
drop function search_messages(uuid[], timestamptz, text, uuid[], uuid[], timestamptz, timestamptz, integer);

-- Resources by name and text. terms: one for each word that was asked, for the rank; named,
-- written: what a name and a text have to hold of them.
create function search_resources(
  org uuid, subjects uuid[], as_of timestamptz, terms text[], named text, written text, kinds text[], places uuid[], authors uuid[],
  since timestamptz, until timestamptz, most integer
) returns table (org_id uuid, resource_id uuid, kind text, updated_at timestamptz, part smallint, rank real)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  weights real[] := '{}';
  names real := greatest(1000, (select c.reltuples from pg_class c where c.oid = 'search_title'::regclass));
  found bigint;
begin
  if org <> all (app_orgs()) then raise exception 'foreign organisation' using errcode = 'insufficient_privilege'; end if;
  -- A word in many names says little of any of them.
  for i in 1..cardinality(terms) loop
    select count(*) into found
      from (select from search_title t where t.org_id = org and t.words @@ terms[i]::tsquery limit 2000) few;
    weights := weights || ln(1 + names / (found + 1))::real;
  end loop;
  return query execute $q$
    with scopes as materialized (select s.org_id, s.scope_id from search_scopes($1, $2) s),
    named as (
      select t.resource_id, null::smallint as part,
        (select sum(case when t.words @@ k.term::tsquery then k.weight else 0 end)
          from unnest($3, $4) k (term, weight))::real / (0.5 + 0.5 * least(t.length, 20) / 6.0) * 3 as rank
      from search_title t join resource r on r.id = t.resource_id
      where t.org_id = $5 and t.words @@ $6 and r.trashed_at is null and r.kind = any ($8)
        and (r.org_id, r.scope_id) in (select s.org_id, s.scope_id from scopes s)
        and (not r.internal or r.org_id = any ($1))
        and ($9 is null or r.id = any ($9)) and ($10 is null or r.updated_by = any ($10) or r.created_by = any ($10))
        and ($11 is null or r.updated_at >= $11) and ($12 is null or r.updated_at < $12)
      order by 3 desc, r.updated_at desc limit $13
    ), written as (
      select t.resource_id, t.part,
        (select sum(k.weight * ts_rank('{1,1,1,1}', t.words, k.term::tsquery))
          from unnest($3, $4) k (term, weight))::real / (0.7 + 0.3 * least(t.length, 4000) / 1000.0) as rank
      from search_text t join resource r on r.id = t.resource_id
      where t.org_id = $5 and t.words @@ $7 and r.trashed_at is null and r.kind = any ($8)
        and (r.org_id, r.scope_id) in (select s.org_id, s.scope_id from scopes s)
        and (not r.internal or r.org_id = any ($1))
        and ($9 is null or r.id = any ($9)) and ($10 is null or r.updated_by = any ($10) or r.created_by = any ($10))
        and ($11 is null or r.updated_at >= $11) and ($12 is null or r.updated_at < $12)
      order by r.updated_at desc limit 2 * $13
    ), both_of as (select * from named union all select * from written)
    select r.org_id, r.id, r.kind, r.updated_at,
      (array_agg(b.part order by (b.part is not null) desc, b.rank desc))[1],
      (coalesce(max(b.rank) filter (where b.part is null), 0) + coalesce(max(b.rank) filter (where b.part is not null), 0))::real
    from both_of b join resource r on r.id = b.resource_id
    group by r.org_id, r.id, r.kind, r.updated_at order by 6 desc, r.updated_at desc, r.id limit $13
  $q$ using subjects, as_of, terms, weights, org, named::tsquery, written::tsquery, kinds, places, authors, since, until, most;
end $$;

-- Messages that hold what is wanted, the newest first. Planned with what is asked: a rare word is found by its index, one
-- that most messages hold by walking from the newest on; who reads little is asked for by what that is.
create function search_messages(
  org uuid, subjects uuid[], as_of timestamptz, wanted text, places uuid[], authors uuid[],
  since timestamptz, until timestamptz, most integer
) returns table (org_id uuid, conversation_id uuid, seq bigint, resource_id uuid, author_id uuid, at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  few uuid[];
begin
  if org <> all (app_orgs()) then raise exception 'foreign organisation' using errcode = 'insufficient_privilege'; end if;
  if places is null then
    few := array(select r.id from resource r where r.org_id = org and r.kind in ('channel', 'direct', 'document')
      and r.scope_id in (select s.scope_id from search_scopes(subjects, as_of) s where s.org_id = org) limit 301);
    if cardinality(few) <= 300 then places := few; end if;
  end if;
  return query execute $q$
    with scopes as materialized (select s.org_id, s.scope_id from search_scopes($1, $2) s)
    select m.org_id, m.conversation_id, m.seq, m.resource_id, m.author_id, m.at
    from search_message m join resource r on r.org_id = m.org_id and r.id = m.resource_id
    where m.org_id = $3 and m.words @@ $4 and r.trashed_at is null
      and (r.org_id, r.scope_id) in (select s.org_id, s.scope_id from scopes s)
      and (not r.internal or r.org_id = any ($1))
      and ($5 is null or m.resource_id = any ($5)) and ($6 is null or m.author_id = any ($6))
      and ($7 is null or m.at >= $7) and ($8 is null or m.at < $8)
    order by m.at desc, m.conversation_id desc, m.seq desc limit $9
  $q$ using subjects, as_of, org, wanted::tsquery, places, authors, since, until, most;
end $$;

do $$
declare target regprocedure;
begin
  for target in select p.oid::regprocedure from pg_proc p where p.proname in ('search_resources', 'search_messages') loop
    execute format('revoke execute on function %s from public', target);
    execute format('grant execute on function %s to maroquin_app', target);
  end loop;
end $$;
