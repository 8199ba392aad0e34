-- Functions that run as the owner look at temporary objects last: whoever may connect could otherwise put a table of its
-- own, with a trigger of its own, in the place of ours and run code as the owner (PostgreSQL, "Writing SECURITY DEFINER
-- Functions Safely"). And only the app calls them: every function is born with EXECUTE for everybody.
do $$
declare target regprocedure;
begin
  for target in
    select p.oid::regprocedure from pg_proc p
    where p.prosecdef and p.pronamespace = 'public'::regnamespace and p.proowner = current_user::regrole
  loop
    execute format('alter function %s set search_path = pg_catalog, public, pg_temp', target);
    execute format('revoke execute on function %s from public', target);
    execute format('grant execute on function %s to maroquin_app', target);
  end loop;
end $$;
