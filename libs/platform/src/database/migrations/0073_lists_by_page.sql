-- What a page of a list begins at is found by an index, however long the list is. Ids rise with time (UUIDv7), so the
-- newest come first by id alone.
create index session_open on session (org_id, id) where revoked_at is null;
create index api_token_open on api_token (org_id, id) where revoked_at is null;
create index external_link_open on external_link (org_id, id) where revoked_at is null;
create index access_review_newest on access_review (org_id, id);
create index approval_oldest on approval (org_id, id) where used_at is null and not refused;
create index identity_merge_open on identity_merge (org_id, id) where refused_at is null;
create index access_request_waiting on access_request (org_id, id) where decided_at is null;
create index membership_newest on membership (org_id, team_id, added_at, member_id);
create index session_of_account on session (account_id, id) where revoked_at is null;
create index api_token_of_account on api_token (account_id, id) where revoked_at is null;

-- The version is the ETag of a person's account and of a team, and says which names a node has to read again. It rises
-- with whatever is shown and can be changed, whoever changes it.
create function raise_version() returns trigger language plpgsql as $$
begin
  new.version := greatest(new.version, old.version + 1);
  return new;
end $$;
create trigger account_version before update on account for each row
when ((old.name_sealed, old.email_sealed, old.locale, old.time_zone) is distinct from (new.name_sealed, new.email_sealed, new.locale, new.time_zone))
execute function raise_version();
create trigger team_version before update on team for each row
when (old.name_sealed is distinct from new.name_sealed)
execute function raise_version();
