-- The files of an organisation, the largest first.
create index file_size on file (org_id, size desc, id desc);
