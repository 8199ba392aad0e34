-- A restricted resource does not inherit the rights of its place. `restricted` says so of the resource itself, for lists;
-- it equals `not permission_scope.inherits` of its own scope. `confined` says of a scope that it is restricted, or inherits
-- from one that is: what stands there is nobody else's to know of.
alter table resource add column restricted boolean not null default false;
alter table permission_scope add column confined boolean not null default false;
update permission_scope set confined = true where not inherits;

-- The name of something restricted is refused to nobody who does not see it.
drop index resource_name;
create unique index resource_name on resource (org_id, parent_id, kind, name_hash)
  where trashed_at is null and parent_id is not null and kind <> 'document' and not restricted;

-- Restricted things that went into the trash along with a place above them are found for their own people.
create index resource_restricted_trash on resource (org_id, trashed_at desc, id desc) where trashed_at is not null and restricted;
