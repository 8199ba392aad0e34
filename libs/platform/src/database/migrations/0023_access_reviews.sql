-- Campaigns in which reviewers confirm, lower or withdraw each right of a space or of the whole organisation.

create table access_review (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  -- null: the whole organisation
  space_id uuid,
  name_sealed bytea not null,
  -- what becomes of rights that nobody decided on
  rule text not null check (rule in ('keep', 'withdraw')),
  opened_by uuid not null,
  opened_at timestamptz not null,
  ends_at timestamptz not null,
  -- who ended it before its time; null: nobody did
  closed_by uuid,
  -- when the rule had been followed for all that was left
  closed_at timestamptz,
  check (ends_at >= opened_at),
  unique (org_id, id),
  foreign key (org_id, space_id) references resource (org_id, id) on delete cascade
);
create index access_review_due on access_review (org_id, ends_at) where closed_at is null;
call protect('access_review');

create table access_review_reviewer (
  org_id uuid not null,
  review_id uuid not null,
  account_id uuid not null,
  primary key (org_id, review_id, account_id),
  foreign key (org_id, review_id) references access_review (org_id, id) on delete cascade,
  foreign key (org_id, account_id) references subject (org_id, id) on delete cascade
);
create index access_review_reviewer_account on access_review_reviewer (org_id, account_id);
call protect('access_review_reviewer');

-- One right as it was when the review began. It names what it is about without a foreign key: what was decided stays
-- to be read when the right, the subject or the resource is gone.
create table access_review_item (
  org_id uuid not null,
  review_id uuid not null,
  number integer not null check (number > 0),
  kind text not null check (kind in ('grant', 'link', 'guest')),
  resource_id uuid not null,
  subject_id uuid not null,
  role text not null,
  decision text check (decision in ('kept', 'lowered', 'withdrawn', 'gone')),
  new_role text,
  -- null with decision: by the rule
  decided_by uuid,
  decided_at timestamptz,
  -- why the rule could not be followed: the code of the refusal
  obstacle text,
  primary key (org_id, review_id, number),
  unique (org_id, review_id, resource_id, subject_id),
  check ((decision is null) = (decided_at is null)),
  check ((decision = 'lowered') = (new_role is not null)),
  foreign key (org_id, review_id) references access_review (org_id, id) on delete cascade
);
create index access_review_item_open on access_review_item (org_id, review_id, number) where decision is null;
call protect('access_review_item');
