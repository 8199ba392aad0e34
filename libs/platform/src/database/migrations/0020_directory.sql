-- Signing in by the organisation's own directory (LDAP), and teams that are kept as its groups are.
alter table session drop constraint session_method_check;
alter table session add constraint session_method_check
  check (method in ('link', 'password', 'passkey', 'oidc', 'ldap'));

-- When the directory closed this person's account: it opens again only what it closed itself, as long as nobody else
-- has done anything to the account since.
alter table federated_identity add column closed_at timestamptz;
create index federated_identity_provider on federated_identity (org_id, provider);

create table directory_team (
  team_id uuid primary key references team (id) on delete cascade,
  org_id uuid not null references organisation (id),
  group_hash bytea not null,
  in_ring boolean not null default false,
  created_at timestamptz not null,
  unique (org_id, group_hash)
);
call protect('directory_team');
