-- Others could read the content before the antivirus was asked about it (it was stored before one was configured): they
-- can until it has answered. So bringing or copying it again takes no file away from anybody.
alter table blob_scan add column is_open boolean not null default false;
