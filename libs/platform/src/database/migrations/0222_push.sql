-- Browsers that a person wants to be woken when something is told to them. The address of the push service, which lets
-- anybody wake that browser, is sealed; a session has one.
create table push_device (
  id uuid primary key,
  org_id uuid not null,
  account_id uuid not null,
  session_id uuid not null references session (id) on delete cascade,
  endpoint_hash bytea not null,
  endpoint_sealed bytea not null,
  created_at timestamptz not null,
  -- number of the last entry of the person's feed of which it was told
  sent_upto bigint not null default 0,
  unique (org_id, endpoint_hash),
  foreign key (org_id, account_id) references seat (org_id, account_id) on delete cascade
);
call protect('push_device');
create index push_device_person on push_device (org_id, account_id);

alter table notification_outlet drop constraint notification_outlet_channel_check;
alter table notification_outlet add constraint notification_outlet_channel_check
  check (channel in ('mail', 'digest', 'push'));
-- kinds of which no device is told
alter table notification_settings add column unpushed text[] not null default '{}';
