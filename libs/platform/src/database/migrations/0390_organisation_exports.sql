-- A whole organisation leaves only when who keeps its keys asks and an auditor agrees.
alter table approval drop constraint approval_act_check;
alter table approval add constraint approval_act_check
  check (act in ('sign-in-link', 'administrator-link', 'hand-over', 'identity-merge', 'keys-close', 'keys-open', 'keys-destroy', 'organisation-export'));

-- Exports of a whole organisation: by whom, with whose agreement, how much. One that broke off is begun again by the same
-- agreement for a day.
create table organisation_export (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  asked_by uuid not null,
  approved_by uuid not null,
  begun_at timestamptz not null,
  finished_at timestamptz,
  entries bigint,
  bytes bigint,
  -- what could not be taken along
  left_out bigint,
  -- SHA-256 of the list of entries, which the manifest signs
  list_digest bytea,
  check (approved_by <> asked_by),
  unique (org_id, id)
);
create index organisation_export_newest on organisation_export (org_id, id desc);
call protect('organisation_export');
