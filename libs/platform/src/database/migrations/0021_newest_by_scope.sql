-- Whoever has many scopes is served by a walk from the newest of the organisation on: the index alone says of what kind
-- something is and in which scope, so that what is not theirs costs no visit to the table.
create index resource_newest_of_org on resource (org_id, updated_at desc, id desc) include (kind, scope_id)
  where trashed_at is null;
drop index resource_newest_of_kind;
-- Which scopes somebody has, without a visit to the table.
create index scope_grant_scopes on scope_grant (org_id, subject_id) include (scope_id, expires_at);
drop index scope_grant_subject;
