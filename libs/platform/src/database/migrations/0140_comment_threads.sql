-- A comment on words of a document is a thread: a conversation of its own whose rights are those of the document. The
-- words are marked in the document by the thread's id.
create table comment_thread (
  id uuid primary key,
  org_id uuid not null,
  document_id uuid not null references document (id) on delete cascade,
  changes_id uuid not null unique,
  created_by uuid not null,
  created_at timestamptz not null,
  -- false until the mark is committed in the document: until then nobody sees it
  marked boolean not null default false,
  -- deleted while it had so many messages: a reply that was committed meanwhile brings it back
  deleted_seq bigint,
  -- rises with each change of the state
  version integer not null default 1 check (version > 0),
  -- the quoted words, who resolved it, whom it is assigned to
  state bytea not null,
  foreign key (org_id, id) references feed (org_id, id),
  foreign key (org_id, changes_id) references feed (org_id, id)
);
create index comment_thread_document on comment_thread (document_id, id);
call protect('comment_thread');

-- Threads of comments are followed as well.
alter table thread_follow drop constraint thread_follow_thread_id_fkey;
alter table thread_follow add foreign key (org_id, thread_id) references feed (org_id, id) on delete cascade;
