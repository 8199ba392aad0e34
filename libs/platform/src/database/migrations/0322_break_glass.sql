-- Access to one place for a while, for who administers and may read nothing by that: asked with a reason, given by who keeps the
-- organisation's keys, ended by itself (docs/adr/0040-destroyed-keys-and-break-glass.md). The right itself is a grant as any other;
-- this row says why it is there.
create table break_glass (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  resource_id uuid not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  reason_sealed bytea not null,
  hours smallint not null check (hours between 1 and 4),
  -- without an answer until then, nothing comes of it
  lapses_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  refused boolean not null default false,
  ends_at timestamptz,
  ended_at timestamptz,
  ended_by uuid,
  check (decided_by is distinct from asked_by),
  check ((decided_by is null) = (decided_at is null)),
  check ((ends_at is not null) = (decided_at is not null and not refused)),
  check (ends_at <= decided_at + interval '4 hours')
);
create unique index break_glass_running on break_glass (org_id, resource_id, asked_by)
  where ends_at is not null and ended_at is null;
create index break_glass_newest on break_glass (org_id, id desc);
call protect('break_glass');

-- Two kinds more, whichever there are by now.
do $$
declare kinds text;
begin
  select pg_get_expr(conbin, conrelid) into strict kinds
    from pg_constraint where conrelid = 'notification'::regclass and conname = 'notification_kind_check';
  alter table notification drop constraint notification_kind_check;
  execute format('alter table notification add constraint notification_kind_check check (kind in (%L, %L) or %s)',
    'break-glass-begun', 'break-glass-ended', kinds);
end $$;
