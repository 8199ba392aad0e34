-- Texts of files lie in search_text too. A file has no feed: its text is sealed with the key of its content, which is
-- named; null: the key of the document's feed. Texts with pages know which page a part begins on.
alter table search_text add column key_id uuid, add column first_page integer;

-- The version whose text was read, or was tried to be; null: none yet.
alter table file add column text_version integer;
create index file_text_due on file (org_id, id) where text_version is null;
