-- Whether the titles of a document bear numbers: 1, 1.1, 1.1.1.
alter table resource add column numbered_titles boolean not null default false;
