-- What a person wants to be told, and where.
create table notification_settings (
  org_id uuid not null,
  account_id uuid not null,
  -- kinds that are not shown in the page
  hidden text[] not null default '{}',
  -- by kind: now, daily or never; absent: what is usual
  mail jsonb not null default '{}',
  -- minutes since midnight in the person's time zone, and days of the week from Monday (1); null: never quiet
  quiet_from smallint check (quiet_from between 0 and 1439),
  quiet_to smallint check (quiet_to between 0 and 1439),
  quiet_days smallint[] not null default '{}',
  primary key (account_id, org_id),
  foreign key (org_id, account_id) references seat (org_id, account_id) on delete cascade,
  check ((quiet_from is null) = (quiet_to is null))
);
call protect('notification_settings');

-- How far what is sent outside the page has come in a person's feed. It is claimed up to a number before anything is
-- sent, so that whoever takes over from a worker that died sends the same message again and no other.
create table notification_outlet (
  org_id uuid not null,
  account_id uuid not null,
  channel text not null check (channel in ('mail', 'digest')),
  seq bigint not null,
  upto bigint,
  -- when somebody should look; null: nothing waits
  due_at timestamptz,
  tries smallint not null default 0,
  last_at timestamptz,
  primary key (account_id, org_id, channel),
  foreign key (account_id, org_id) references notification_feed (account_id, org_id) on delete cascade
);
call protect('notification_outlet');
create index notification_outlet_due on notification_outlet (org_id, due_at) where due_at is not null;
