-- A resource and all below it, level by level, without sending the ids to the server process and back. A recursive query
-- was seen to compare all rows with all where the table had no statistics yet; given an array, PostgreSQL knows its size.
create function subtree_of(org uuid, root uuid, out ids uuid[], out height integer) language plpgsql stable as $$
declare level uuid[] := array[root];
begin
  ids := level;
  height := 0;
  loop
    level := array(select r.id from resource r where r.org_id = org and r.parent_id = any (level));
    exit when cardinality(level) = 0;
    height := height + 1;
    if height > 21 then raise exception 'the tree of resources has a ring'; end if;
    ids := ids || level;
  end loop;
end $$;
revoke execute on function subtree_of(uuid, uuid) from public;
grant execute on function subtree_of(uuid, uuid) to maroquin_app;
