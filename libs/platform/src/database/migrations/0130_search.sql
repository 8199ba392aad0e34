-- The search index: keyed hashes of words in place of words. What may be seen is decided by the scope of the resource a
-- row belongs to, which is joined and never copied; a row goes with its resource.

-- Names of resources, with the beginnings of their words.
create table search_title (
  org_id uuid not null,
  resource_id uuid not null,
  generation smallint not null,
  -- words in the name: a short name that holds a word says more of it than a long one
  length smallint not null,
  words tsvector not null,
  primary key (resource_id),
  foreign key (org_id, resource_id) references resource (org_id, id) on delete cascade
);
create index search_title_words on search_title using gin (words);
call protect('search_title');

-- Texts of documents and files, in parts of bounded length. The text lies beside its words, sealed with the key of the
-- document, so that an extract is shown without replaying the document.
create table search_text (
  org_id uuid not null,
  resource_id uuid not null,
  part smallint not null,
  generation smallint not null,
  length integer not null,
  words tsvector not null,
  body bytea not null,
  primary key (resource_id, part),
  foreign key (org_id, resource_id) references resource (org_id, id) on delete cascade
);
create index search_text_words on search_text using gin (words);
alter table search_text alter column body set storage external;
call protect('search_text');

create table search_message (
  org_id uuid not null,
  -- the feed that holds it: of a channel, or of a thread
  conversation_id uuid not null,
  seq bigint not null,
  -- whose rights decide: the channel
  resource_id uuid not null,
  author_id uuid,
  at timestamptz not null,
  generation smallint not null,
  words tsvector not null,
  primary key (conversation_id, seq),
  foreign key (org_id, resource_id) references resource (org_id, id) on delete cascade
);
create index search_message_words on search_message using gin (words);
create index search_message_newest on search_message (org_id, at desc, conversation_id, seq);
call protect('search_message');

-- Up to which number a feed is in the index.
create table search_cursor (
  feed_id uuid primary key,
  org_id uuid not null,
  seq bigint not null,
  foreign key (org_id, feed_id) references feed (org_id, id) on delete cascade
);
call protect('search_cursor');

-- Names that changed since they were indexed. Each change adds a row, so that whoever has worked through what it read
-- takes away just that.
create table search_due (
  id bigint generated always as identity primary key,
  org_id uuid not null,
  resource_id uuid not null
);
call protect('search_due');
create function note_search_due() returns trigger language plpgsql as $$
begin
  insert into search_due (org_id, resource_id) values (new.org_id, new.id);
  return null;
end $$;
create trigger search_new_name after insert on resource for each row execute function note_search_due();
create trigger search_changed_name after update of name_sealed on resource for each row
when (old.name_sealed is distinct from new.name_sealed) execute function note_search_due();
insert into search_due (org_id, resource_id) select org_id, id from resource;

