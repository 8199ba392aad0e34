-- A thread is a conversation of its own: the replies to one message of a channel, with numbers, changes and read states
-- like any other. Its rights are those of the channel.
create table thread (
  id uuid primary key,
  org_id uuid not null,
  channel_id uuid not null references channel (id) on delete cascade,
  -- the message that is replied to
  root_seq bigint not null check (root_seq > 0),
  changes_id uuid not null unique,
  unique (channel_id, root_seq),
  foreign key (org_id, id) references feed (org_id, id),
  foreign key (org_id, changes_id) references feed (org_id, id)
);
call protect('thread');

-- Who is told of replies.
create table thread_follow (
  org_id uuid not null,
  thread_id uuid not null references thread (id) on delete cascade,
  account_id uuid not null,
  primary key (thread_id, account_id)
);
call protect('thread_follow');

-- Threads are read as well.
alter table read_state drop constraint read_state_channel_id_fkey;
alter table read_state add foreign key (org_id, channel_id) references feed (org_id, id) on delete cascade;
