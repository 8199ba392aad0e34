-- The office editor's lock on a file (WOPI) is one of the mounted tree's locks, so that whoever mounted it meets it. What
-- the editor calls it is sealed; null: taken by WebDAV. An editor has one lock on a file.
alter table dav_lock add column wopi_sealed bytea;
create unique index dav_lock_wopi on dav_lock (org_id, resource_id) where wopi_sealed is not null;

-- Who has a file open in the office editor, as its page said last, and why the editor's last save was refused. Ids and
-- times; what is older than a minute says nothing any more.
create table office_editing (
  org_id uuid not null,
  file_id uuid not null,
  account_id uuid not null,
  seen_at timestamptz not null,
  failed_at timestamptz,
  failure text,
  primary key (org_id, file_id, account_id),
  foreign key (org_id, file_id) references resource (org_id, id) on delete cascade
);
call protect('office_editing');
