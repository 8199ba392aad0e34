-- Where the signed ends of an organisation's audit are kept outside, and since when such a place does not answer.
create table audit_anchor (
  org_id uuid not null references organisation (id),
  kind text not null check (kind in ('folder', 'mail')),
  -- null: nothing was kept there yet
  kept_at timestamptz,
  number bigint,
  failing_since timestamptz,
  primary key (org_id, kind)
);
call protect('audit_anchor');
