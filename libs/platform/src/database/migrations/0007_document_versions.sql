-- Versions of a document that people named or the server set a mark at. All others follow from the journal's pauses.
create table document_version (
  id uuid primary key,
  org_id uuid not null,
  document_id uuid not null references document (id) on delete cascade,
  -- the last entry of the journal that belongs to this version
  seq bigint not null check (seq >= 0),
  epoch integer not null,
  kind text not null check (kind in ('named', 'large-delete', 'before-restore', 'repair')),
  name_sealed bytea,
  -- of a before-restore: the version that was restored
  restored_seq bigint,
  created_by uuid,
  created_at timestamptz not null,
  version integer not null default 1,
  unique (document_id, seq),
  check (kind <> 'named' or name_sealed is not null)
);
call protect('document_version');
