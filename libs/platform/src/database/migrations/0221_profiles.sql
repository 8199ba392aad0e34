-- What people say of themselves for their colleagues: what they do, where, when they work (sealed together), and a photo.
alter table account add column profile_sealed bytea;
-- null: none; another photo has another id, so that what was kept of the one before is not shown for it
alter table account add column photo_id uuid;

create table person_photo (
  id uuid primary key,
  org_id uuid not null,
  account_id uuid not null unique references account (id) on delete cascade,
  content_sealed bytea not null
);
call protect('person_photo');
