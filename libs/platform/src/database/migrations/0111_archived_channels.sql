-- An archived discussion is read and not written in.
alter table resource add column archived_at timestamptz;
alter table resource add constraint resource_archived check (archived_at is null or kind = 'channel');
