-- Roles that an organisation names itself: a standard one, and acts added to it.
create table custom_role (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  name_sealed bytea not null,
  base text not null check (base in ('reader', 'commenter', 'editor')),
  acts text[] not null check (cardinality(acts) between 1 and 20),
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- its name stays to be read where it was decided upon
  deleted_at timestamptz,
  unique (org_id, id)
);
create index custom_role_live on custom_role (org_id) where deleted_at is null;
call protect('custom_role');

-- `role` of such a right is the base of its custom role: who asks for no more than a standard role asks nobody else.
alter table access_grant add column custom_role_id uuid,
  add foreign key (org_id, custom_role_id) references custom_role (org_id, id),
  add check (custom_role_id is null or role <> 'manager');
create index access_grant_custom_role on access_grant (org_id, custom_role_id) where custom_role_id is not null;
-- What the custom role adds, flattened like the role itself; null: nothing.
alter table scope_grant add column acts text[];
alter table access_review_item add column custom_role_id uuid;
