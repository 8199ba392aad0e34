-- Of one conversation a person may want to be told of mentions alone, or of nothing. No row: of everything.
create table notification_level (
  org_id uuid not null,
  account_id uuid not null,
  resource_id uuid not null,
  level text not null check (level in ('mentions', 'nothing')),
  primary key (account_id, resource_id),
  foreign key (org_id, account_id) references seat (org_id, account_id) on delete cascade,
  foreign key (org_id, resource_id) references resource (org_id, id) on delete cascade
);
call protect('notification_level');
