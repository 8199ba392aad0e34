-- The language that a document is written in, where somebody said so: it is spelt and read aloud in it for everybody.
alter table resource add column detail_language text check (detail_language in ('fr', 'en'));
