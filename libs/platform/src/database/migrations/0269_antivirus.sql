-- What the antivirus says of content, once for an organisation however many files have it. There are rows only for what
-- was stored while an antivirus was configured.
create table blob_scan (
  org_id uuid not null,
  blob_id uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'clean', 'unscanned', 'infected')),
  -- the name that the antivirus gives to what it found
  virus text check (length(virus) between 1 and 200),
  asked_at timestamptz not null,
  -- a node scans it until then
  taken_until timestamptz not null default '-infinity',
  -- lists show it, its author was notified, and the audit names it
  is_settled boolean not null default false,
  primary key (org_id, blob_id),
  foreign key (org_id, blob_id) references blob (org_id, id) on delete cascade
);
create index blob_scan_due on blob_scan (org_id, asked_at) where not is_settled;
call protect('blob_scan');

-- What lists show of it beside the name of a file; null: nothing.
alter table resource add column detail_scan text;
alter table resource add column detail_virus text;

-- Whoever brought a file is notified when the antivirus blocks it.
do $$
declare kinds text;
begin
  select pg_get_expr(conbin, conrelid) into strict kinds from pg_constraint
  where conrelid = 'notification'::regclass and conname = 'notification_kind_check';
  alter table notification drop constraint notification_kind_check;
  execute format('alter table notification add constraint notification_kind_check check (kind = %L or %s)', 'file-blocked', kinds);
end $$;
