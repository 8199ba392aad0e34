-- People who read, approve and sign one version of a document, in their order. Who is asked, what each did and why, and
-- the version's text stand sealed in it; these columns are for finding it.
create table circuit (
  id uuid primary key,
  org_id uuid not null,
  document_id uuid not null references document (id) on delete cascade,
  -- the version: number of its last change in the document's journal
  seq bigint not null,
  is_open boolean not null default true,
  -- rises with each act
  version integer not null default 1 check (version > 0),
  started_by uuid not null,
  started_at timestamptz not null,
  state bytea not null,
  -- the text; null: it was not approved, and nobody is asked any more
  content bytea
);
-- One at a time runs on a document.
create unique index circuit_open on circuit (document_id) where is_open;
create index circuit_document on circuit (document_id, id desc);
call protect('circuit');

-- Whom a circuit waits for. Its sealed state decides who may act; this is where people find it.
create table circuit_part (
  id uuid primary key,
  org_id uuid not null,
  circuit_id uuid not null references circuit (id) on delete cascade,
  document_id uuid not null,
  account_id uuid not null,
  kind text not null check (kind in ('reading', 'visa', 'signature')),
  due date,
  unique (circuit_id, account_id)
);
create index circuit_part_account on circuit_part (account_id, id desc);
call protect('circuit_part');

alter table notification drop constraint notification_kind_check;
alter table notification add constraint notification_kind_check check (kind in
  ('mention', 'reply', 'direct', 'comment', 'comment-assigned', 'access-given', 'access-requested', 'access-answered',
   'team-joined', 'circuit-asked', 'circuit-due', 'circuit-returned', 'circuit-approved'));
