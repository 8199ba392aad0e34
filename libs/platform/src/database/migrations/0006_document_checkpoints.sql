-- A document's content up to a number of its journal, verified by loading it again, so that opening it need not read
-- everything that was ever written. The journal stays whole: a lost checkpoint costs time, never content.
create table document_checkpoint (
  org_id uuid not null,
  document_id uuid not null references document (id) on delete cascade,
  epoch integer not null,
  seq bigint not null,
  made_at timestamptz not null,
  -- the name of an error: what keeps the editor from showing this content; null: it shows all
  unshown text,
  payload bytea not null,
  primary key (document_id, seq)
);
-- Sealed bytes do not compress.
alter table document_checkpoint alter column payload set storage external;
call protect('document_checkpoint');

-- Entries of a document's journal that are no part of its content any more: they harmed it, or their bytes are damaged.
-- What they hold stays sealed where it was written.
create table document_quarantine (
  id uuid primary key,
  org_id uuid not null,
  document_id uuid not null references document (id) on delete cascade,
  -- the epoch that began without them
  epoch integer not null,
  first_seq bigint not null,
  last_seq bigint not null,
  reason text not null,
  -- null when the entry cannot be read
  author_id uuid,
  found_at timestamptz not null
);
create index document_quarantine_document on document_quarantine (document_id, first_seq);
call protect('document_quarantine');

-- Like enqueue, but a job that waits under this key keeps its time: asking again and again does not put it off.
create function enqueue_once(task text, payload json, job_key text, run_at timestamptz) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$select graphile_worker.add_job(task, payload, job_key := job_key, run_at := run_at, job_key_mode := 'preserve_run_at')$$;
revoke execute on function enqueue_once from public;
grant execute on function enqueue_once to maroquin_app;
