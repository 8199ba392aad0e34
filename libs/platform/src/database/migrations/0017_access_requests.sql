-- Requests for access, and guests: people with a seat that ends, invited into one space by a sponsor.

create table access_request (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  resource_id uuid not null,
  account_id uuid not null,
  requested_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  -- what was given; null with decided_at: refused
  role text check (role in ('reader', 'commenter', 'editor', 'manager')),
  -- one row for each person and resource: asking again does not grow anything
  unique (org_id, resource_id, account_id),
  foreign key (org_id, resource_id) references resource (org_id, id) on delete cascade,
  foreign key (org_id, account_id) references subject (org_id, id) on delete cascade
);
create index access_request_open on access_request (org_id, resource_id) where decided_at is null;
call protect('access_request');

create table guest (
  org_id uuid not null references organisation (id),
  account_id uuid not null,
  space_id uuid not null,
  -- who answers for this person
  sponsor_id uuid not null,
  invited_at timestamptz not null,
  -- when its sessions were ended after its time; the time itself is the seat's
  ended_at timestamptz,
  primary key (org_id, account_id),
  foreign key (org_id, account_id) references subject (org_id, id) on delete cascade,
  foreign key (org_id, space_id) references resource (org_id, id) on delete cascade
);
create index guest_space on guest (org_id, space_id);
create index guest_sponsor on guest (org_id, sponsor_id);
call protect('guest');
