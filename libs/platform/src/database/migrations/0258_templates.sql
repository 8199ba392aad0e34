-- A template is a document that others make documents from. Who may read it may use it: it has no rights of its own.
alter table document add column is_template boolean not null default false;
create index document_template on document (org_id, id desc) where is_template;