-- What is not in the index yet, of every organisation. Ids and numbers tell nothing.
create function search_due_names(most integer) returns table (id bigint, org_id uuid, resource_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  'select d.id, d.org_id, d.resource_id from search_due d order by d.id limit most';
create function search_due_feeds(most integer) returns table (org_id uuid, feed_id uuid, kind text, after bigint, head bigint)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$select f.org_id, f.id, f.kind, coalesce(c.seq, 0), f.seq from feed f left join search_cursor c on c.feed_id = f.id
    where f.kind in ('document', 'channel', 'changes') and f.seq > coalesce(c.seq, 0)
    order by f.kind = 'document', f.id limit most$$;

-- Row level security would keep PostgreSQL from using the index, whose operator it does not hold leakproof: these two
-- functions run as the owner and say themselves which organisations and which subjects' rights count.
create function search_scopes(subjects uuid[], as_of timestamptz) returns table (org_id uuid, scope_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$select distinct g.org_id, g.scope_id from scope_grant g
    where g.org_id = any (app_orgs()) and g.subject_id = any (subjects) and (g.expires_at is null or g.expires_at > as_of)$$;

-- Resources by name and text. terms: one for each word that was asked, for the rank; named,
-- written: what a name and a text have to hold of them.
create function search_resources(
  subjects uuid[], as_of timestamptz, terms text[], named text, written text, kinds text[], places uuid[], authors uuid[],
  since timestamptz, until timestamptz, most integer
) returns table (org_id uuid, resource_id uuid, kind text, updated_at timestamptz, part smallint, rank real)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  orgs uuid[] := app_orgs();
  weights real[] := '{}';
  names real := greatest(1000, (select c.reltuples from pg_class c where c.oid = 'search_title'::regclass));
  found bigint;
begin
  -- A word in many names says little of any of them.
  for i in 1..cardinality(terms) loop
    select count(*) into found
      from (select from search_title t where t.org_id = any (orgs) and t.words @@ terms[i]::tsquery limit 2000) few;
    weights := weights || ln(1 + names / (found + 1))::real;
  end loop;
  return query execute $q$
    with scopes as materialized (select s.org_id, s.scope_id from search_scopes($1, $2) s),
    named as (
      select t.resource_id, null::smallint as part,
        (select sum(case when t.words @@ k.term::tsquery then k.weight else 0 end)
          from unnest($3, $4) k (term, weight))::real / (0.5 + 0.5 * least(t.length, 20) / 6.0) * 3 as rank
      from search_title t join resource r on r.id = t.resource_id
      where t.org_id = any ($5) and t.words @@ $6 and r.trashed_at is null and r.kind = any ($8)
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
      where t.org_id = any ($5) and t.words @@ $7 and r.trashed_at is null and r.kind = any ($8)
        and (r.org_id, r.scope_id) in (select s.org_id, s.scope_id from scopes s)
        and (not r.internal or r.org_id = any ($1))
        and ($9 is null or r.id = any ($9)) and ($10 is null or r.updated_by = any ($10) or r.created_by = any ($10))
        and ($11 is null or r.updated_at >= $11) and ($12 is null or r.updated_at < $12)
      order by r.updated_at desc limit 4 * $13
    ), both_of as (select * from named union all select * from written)
    select r.org_id, r.id, r.kind, r.updated_at,
      (array_agg(b.part order by (b.part is not null) desc, b.rank desc))[1],
      (coalesce(max(b.rank) filter (where b.part is null), 0) + coalesce(max(b.rank) filter (where b.part is not null), 0))::real
    from both_of b join resource r on r.id = b.resource_id
    group by r.org_id, r.id, r.kind, r.updated_at order by 6 desc, r.updated_at desc, r.id limit $13
  $q$ using subjects, as_of, terms, weights, orgs, named::tsquery, written::tsquery, kinds, places, authors, since, until, most;
end $$;

-- Messages that hold what is wanted, the newest first. Planned with what is asked: a rare word is found by its index, one
-- that most messages hold by walking from the newest on.
create function search_messages(
  subjects uuid[], as_of timestamptz, wanted text, places uuid[], authors uuid[],
  since timestamptz, until timestamptz, most integer
) returns table (org_id uuid, conversation_id uuid, seq bigint, resource_id uuid, author_id uuid, at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query execute $q$
    with scopes as materialized (select s.org_id, s.scope_id from search_scopes($1, $2) s)
    select m.org_id, m.conversation_id, m.seq, m.resource_id, m.author_id, m.at
    from search_message m join resource r on r.org_id = m.org_id and r.id = m.resource_id
    where m.org_id = any ($3) and m.words @@ $4 and r.trashed_at is null
      and (r.org_id, r.scope_id) in (select s.org_id, s.scope_id from scopes s)
      and (not r.internal or r.org_id = any ($1))
      and ($5 is null or m.resource_id = any ($5)) and ($6 is null or m.author_id = any ($6))
      and ($7 is null or m.at >= $7) and ($8 is null or m.at < $8)
    order by m.at desc, m.conversation_id, m.seq desc limit $9
  $q$ using subjects, as_of, app_orgs(), wanted::tsquery, places, authors, since, until, most;
end $$;

do $$
declare target regprocedure;
begin
  for target in select p.oid::regprocedure from pg_proc p
    where p.proname in ('search_due_names', 'search_due_feeds', 'search_scopes', 'search_resources', 'search_messages')
  loop
    execute format('revoke execute on function %s from public', target);
    execute format('grant execute on function %s to maroquin_app', target);
  end loop;
end $$;
