-- Documents whose journal is to be covered by a checkpoint, and from when on: many are taken at once, by whichever node
-- has a hand free. A row is gone once a checkpoint covers what was asked for.
create table checkpoint_due (
  document_id uuid primary key references document (id) on delete cascade,
  org_id uuid not null,
  due_at timestamptz not null,
  -- how often it was asked for: who has covered what was asked before does not take away what was asked since
  asks bigint not null default 1,
  -- how often it was taken without being done: each time it waits longer
  attempts integer not null default 0
);
create index checkpoint_due_at on checkpoint_due (due_at);
call protect('checkpoint_due');

-- Those that are due, of every organisation, at most so many. Whoever takes them and ends before they are done leaves
-- them to others after five minutes, then ten, then twenty … Ids tell nothing.
create function take_due_checkpoints(as_of timestamptz, most integer)
  returns table (org_id uuid, document_id uuid, asks bigint)
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$
    update checkpoint_due as due
    set due_at = as_of + interval '5 minutes' * power(2, least(due.attempts, 8)), attempts = due.attempts + 1
    where due.document_id in (
      select waiting.document_id from checkpoint_due as waiting
      where waiting.due_at <= as_of order by waiting.due_at limit most for update skip locked
    )
    returning due.org_id, due.document_id, due.asks
  $$;
revoke execute on function take_due_checkpoints from public;
grant execute on function take_due_checkpoints to maroquin_app;

-- Was for the jobs that this takes the place of; one that still waits costs a look.
drop function enqueue_once;
