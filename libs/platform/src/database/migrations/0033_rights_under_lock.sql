-- Rights are asked for again under the lock: the lock of the tree in one trip, who acts as the database knows it now, and
-- changes of rights noted by one statement however many they are.

-- The space in which each of these resources stands. What does not exist is left out.
create function spaces_of(org uuid, ids uuid[]) returns table (id uuid, space_id uuid)
  language sql stable as $$
  with recursive up(start, id, parent_id) as (
    select r.id, r.id, r.parent_id from resource r where r.org_id = org and r.id = any (ids)
    union all
    select up.start, r.id, r.parent_id from up join resource r on r.org_id = org and r.id = up.parent_id
  )
  select up.start, up.id from up where up.parent_id is null$$;

-- The lock of libs/access/src/locks: the organisation first, shared, then the spaces in one order for everybody. Answers
-- whether the resources still stand in these spaces once it is held.
create function lock_places(org uuid, spaces uuid[], ids uuid[], alone boolean) returns boolean
  language plpgsql volatile as $$
declare space integer;
begin
  perform pg_advisory_xact_lock_shared(7262002, hashtext(org::text));
  for space in select distinct hashtext(s::text) from unnest(spaces) s order by 1 loop
    if alone then perform pg_advisory_xact_lock(7262003, space);
    else perform pg_advisory_xact_lock_shared(7262003, space);
    end if;
  end loop;
  return not exists (select 1 from spaces_of(org, ids) s where s.space_id <> all (spaces));
end $$;

-- Who acts, as it is now: one row for each of its seats, none when the account is closed, or the session, the token or
-- the visit is over. Held until the transaction ends, in the order in which whoever ends one of them takes them (seat,
-- account, session, token): an end that is committed first is seen here, and one that comes later waits.
create function hold_actor(account uuid, session uuid, token uuid, now timestamptz)
  returns table (org_id uuid, kind text) language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform 1 from public.seat s where s.account_id = hold_actor.account order by s.org_id for share;
  perform 1 from public.account a where a.id = hold_actor.account and a.disabled_at is null for share;
  if not found then return; end if;
  if session is not null then
    perform 1 from public.session s
      where s.id = hold_actor.session and s.account_id = hold_actor.account and s.revoked_at is null and s.expires_at > hold_actor.now for share;
    if not found then return; end if;
  end if;
  if token is not null then
    perform 1 from public.api_token t
      where t.id = hold_actor.token and t.account_id = hold_actor.account and t.revoked_at is null
        and (t.expires_at is null or t.expires_at > hold_actor.now) for share;
    if not found then return; end if;
  end if;
  return query select s.org_id, s.kind from public.seat s
    where s.account_id = hold_actor.account and (s.ends_at is null or s.ends_at > hold_actor.now);
end $$;

-- The same for an administration account.
create function hold_administrator(administrator uuid, session uuid, now timestamptz) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform 1 from public.administrator a where a.id = hold_administrator.administrator and a.disabled_at is null for share;
  if not found then return false; end if;
  perform 1 from public.administrator_session s
    where s.id = hold_administrator.session and s.administrator_id = hold_administrator.administrator
      and s.revoked_at is null and s.expires_at > hold_administrator.now for share;
  return found;
end $$;

-- Changes of rights, numbered and written by one statement each: the row of the instance is held for a moment only.
create function note_access_changes(org uuid, scopes uuid[], persons uuid[], now timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  many bigint := greatest(1, cardinality(scopes) + cardinality(persons));
  n bigint;
begin
  if org <> all (app_orgs()) then raise exception 'foreign organisation' using errcode = 'insufficient_privilege'; end if;
  update instance set access_seq = access_seq + many returning access_seq into n;
  insert into access_change (seq, at, org_id, scope_id, person_id)
    select n - many + c.place, now, org, c.scope, c.person
    from (select s.id as scope, null::uuid as person, s.place from unnest(scopes) with ordinality s (id, place)
          union all select null, p.id, cardinality(scopes) + p.place from unnest(persons) with ordinality p (id, place)
          union all select null, null, 1 where cardinality(scopes) + cardinality(persons) = 0) c;
  delete from access_change where seq <= n - 100000;
end $$;

do $$
declare target text;
begin
  foreach target in array array['spaces_of(uuid, uuid[])', 'lock_places(uuid, uuid[], uuid[], boolean)',
    'hold_actor(uuid, uuid, uuid, timestamptz)', 'hold_administrator(uuid, uuid, timestamptz)',
    'note_access_changes(uuid, uuid[], uuid[], timestamptz)'] loop
    execute format('revoke execute on function %s from public', target);
    execute format('grant execute on function %s to maroquin_app', target);
  end loop;
end $$;
