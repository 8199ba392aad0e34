-- How often the antivirus began with this content and did not end: after a few times it is called not scanned.
alter table blob_scan add column tries smallint not null default 0;
