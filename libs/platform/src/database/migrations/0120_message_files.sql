-- Files that were sent with a message. Their parent is the conversation, so that its rights are theirs; each belongs to
-- one message, and is put away with it.
create table message_file (
  org_id uuid not null,
  file_id uuid primary key,
  -- the feed of the messages, and the number of one of them
  conversation_id uuid not null,
  seq bigint not null,
  foreign key (org_id, file_id) references resource (org_id, id) on delete cascade,
  foreign key (org_id, conversation_id) references feed (org_id, id) on delete cascade
);
create index message_file_message on message_file (conversation_id, seq);
call protect('message_file');
