-- What is internal is closed to guests and to visitors by link, whatever right they have on the place where it stands.
alter table resource add column internal boolean not null default false;

-- Discussions beside documents are, until somebody opens them in words.
update resource r set internal = true from channel c
where c.org_id = r.org_id and c.id = r.id and c.document_id is not null;
