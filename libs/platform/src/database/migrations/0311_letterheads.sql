-- A template that stands over what is begun from those that come with the product.
alter table document add column is_letterhead boolean not null default false;
alter table document add constraint document_letterhead check (is_template or not is_letterhead);
