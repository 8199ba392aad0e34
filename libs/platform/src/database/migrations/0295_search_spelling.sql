-- Words that texts are made of, for typing errors. Nothing of a word stands here in clear: `term` is a keyed hash of it,
-- `near` are keyed hashes of it with one letter left out, which two spellings of a word have in common, filled up to one
-- number for all. Nothing names the texts that hold it. A word is proposed only to people who may read a text that does.
create table search_word (
  org_id uuid not null,
  term text not null,
  generation smallint not null,
  near bigint[] not null,
  word bytea not null,
  -- the last day on which a text was known to hold it
  seen_on date not null,
  primary key (org_id, term)
);
create index search_word_near on search_word using gin (near);
create index search_word_seen on search_word (org_id, seen_on, term);
call protect('search_word');

-- Row level security would keep PostgreSQL from using these indexes, whose operators it does not hold leakproof.
create function search_near(org uuid, keys bigint[], most integer) returns table (term text, word bytea)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if org <> all (app_orgs()) then raise exception 'foreign organisation' using errcode = 'insufficient_privilege'; end if;
  return query select w.term, w.word from search_word w where w.near && keys and w.org_id = org
    order by cardinality(array(select unnest(w.near) intersect select unnest(keys))) desc, w.term limit most;
end $$;

-- Of how many names, texts and messages that these subjects may read each of the queries is true: counted to `most` of each,
-- and of messages among the first 5,000 that hold the words, or one search would read all that an organisation says.
create function search_count(org uuid, subjects uuid[], as_of timestamptz, wanted text[], most integer)
returns table (number integer, hits integer)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  mine uuid[];
  few uuid[];
begin
  if org <> all (app_orgs()) then raise exception 'foreign organisation' using errcode = 'insufficient_privilege'; end if;
  mine := array(select s.scope_id from search_scopes(subjects, as_of) s where s.org_id = org);
  few := array(select r.id from resource r where r.org_id = org and r.kind in ('channel', 'direct', 'document')
    and r.scope_id = any (mine) limit 301);
  if cardinality(few) > 300 then few := null; end if;
  for each in 1..cardinality(wanted) loop
    number := each;
    execute $q$
      select (select count(*) from (
          select from search_title t join resource r on r.id = t.resource_id
          where t.org_id = $1 and t.words @@ $4 and r.trashed_at is null
            and r.scope_id = any ($3) and (not (r.internal or r.marking > 0) or r.org_id = any ($2)) limit $5) names)
        + (select count(*) from (
          select from search_text t join resource r on r.id = t.resource_id
          where t.org_id = $1 and t.words @@ $4 and r.trashed_at is null
            and r.scope_id = any ($3) and (not (r.internal or r.marking > 0) or r.org_id = any ($2)) limit $5) texts)
    $q$ into hits using org, subjects, mine, wanted[number]::tsquery, most;
    if hits < most then
      execute $q$
        select $7 + (select count(*) from (
          select from (
            select s.org_id, s.resource_id from search_message s where s.org_id = $1 and s.words @@ $4 limit 5000) m
          join resource r on r.org_id = m.org_id and r.id = m.resource_id
          where r.trashed_at is null and ($6 is null or m.resource_id = any ($6)) and r.scope_id = any ($3) and (not (r.internal or r.marking > 0) or r.org_id = any ($2)) limit $5) said)
      $q$ into hits using org, subjects, mine, wanted[number]::tsquery, most, few, hits;
    end if;
    return next;
  end loop;
end $$;

-- Which of these queries some name, text or message of the organisation answers, whoever may read it.
create function search_held(org uuid, wanted text[]) returns setof integer
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if org <> all (app_orgs()) then raise exception 'foreign organisation' using errcode = 'insufficient_privilege'; end if;
  for each in 1..cardinality(wanted) loop
    if exists (select from search_title t where t.org_id = org and t.words @@ wanted[each]::tsquery)
      or exists (select from search_text t where t.org_id = org and t.words @@ wanted[each]::tsquery)
      or exists (select from search_message m where m.org_id = org and m.words @@ wanted[each]::tsquery)
    then return next each;
    end if;
  end loop;
end $$;

do $$
declare target regprocedure;
begin
  for target in select p.oid::regprocedure from pg_proc p where p.proname in ('search_near', 'search_count', 'search_held')
  loop
    execute format('revoke execute on function %s from public', target);
    execute format('grant execute on function %s to maroquin_app', target);
  end loop;
end $$;

-- The words of names are learnt by reading them once more; those of texts by `maroquin search rebuild`.
insert into search_due (org_id, resource_id) select org_id, id from resource;
