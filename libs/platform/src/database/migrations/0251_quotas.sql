-- Quotas. Every byte of a file's versions and of a document's pictures counts for the organisation and for one holder: the
-- space in which it stands, the person whose own space that is, or who sent it in a direct conversation. What is in the bin
-- counts. The triggers below keep the counts in the transaction of the rows that they count, whoever writes these.
create table storage_count (
  org_id uuid not null references organisation (id),
  -- the organisation itself, a space, or a person
  holder_id uuid not null,
  -- several rows a holder, so that people who write at once seldom wait for each other
  shard smallint not null,
  bytes bigint not null,
  primary key (org_id, holder_id, shard)
);
call protect('storage_count');

create table storage_quota (
  org_id uuid not null references organisation (id),
  holder_id uuid not null,
  -- null: no limit, although others have one
  max_bytes bigint check (max_bytes >= 0),
  set_by uuid,
  set_at timestamptz not null,
  primary key (org_id, holder_id)
);
call protect('storage_quota');

-- For each person and each space that has no quota of its own; null: no limit.
alter table organisation add column person_quota bigint check (person_quota >= 0);
alter table organisation add column space_quota bigint check (space_quota >= 0);

-- Whose room is taken by what stands at a resource and was brought by that person.
create function storage_holder(org uuid, resource uuid, author uuid) returns uuid language sql stable as $$
  with recursive up(id, parent_id, kind, personal_of) as (
    select r.id, r.parent_id, r.kind, r.personal_of from resource r where r.org_id = org and r.id = resource
    union all
    select r.id, r.parent_id, r.kind, r.personal_of from up join resource r on r.org_id = org and r.id = up.parent_id
  )
  select case when up.kind = 'direct' then coalesce(author, up.id) else coalesce(up.personal_of, up.id) end
  from up where up.parent_id is null$$;

create function storage_used(org uuid, holder uuid) returns bigint language sql stable as $$
  select coalesce(sum(c.bytes), 0)::bigint from storage_count c where c.org_id = org and c.holder_id = holder$$;

-- null: no limit.
create function storage_max(org uuid, holder uuid) returns bigint language sql stable as $$
  select case
    when exists (select from storage_quota q where q.org_id = org and q.holder_id = holder)
      then (select q.max_bytes from storage_quota q where q.org_id = org and q.holder_id = holder)
    when holder = org then null
    else (select case when exists (select from resource r where r.org_id = org and r.id = holder) then o.space_quota
        else o.person_quota end from organisation o where o.id = org)
    end$$;

-- Room for so many bytes more. Who asks together with others for the same room asks after them, until their transaction ends.
create function require_storage(org uuid, holder uuid, more bigint) returns void language plpgsql as $$
declare
  most bigint := storage_max(org, holder);
begin
  if most is null or more <= 0 then return; end if;
  perform pg_advisory_xact_lock(7262251, hashtext(holder::text));
  if storage_used(org, holder) + more <= most then return; end if;
  raise exception 'no room left' using errcode = 'check_violation', constraint = case
    when holder = org then 'storage_quota_organisation'
    when exists (select from resource r where r.org_id = org and r.id = holder) then 'storage_quota_space'
    else 'storage_quota_person' end;
end $$;

-- The organisation first, and holders in one order, so that nobody waits for somebody who waits for it.
create function add_to_storage_count(org uuid, holder uuid, more bigint) returns void language sql as $$
  insert into storage_count as c (org_id, holder_id, shard, bytes) values (org, holder, pg_backend_pid() % 8, more)
  on conflict (org_id, holder_id, shard) do update set bytes = c.bytes + excluded.bytes$$;

create function count_stored() returns trigger language plpgsql as $$
declare
  part record;
  sign integer := case when tg_op = 'INSERT' then 1 else -1 end;
begin
  for part in select org_id, sum(size)::bigint * sign as more from changed group by org_id order by org_id loop
    perform require_storage(part.org_id, part.org_id, part.more);
    perform add_to_storage_count(part.org_id, part.org_id, part.more);
  end loop;
  for part in
    select org_id, storage_holder(org_id, place_id, created_by) as holder, sum(size)::bigint * sign as more from (
      select org_id, place_id, created_by, sum(size) as size from (
        select c.org_id, coalesce(to_jsonb(c) ->> 'file_id', to_jsonb(c) ->> 'document_id')::uuid as place_id, c.created_by, c.size
        from changed c) named
      group by org_id, place_id, created_by) by_place
    group by 1, 2 order by 1, 2 loop
    continue when part.holder is null;
    perform require_storage(part.org_id, part.holder, part.more);
    perform add_to_storage_count(part.org_id, part.holder, part.more);
  end loop;
  return null;
