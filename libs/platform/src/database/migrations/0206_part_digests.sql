-- Keyed digest of each part of an upload, made when the part was stored: the end of an upload reads nothing again. Null:
-- an earlier version stored it. Until now only parts of writers other than number 0 had a row.
alter table upload_part drop constraint upload_part_writer_check;
alter table upload_part add constraint upload_part_writer_check check (writer >= 0);
alter table upload_part add column digest bytea;
