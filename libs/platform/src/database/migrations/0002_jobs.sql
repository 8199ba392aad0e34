-- graphile-worker's tables carry row level security and belong to the owner: a job is added through this function,
-- in the transaction of the act, by the app role. Payloads hold ids only.
create function enqueue(task text, payload json, job_key text, run_at timestamptz) returns void
  language sql security definer set search_path = pg_catalog, public as
  $$select graphile_worker.add_job(task, payload, job_key := job_key, run_at := run_at)$$;

-- Every organisation's id, for jobs that go through all of them. Ids tell nothing.
create function all_organisations() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public as 'select id from organisation';
