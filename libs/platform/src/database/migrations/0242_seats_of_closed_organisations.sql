-- A seat in an organisation whose keys are closed counts for nothing until they are open again: otherwise whoever has seats
-- in several would still be shown what is at hand of the closed one, and one name that does not open would fail whole lists
-- and searches of the others. Of the home organisation the server says itself that it is closed.
create or replace function find_session(hash bytea, now timestamptz)
  returns table (session_id uuid, account_id uuid, home_org uuid, orgs uuid[], admin_of uuid[], locale text,
    last_seen_at timestamptz, method text, acr text, amr text[], created_at timestamptz, proof bytea)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$select s.id, s.account_id, s.org_id, array_agg(t.org_id), coalesce(array_agg(t.org_id) filter (where t.kind = 'admin'), '{}'),
      a.locale, s.last_seen_at, s.method, s.acr, s.amr, s.created_at, s.proof
    from session s join account a on a.id = s.account_id join seat t on t.account_id = s.account_id
    where s.token_hash = hash and s.revoked_at is null and s.expires_at > now and a.disabled_at is null
      and (t.org_id = s.org_id
        or not exists (select from organisation_key k where k.org_id = t.org_id and k.closed_at is not null))
    group by s.id, a.id$$;
create or replace function find_api_token(hash bytea, now timestamptz)
  returns table (token_id uuid, account_id uuid, home_org uuid, orgs uuid[], admin_of uuid[], scopes text[], locale text,
    last_seen_at timestamptz, created_at timestamptz, expires_at timestamptz, proof bytea)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$select s.id, s.account_id, s.org_id, array_agg(t.org_id), coalesce(array_agg(t.org_id) filter (where t.kind = 'admin'), '{}'),
      s.scopes, a.locale, s.last_seen_at, s.created_at, s.expires_at, s.proof
    from api_token s join account a on a.id = s.account_id join seat t on t.account_id = s.account_id
    where s.token_hash = hash and s.revoked_at is null and (s.expires_at is null or s.expires_at > now) and a.disabled_at is null
      and (t.org_id = s.org_id
        or not exists (select from organisation_key k where k.org_id = t.org_id and k.closed_at is not null))
    group by s.id, a.id$$;

-- Every node cuts the sockets of who has a seat in this organisation and comes from another: they come back by the same
-- session or token, which stays, and without this organisation. Only for an organisation of the transaction.
create function note_seats_closed(org uuid, now timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  one record;
  n bigint;
begin
  if org <> all (app_orgs()) then raise exception 'foreign organisation' using errcode = 'insufficient_privilege'; end if;
  for one in
    select s.id, s.org_id from seat t join session s on s.account_id = t.account_id
    where t.org_id = org and s.org_id <> org and s.revoked_at is null and s.expires_at > note_seats_closed.now
    union all
    select p.id, p.org_id from seat t join api_token p on p.account_id = t.account_id
    where t.org_id = org and p.org_id <> org and p.revoked_at is null
    order by id
  loop
    update instance set access_seq = access_seq + 1 returning access_seq into n;
    insert into access_change (seq, at, org_id, session_id) values (n, note_seats_closed.now, one.org_id, one.id);
  end loop;
end $$;
revoke execute on function note_seats_closed(uuid, timestamptz) from public;
grant execute on function note_seats_closed(uuid, timestamptz) to maroquin_app;
