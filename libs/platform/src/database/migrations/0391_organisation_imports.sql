-- An export of another instance that became what an organisation has. One that did not end is cleared away before the next.
create table organisation_import (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  begun_by uuid not null,
  begun_at timestamptz not null,
  finished_at timestamptz,
  -- it broke off, and what it had brought was deleted
  cleared_at timestamptz,
  -- SHA-256 of the list of entries, which the manifest signs
  list_digest bytea not null,
  unique (org_id, id)
);
create index organisation_import_newest on organisation_import (org_id, id desc);
call protect('organisation_import');
