-- What was deleted for good, by its ids: none of them may be anywhere any more. The act of the same id in the audit carries
-- the digest of the list, so that neither can be changed alone.
create table erasure (
  org_id uuid not null references organisation (id),
  id uuid not null,
  at timestamptz not null,
  what text not null check (what in ('resource', 'version')),
  -- sorted
  ids uuid[] not null check (cardinality(ids) > 0),
  primary key (org_id, id)
);
create index erasure_newest on erasure (org_id, at desc);
call protect('erasure');
revoke update on erasure from maroquin_app;
