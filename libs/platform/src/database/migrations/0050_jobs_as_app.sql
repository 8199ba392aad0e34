-- Jobs run as the app role, so that a server needs no owner's password. graphile-worker closes its tables by row level
-- security without a policy, and offers no function for what its runner does: it needs the rows themselves. The schema
-- stays the owner's: only `maroquin migrate` changes it.
grant usage on schema graphile_worker to maroquin_app;
grant select on graphile_worker.migrations to maroquin_app;
do $$
declare name text;
begin
  foreach name in array array['_private_jobs', '_private_tasks', '_private_job_queues', '_private_known_crontabs'] loop
    execute format('grant select, insert, update, delete on graphile_worker.%I to maroquin_app', name);
    execute format('create policy app on graphile_worker.%I to maroquin_app using (true) with check (true)', name);
  end loop;
end $$;
