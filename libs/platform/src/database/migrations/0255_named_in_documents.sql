-- What documents name by id, as it is read with their text. Ids alone: titles and names stay where they are, sealed.
create table document_link (
  org_id uuid not null,
  source_id uuid not null,
  target_id uuid not null,
  primary key (source_id, target_id),
  foreign key (org_id, source_id) references resource (org_id, id) on delete cascade,
  foreign key (org_id, target_id) references resource (org_id, id) on delete cascade
);
create index document_link_target on document_link (org_id, target_id, source_id);
call protect('document_link');

-- Mentions whose people were told, or that came with the document: nobody is told twice.
create table document_mention (
  org_id uuid not null,
  document_id uuid not null,
  mention_id uuid not null,
  primary key (document_id, mention_id),
  foreign key (org_id, document_id) references resource (org_id, id) on delete cascade
);
call protect('document_mention');

-- Entries of the journal that the document began with: what they name was written elsewhere.
alter table document add column brought bigint not null default 0;
