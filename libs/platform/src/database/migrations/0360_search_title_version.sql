-- Two nodes may index one name at once: the older one must not be written over the newer.
alter table search_title add column version integer not null default 0;
