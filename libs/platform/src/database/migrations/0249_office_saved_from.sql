-- When the last save that the office editor made for this person, and that is committed, was sent: the page calls saved
-- only what was sent after the changes that it knows of.
alter table office_editing add column saved_from timestamptz;