end $$;
create trigger stored_more after insert on file_version referencing new table as changed
  for each statement execute function count_stored();
create trigger stored_less after delete on file_version referencing old table as changed
  for each statement execute function count_stored();
create trigger stored_more after insert on document_image referencing new table as changed
  for each statement execute function count_stored();
create trigger stored_less after delete on document_image referencing old table as changed
  for each statement execute function count_stored();

-- Into another space, or a person's own space that becomes a space like others: its bytes count elsewhere from then on.
create function count_moved() returns trigger language plpgsql as $$
declare
  part record;
  below uuid[];
begin
  if old.parent_id is not distinct from new.parent_id and old.personal_of is not distinct from new.personal_of then
    return null;
  end if;
  if new.parent_id is not null and storage_holder(new.org_id, old.parent_id, null) = storage_holder(new.org_id, new.parent_id, null) then
    return null;
  end if;
  below := (select ids from subtree_of(new.org_id, new.id));
  for part in
    select case when new.parent_id is null then coalesce(old.personal_of, old.id)
        else storage_holder(new.org_id, old.parent_id, created_by) end as from_holder,
      storage_holder(new.org_id, new.id, created_by) as to_holder, sum(size)::bigint as bytes
    from (
      select created_by, size from file_version where org_id = new.org_id and file_id = any (below)
      union all
      select created_by, size from document_image where org_id = new.org_id and document_id = any (below)) stored
    group by 1, 2 order by 1, 2 loop
    -- A space that is handed over is handed over whole.
    if new.parent_id is not null then perform require_storage(new.org_id, part.to_holder, part.bytes); end if;
    perform add_to_storage_count(new.org_id, least(part.from_holder, part.to_holder),
      case when part.from_holder < part.to_holder then -part.bytes else part.bytes end);
    perform add_to_storage_count(new.org_id, greatest(part.from_holder, part.to_holder),
      case when part.from_holder < part.to_holder then part.bytes else -part.bytes end);
  end loop;
  return null;
end $$;
create trigger stored_elsewhere after update of parent_id, personal_of on resource
  for each row execute function count_moved();

-- With a space ends what was counted for it.
create function forget_holder() returns trigger language plpgsql as $$
begin
  delete from storage_count where org_id = old.org_id and holder_id = old.id;
  delete from storage_quota where org_id = old.org_id and holder_id = old.id;
  return null;
end $$;
create trigger forget_holder after delete on resource for each row when (old.parent_id is null) execute function forget_holder();

-- What each holder keeps, counted from the rows: with this `maroquin storage recount` compares the counts.
create function storage_recounted(org uuid) returns table (holder_id uuid, bytes bigint) language sql stable as $$
  with recursive down(id, root_id, kind, personal_of) as (
    select r.id, r.id, r.kind, r.personal_of from resource r where r.org_id = org and r.parent_id is null
    union all
    select r.id, down.root_id, down.kind, down.personal_of from down join resource r on r.org_id = org and r.parent_id = down.id
  ), stored as (
    select file_id as place_id, created_by, size from file_version where org_id = org
    union all
    select document_id, created_by, size from document_image where org_id = org
  ), held as (
    select case when down.kind = 'direct' then coalesce(s.created_by, down.root_id) else coalesce(down.personal_of, down.root_id) end as holder, s.size
    from stored s join down on down.id = s.place_id
  )
  select holder, sum(size)::bigint from held group by holder
  union all
  select org, sum(size)::bigint from stored having count(*) > 0$$;
insert into storage_count (org_id, holder_id, shard, bytes)
select o.id, counted.holder_id, 0, counted.bytes from organisation o cross join lateral storage_recounted(o.id) counted;

do $$
declare target text;
begin
  foreach target in array array['storage_holder(uuid, uuid, uuid)', 'storage_used(uuid, uuid)', 'storage_max(uuid, uuid)',
    'require_storage(uuid, uuid, bigint)', 'add_to_storage_count(uuid, uuid, bigint)', 'storage_recounted(uuid)'] loop
    execute format('revoke execute on function %s from public', target);
    execute format('grant execute on function %s to maroquin_app', target);
  end loop;
end $$;
