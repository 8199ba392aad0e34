-- The end of an organisation's key: asked by one custodian, approved by another, done after a delay in which it can be
-- withdrawn (docs/adr/0040-destroyed-keys-and-break-glass.md).
create table key_destruction (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  asked_by uuid not null,
  approved_by uuid not null,
  approved_at timestamptz not null,
  due_at timestamptz not null,
  -- what the certificate will say of the people, while their names still open: sealed by the instance's key
  people text not null,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  -- from here on it is not taken back
  started_at timestamptz,
  -- why the key is still there: its provider's operator has to act
  obstacle text check (obstacle in ('refused', 'down', 'opens')),
  done_at timestamptz,
  -- signed; sealed by the instance's key
  certificate text,
  check (asked_by <> approved_by),
  check ((done_at is null) = (certificate is null)),
  check (withdrawn_at is null or started_at is null)
);
create unique index key_destruction_one on key_destruction (org_id) where withdrawn_at is null;
call protect('key_destruction');

-- What was wrapped is erased, and stays closed.
alter table organisation_key add column destroyed_at timestamptz;
