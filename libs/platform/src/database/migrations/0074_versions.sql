-- Who changes one of these says which version the change starts from, so that two people who edit at the same moment
-- do not undo each other's work unseen.
alter table external_link add column version integer not null default 1;
alter table guest add column version integer not null default 1;
alter table custom_role add column version integer not null default 1;
alter table passkey add column version integer not null default 1;
