-- What a person is told. Its feed (kind 'person') numbers the entries and drives what is sent outside the page; these
-- rows say what is still unread. They hold ids and kinds, never what anybody wrote.
create table notification_feed (
  org_id uuid not null,
  account_id uuid not null,
  feed_id uuid not null unique,
  primary key (account_id, org_id),
  foreign key (org_id, account_id) references seat (org_id, account_id) on delete cascade,
  -- the feed is made in the same transaction, once it is known that nobody else made one
  foreign key (org_id, feed_id) references feed (org_id, id) deferrable initially deferred
);
call protect('notification_feed');

create table notification (
  id uuid primary key,
  org_id uuid not null,
  account_id uuid not null,
  -- the entry of the person's feed
  seq bigint not null,
  kind text not null check (kind in
    ('mention', 'reply', 'direct', 'access-given', 'access-requested', 'access-answered', 'team-joined')),
  -- the resource or team it is about
  subject_id uuid not null,
  actor_id uuid,
  at timestamptz not null,
  -- of messages: the conversation, the first of them and the last that this row stands for
  conversation_id uuid,
  first_seq bigint,
  last_seq bigint,
  -- of a thread: the number of the message that it replies to
  root_seq bigint,
  read_at timestamptz,
  unique (account_id, org_id, seq),
  foreign key (account_id, org_id) references notification_feed (account_id, org_id) on delete cascade,
  check ((conversation_id is null) = (first_seq is null) and (conversation_id is null) = (last_seq is null))
);
call protect('notification');
create index notification_newest on notification (account_id, id desc);
create index notification_unread on notification (account_id, kind, conversation_id, subject_id) where read_at is null;
create index notification_old on notification (org_id, at);
