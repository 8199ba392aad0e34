-- When a custodian closed the organisation's keys: nothing of it opens until somebody opens them again. Who did, and when,
-- is in the audit.
alter table organisation_key add column closed_at timestamptz;
