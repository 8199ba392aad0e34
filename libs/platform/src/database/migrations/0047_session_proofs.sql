-- Whose a session or a token is, what it may, and how its person proved who it is, authenticated with the instance's key:
-- whoever moves one to another account by writing here is refused. null: from before; one signs in again.
alter table session add column proof bytea;
alter table api_token add column proof bytea;

drop function find_session(bytea, timestamptz);
create function find_session(hash bytea, now timestamptz)
  returns table (session_id uuid, account_id uuid, home_org uuid, orgs uuid[], admin_of uuid[], locale text,
    last_seen_at timestamptz, method text, acr text, amr text[], created_at timestamptz, proof bytea)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$select s.id, s.account_id, s.org_id, array_agg(t.org_id), coalesce(array_agg(t.org_id) filter (where t.kind = 'admin'), '{}'),
      a.locale, s.last_seen_at, s.method, s.acr, s.amr, s.created_at, s.proof
    from session s join account a on a.id = s.account_id join seat t on t.account_id = s.account_id
    where s.token_hash = hash and s.revoked_at is null and s.expires_at > now and a.disabled_at is null
    group by s.id, a.id$$;
drop function find_api_token(bytea, timestamptz);
create function find_api_token(hash bytea, now timestamptz)
  returns table (token_id uuid, account_id uuid, home_org uuid, orgs uuid[], admin_of uuid[], scopes text[], locale text,
    last_seen_at timestamptz, created_at timestamptz, expires_at timestamptz, proof bytea)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$select s.id, s.account_id, s.org_id, array_agg(t.org_id), coalesce(array_agg(t.org_id) filter (where t.kind = 'admin'), '{}'),
      s.scopes, a.locale, s.last_seen_at, s.created_at, s.expires_at, s.proof
    from api_token s join account a on a.id = s.account_id join seat t on t.account_id = s.account_id
    where s.token_hash = hash and s.revoked_at is null and (s.expires_at is null or s.expires_at > now) and a.disabled_at is null
    group by s.id, a.id$$;
do $$
declare target regprocedure;
begin
  foreach target in array array['find_session(bytea, timestamptz)', 'find_api_token(bytea, timestamptz)']::regprocedure[] loop
    execute format('revoke execute on function %s from public', target);
    execute format('grant execute on function %s to maroquin_app', target);
  end loop;
end $$;
