-- What somebody was writing in a conversation, sealed with the key of the conversation, so that it follows the person from
-- one device to the next.
create table message_draft (
  org_id uuid not null,
  conversation_id uuid not null,
  account_id uuid not null,
  body bytea not null,
  primary key (conversation_id, account_id),
  foreign key (org_id, conversation_id) references feed (org_id, id) on delete cascade
);
create index message_draft_account on message_draft (account_id);
call protect('message_draft');

-- Messages that somebody keeps at hand.
create table saved_message (
  org_id uuid not null,
  account_id uuid not null,
  conversation_id uuid not null,
  seq bigint not null check (seq > 0),
  saved_at timestamptz not null,
  primary key (account_id, conversation_id, seq),
  foreign key (org_id, conversation_id) references feed (org_id, id) on delete cascade
);
create index saved_message_newest on saved_message (account_id, saved_at desc);
call protect('saved_message');

-- Messages that wait for their moment, sealed with the key of the conversation. Each is sent by a job under its own id as
-- client id, so once however often the job runs; what was refused then stays here until its author takes it back.
create table scheduled_message (
  id uuid primary key,
  org_id uuid not null,
  conversation_id uuid not null,
  account_id uuid not null,
  -- of the account: its rights are asked for again when the moment has come
  home_org uuid not null,
  send_at timestamptz not null,
  body bytea not null,
  -- the code of the error
  refused text,
  foreign key (org_id, conversation_id) references feed (org_id, id) on delete cascade
);
create index scheduled_message_account on scheduled_message (account_id, send_at);
call protect('scheduled_message');
