-- How far an export is, and that it goes on, for the page of whoever asked for it.
alter table organisation_export add column seen_at timestamptz;
