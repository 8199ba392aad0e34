-- What leaves with a message that waits: files of its author, uploaded in the conversation.
alter table scheduled_message add column files uuid[] check (cardinality(files) between 1 and 10);
