-- For who sees so much that looking into each scope takes longer than walking from the newest on.
create index resource_newest_of_kind on resource (org_id, kind, updated_at desc, id desc) where trashed_at is null;
