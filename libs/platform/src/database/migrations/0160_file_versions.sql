-- The number of the version whose content this one brought back. Null: it was sent.
alter table file_version add column restored_from integer;
-- Old versions are looked for every night.
create index file_version_age on file_version (org_id, created_at);
