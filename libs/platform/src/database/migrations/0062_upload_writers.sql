-- How many requests have begun to append to an upload. Each has a number of its own, from 0 on; what an older one
-- stores later counts for nothing, and lies under another name than what the newer one stored. Number 0 is that of who
-- began before this: those objects bear no number.
alter table upload add column writers integer not null default 1 check (writers >= 0);
alter table upload alter column writers set default 0;

-- Which of them stored a part, where that was not number 0.
create table upload_part (
  org_id uuid not null references organisation (id),
  upload_id uuid not null references upload (id) on delete cascade,
  part integer not null check (part >= 0),
  writer integer not null check (writer > 0),
  primary key (upload_id, part)
);
call protect('upload_part');
