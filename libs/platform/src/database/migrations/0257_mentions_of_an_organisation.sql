-- A mention is told once in the whole organisation: its id goes along when a text is copied into another document.
delete from document_mention a using document_mention b
  where a.org_id = b.org_id and a.mention_id = b.mention_id and a.document_id > b.document_id;
alter table document_mention drop constraint document_mention_pkey, add primary key (org_id, mention_id);
create index document_mention_document on document_mention (org_id, document_id);
