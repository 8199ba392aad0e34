-- What becomes of a notice on its day: the organisation closes, its key is destroyed, and all that it holds is deleted.
alter table organisation_end add column started_at timestamptz;
alter table organisation_end add column emptied_at timestamptz;
alter table organisation_end add constraint organisation_end_begun
  check (started_at is null or (noticed_at is not null and withdrawn_at is null));
