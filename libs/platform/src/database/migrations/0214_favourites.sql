-- What somebody comes back to often. Ids and times; names stay where they are, sealed.
create table favourite (
  org_id uuid not null,
  account_id uuid not null,
  resource_id uuid not null,
  added_at timestamptz not null,
  primary key (account_id, resource_id),
  foreign key (org_id, resource_id) references resource (org_id, id) on delete cascade
);
create index favourite_newest on favourite (account_id, added_at desc);
call protect('favourite');
