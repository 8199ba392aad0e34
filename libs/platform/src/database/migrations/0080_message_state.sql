-- What happens to a message after it was sent (an edit, its deletion, reactions, a pin) is a change: it has a feed of its
-- own beside that of the messages, and a row with the state of the message that it leads to. A message that nothing
-- happened to has no row.

alter table feed drop constraint feed_kind_check;
alter table feed add constraint feed_kind_check check (kind in ('document', 'channel', 'changes', 'person'));

-- Channels that are there already get theirs, under the key of their messages.
alter table channel add column changes_id uuid unique;
update channel set changes_id = gen_random_uuid();
insert into feed (id, org_id, kind, key_id)
select c.changes_id, c.org_id, 'changes', f.key_id from channel c join feed f on f.org_id = c.org_id and f.id = c.id;
alter table channel alter column changes_id set not null;
alter table channel add foreign key (org_id, changes_id) references feed (org_id, id);

create table message_state (
  org_id uuid not null,
  -- the feed of the messages, and the number of one of them
  conversation_id uuid not null,
  seq bigint not null,
  -- rises with each change
  version integer not null check (version > 0),
  -- in clear, so that the pinned ones are found; authenticated with the state
  pinned boolean not null,
  state bytea not null,
  primary key (conversation_id, seq),
  foreign key (org_id, conversation_id) references feed (org_id, id) on delete cascade
);
create index message_state_pinned on message_state (conversation_id, seq) where pinned;
call protect('message_state');

-- What a message said before each of its edits, for its author and for managers.
create table message_edit (
  org_id uuid not null,
  conversation_id uuid not null,
  seq bigint not null,
  -- the version of the state that replaced it
  version integer not null,
  body bytea not null,
  primary key (conversation_id, seq, version),
  foreign key (org_id, conversation_id) references feed (org_id, id) on delete cascade
);
call protect('message_edit');
