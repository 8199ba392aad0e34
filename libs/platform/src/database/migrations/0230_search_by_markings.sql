-- What is marked is closed to guests and visitors, whatever right they kept: search asks the same, for what it finds, for
-- the weight of words and for whether there is more, so that none of these tells them a word of what they may not open.
create or replace function search_resources(
  org uuid, subjects uuid[], as_of timestamptz, terms text[], named text, written text, kinds text[], places uuid[], authors uuid[],
  since timestamptz, until timestamptz, most integer
) returns table (org_id uuid, resource_id uuid, kind text, updated_at timestamptz, part smallint, rank real)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  mine uuid[];
begin
  if org <> all (app_orgs()) then raise exception 'foreign organisation' using errcode = 'insufficient_privilege'; end if;
  mine := array(select s.scope_id from search_scopes(subjects, as_of) s where s.org_id = org);
  return query execute $q$
    with asked as materialized (select k.term::tsquery as term, k.number from unnest($3) with ordinality k (term, number)),
    readable as materialized (
      select t.resource_id, t.words, t.length, r.updated_at, r.kind, r.created_by, r.updated_by
      from search_title t join resource r on r.id = t.resource_id
      where t.org_id = $4 and t.words @@ $5 and r.trashed_at is null
        and r.scope_id = any ($12) and (not (r.internal or r.marking > 0) or r.org_id = any ($1))
      order by r.updated_at desc limit 2000
    ),
    -- A word in many names says little of any of them.
    weights as materialized (
      select a.term, ln(1 + 2000.0 / (1 + (select count(*) from readable n where n.words @@ a.term)))::real as weight from asked a
    ),
    named as (
      select n.resource_id, null::smallint as part,
        (select sum(w.weight) from weights w where n.words @@ w.term)::real / (0.5 + 0.5 * least(n.length, 20) / 6.0) * 3 as rank
      from readable n
      where n.kind = any ($7) and ($8 is null or n.resource_id = any ($8))
        and ($9 is null or n.updated_by = any ($9) or n.created_by = any ($9))
        and ($10 is null or n.updated_at >= $10) and ($11 is null or n.updated_at < $11)
      order by 3 desc, n.updated_at desc limit $2
    ), texts as materialized (
      select t.resource_id, t.part, t.length, t.ctid as place
      from search_text t join resource r on r.id = t.resource_id
      where t.org_id = $4 and t.words @@ $6 and r.trashed_at is null and r.kind = any ($7)
        and r.scope_id = any ($12) and (not (r.internal or r.marking > 0) or r.org_id = any ($1))
        and ($8 is null or r.id = any ($8)) and ($9 is null or r.updated_by = any ($9) or r.created_by = any ($9))
        and ($10 is null or r.updated_at >= $10) and ($11 is null or r.updated_at < $11)
      order by r.updated_at desc limit 2 * $2
    ), written as (
      select c.resource_id, c.part,
        (select sum(w.weight * ts_rank('{1,1,1,1}', v.words, w.term)) from weights w)::real
          / (0.7 + 0.3 * least(c.length, 4000) / 1000.0) as rank
      -- The words of a text are fetched once, however many terms it is ranked by.
      from texts c cross join lateral (select t.words || ''::tsvector as words from search_text t where t.ctid = c.place offset 0) v
    ), both_of as (select * from named union all select * from written)
    select r.org_id, r.id, r.kind, r.updated_at,
      (array_agg(b.part order by (b.part is not null) desc, b.rank desc))[1],
      (coalesce(max(b.rank) filter (where b.part is null), 0) + coalesce(max(b.rank) filter (where b.part is not null), 0))::real
    from both_of b join resource r on r.id = b.resource_id
    group by r.org_id, r.id, r.kind, r.updated_at order by 6 desc, r.updated_at desc, r.id limit $2
  $q$ using subjects, most, terms, org, named::tsquery, written::tsquery, kinds, places, authors, since, until, mine;
end $$;

create or replace function search_messages(
  org uuid, subjects uuid[], as_of timestamptz, wanted text, places uuid[], authors uuid[],
  since timestamptz, until timestamptz, most integer
) returns table (org_id uuid, conversation_id uuid, seq bigint, resource_id uuid, author_id uuid, at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  mine uuid[];
  few uuid[];
begin
  if org <> all (app_orgs()) then raise exception 'foreign organisation' using errcode = 'insufficient_privilege'; end if;
  mine := array(select s.scope_id from search_scopes(subjects, as_of) s where s.org_id = org);
  if places is null then
    few := array(select r.id from resource r where r.org_id = org and r.kind in ('channel', 'direct', 'document')
      and r.scope_id = any (mine) limit 301);
    if cardinality(few) <= 300 then places := few; end if;
  end if;
  return query execute $q$
    select m.org_id, m.conversation_id, m.seq, m.resource_id, m.author_id, m.at
    from search_message m join resource r on r.org_id = m.org_id and r.id = m.resource_id
    where m.org_id = $3 and m.words @@ $4 and r.trashed_at is null
      and r.scope_id = any ($2) and (not (r.internal or r.marking > 0) or r.org_id = any ($1))
      and ($5 is null or m.resource_id = any ($5)) and ($6 is null or m.author_id = any ($6))
      and ($7 is null or m.at >= $7) and ($8 is null or m.at < $8)
    order by m.at desc, m.conversation_id desc, m.seq desc limit $9
  $q$ using subjects, mine, org, wanted::tsquery, places, authors, since, until, most;
end $$;
