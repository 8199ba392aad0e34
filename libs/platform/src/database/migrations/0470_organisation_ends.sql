-- The notice that an organisation ends: asked for by who administers it, agreed to by who keeps its keys, for a day 21 days
-- later at the earliest, taken back by either.
alter table approval drop constraint approval_act_check;
alter table approval add constraint approval_act_check
  check (act in ('sign-in-link', 'administrator-link', 'hand-over', 'identity-merge', 'keys-close', 'keys-open', 'keys-destroy', 'organisation-export', 'settings', 'organisation-end'));

create table organisation_end (
  -- that of the approval too
  id uuid primary key,
  org_id uuid not null references organisation (id),
  asked_by uuid not null,
  asked_at timestamptz not null,
  reason_sealed bytea not null,
  approved_by uuid,
  noticed_at timestamptz,
  due_at timestamptz,
  -- who, while names still open: sealed by the instance's key, for the certificate
  people text,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  check (approved_by <> asked_by),
  check ((noticed_at is null) = (approved_by is null) and (noticed_at is null) = (due_at is null) and (noticed_at is null) = (people is null)),
  -- No clock of a node and no statement of ours makes it shorter.
  check (due_at >= noticed_at + interval '504 hours'),
  check (withdrawn_at is null or noticed_at is not null)
);
create unique index organisation_end_one on organisation_end (org_id) where withdrawn_at is null;
call protect('organisation_end');

-- Those who may take it back are told.
alter table account_notice drop constraint account_notice_kind_check;
alter table account_notice add constraint account_notice_kind_check check (kind in
  ('link-shown', 'handed-over', 'identity-merged', 'address-changed',
   'organisation-ends', 'organisation-stays'));
