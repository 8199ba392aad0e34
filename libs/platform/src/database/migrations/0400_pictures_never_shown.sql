-- A picture that no state of its document has ever shown gives its room back; whether one did is asked once.
alter table document_image add column was_shown boolean not null default false;
create index document_image_not_shown on document_image (org_id, created_at) where not was_shown;
