-- Restoring a document begins a new epoch with an entry of its feed that holds the whole content; what lies before
-- that entry is history. 0: the first epoch, which begins empty.
alter table document add column epoch_from bigint not null default 0;

-- Whose a clientID is follows from the journal's order, which every node reads alike; a second record could only differ.
drop table client_lease;
