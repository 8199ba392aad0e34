-- The newest messages first, by whichever of two ways is short for the person. Who reads few conversations is asked for
-- these. For everybody else the newest messages that hold the words are taken without asking for rights, which the planner
-- could not weigh and PostgreSQL joined row by row; rights are asked of these few, and more are taken while too few are left.
create or replace function search_messages(
  org uuid, subjects uuid[], as_of timestamptz, wanted text, places uuid[], authors uuid[],
  since timestamptz, until timestamptz, most integer
) returns table (org_id uuid, conversation_id uuid, seq bigint, resource_id uuid, author_id uuid, at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  mine uuid[];
  few uuid[];
  reach integer := 2 * most;
  looked integer;
  of_conversations uuid[];
  seqs bigint[];
  of_resources uuid[];
  of_authors uuid[];
  moments timestamptz[];
begin
  if org <> all (app_orgs()) then raise exception 'foreign organisation' using errcode = 'insufficient_privilege'; end if;
  mine := array(select s.scope_id from search_scopes(subjects, as_of) s where s.org_id = org);
  few := array(select r.id from resource r
    where r.org_id = org and r.kind in ('channel', 'direct', 'document') and r.scope_id = any (mine)
      and r.trashed_at is null and (not (r.internal or r.marking > 0) or org = any (subjects))
      and (places is null or r.id = any (places))
      and (r.kind <> 'document' or exists (select from comment_thread t where t.org_id = org and t.document_id = r.id))
    limit 301);
  if cardinality(few) <= 300 then
    return query execute $q$
      select m.org_id, m.conversation_id, m.seq, m.resource_id, m.author_id, m.at from search_message m
      where m.org_id = $1 and m.words @@ $2 and m.resource_id = any ($3) and ($4 is null or m.author_id = any ($4))
        and ($5 is null or m.at >= $5) and ($6 is null or m.at < $6)
      order by m.at desc, m.conversation_id desc, m.seq desc limit $7
    $q$ using org, wanted::tsquery, few, authors, since, until, most;
    return;
  end if;
  loop
    execute $q$
      with newest as materialized (
        select m.org_id, m.conversation_id, m.seq, m.resource_id, m.author_id, m.at from search_message m
        where m.org_id = $1 and m.words @@ $2 and ($3 is null or m.resource_id = any ($3))
          and ($4 is null or m.author_id = any ($4)) and ($5 is null or m.at >= $5) and ($6 is null or m.at < $6)
        order by m.at desc, m.conversation_id desc, m.seq desc limit $7
      ), readable as (
        select n.* from newest n join resource r on r.org_id = n.org_id and r.id = n.resource_id
        where r.trashed_at is null and r.scope_id = any ($8) and (not (r.internal or r.marking > 0) or $9)
        order by n.at desc, n.conversation_id desc, n.seq desc limit $10
      )
      select (select count(*) from newest), array_agg(r.conversation_id), array_agg(r.seq), array_agg(r.resource_id),
        array_agg(r.author_id), array_agg(r.at) from readable r
    $q$ into looked, of_conversations, seqs, of_resources, of_authors, moments
      using org, wanted::tsquery, places, authors, since, until, reach, mine, org = any (subjects), most;
    exit when looked < reach or cardinality(seqs) >= most;
    reach := 8 * reach;
  end loop;
  return query select org, u.* from unnest(of_conversations, seqs, of_resources, of_authors, moments) u;
end $$;
