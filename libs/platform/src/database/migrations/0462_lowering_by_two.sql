-- Where the instance says so, a marking is lowered by two people: one asks, another one who manages access agrees.
create table marking_request (
  org_id uuid not null,
  resource_id uuid not null,
  -- what its reason is sealed for, and the decision that comes of it
  id uuid not null,
  marking smallint not null,
  reason_sealed bytea not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (org_id, resource_id),
  foreign key (org_id, resource_id) references resource (org_id, id) on delete cascade
);
call protect('marking_request');

-- null: nobody was asked
alter table marking_decision add column asked_by uuid, add check (asked_by is distinct from decided_by);
