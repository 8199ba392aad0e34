-- Plain bytes of each object that a blob consists of. Blobs that exist have objects of 8 MiB; new ones say 1 MiB, so
-- that an upload holds little memory however slowly it comes.
alter table blob add column part_bytes integer not null default 8388608 check (part_bytes > 0);
alter table upload add column part_bytes integer not null default 8388608 check (part_bytes > 0);

-- Whose room an upload takes while it is unfinished: the person's or, of a visitor, the link's. Null: the person's.
alter table upload add column counted_for uuid;
create index upload_unfinished on upload (coalesce(counted_for, account_id)) where finished_at is null;
