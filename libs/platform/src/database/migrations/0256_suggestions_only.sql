-- A document in which everybody but its managers suggests, whatever more they may do elsewhere.
alter table resource add column suggestions_only boolean not null default false;
