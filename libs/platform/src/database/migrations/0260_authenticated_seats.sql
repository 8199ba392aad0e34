-- Seats, members of teams and duties carry proofs as grants do (docs/adr/0035-authenticated-rights.md).
call authenticate('seat', 'org_id', 'account_id');
call authenticate('membership', 'org_id', 'team_id', 'member_id');
call authenticate('organisation_duty', 'org_id', 'subject_id', 'duty');

-- Whether duties fit together is asked where somebody's duty or team changes, not where a row gets its proof. The triggers
-- keep their names, by which `maroquin prove` counts them.
drop trigger incompatible_duties on organisation_duty;
create trigger incompatible_duties after insert or update of org_id, subject_id, duty on organisation_duty
  for each row execute function forbid_on_row();
drop trigger incompatible_duties_moved on membership;
create trigger incompatible_duties_moved after update of org_id, team_id, member_id on membership
  for each row execute function forbid_on_row();

-- Who acts, as before, with the whole seats: the service looks at their proofs.
drop function hold_actor(uuid, uuid, uuid, timestamptz);
create function hold_actor(account uuid, session uuid, token uuid, now timestamptz)
  returns table (org_id uuid, account_id uuid, kind text, created_at timestamptz, ends_at timestamptz, proof bytea)
  language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
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
  return query select s.org_id, s.account_id, s.kind, s.created_at, s.ends_at, s.proof from public.seat s
    where s.account_id = hold_actor.account and (s.ends_at is null or s.ends_at > hold_actor.now);
end $$;

-- The seats come with the session or the token; those of organisations whose keys are closed count for nothing, but that at
-- home, of which the server says itself that it is closed.
drop function seat_of(uuid, uuid);
drop function find_session(bytea, timestamptz);
create function find_session(hash bytea, now timestamptz)
  returns table (session_id uuid, account_id uuid, home_org uuid, seats jsonb, locale text, last_seen_at timestamptz,
    method text, acr text, amr text[], created_at timestamptz, proof bytea)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$select s.id, s.account_id, s.org_id, jsonb_agg(to_jsonb(t) - 'was'),
      a.locale, s.last_seen_at, s.method, s.acr, s.amr, s.created_at, s.proof
    from session s join account a on a.id = s.account_id join seat t on t.account_id = s.account_id
    where s.token_hash = hash and s.revoked_at is null and s.expires_at > now and a.disabled_at is null
      and (t.org_id = s.org_id
        or not exists (select from organisation_key k where k.org_id = t.org_id and k.closed_at is not null))
    group by s.id, a.id$$;
drop function find_api_token(bytea, timestamptz);
create function find_api_token(hash bytea, now timestamptz)
  returns table (token_id uuid, account_id uuid, home_org uuid, seats jsonb, scopes text[], locale text,
    last_seen_at timestamptz, created_at timestamptz, expires_at timestamptz, proof bytea)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$select s.id, s.account_id, s.org_id, jsonb_agg(to_jsonb(t) - 'was'),
      s.scopes, a.locale, s.last_seen_at, s.created_at, s.expires_at, s.proof
    from api_token s join account a on a.id = s.account_id join seat t on t.account_id = s.account_id
    where s.token_hash = hash and s.revoked_at is null and (s.expires_at is null or s.expires_at > now) and a.disabled_at is null
      and (t.org_id = s.org_id
        or not exists (select from organisation_key k where k.org_id = t.org_id and k.closed_at is not null))
    group by s.id, a.id$$;
do $$
declare target regprocedure;
begin
  foreach target in array array['hold_actor(uuid, uuid, uuid, timestamptz)', 'find_session(bytea, timestamptz)',
    'find_api_token(bytea, timestamptz)']::regprocedure[] loop
    execute format('revoke execute on function %s from public', target);
    execute format('grant execute on function %s to maroquin_app', target);
  end loop;
end $$;
