-- Bytes on their way to the store that nothing refers to yet. Whoever writes them renews the row; once it is due, the
-- bytes belong to nobody and are deleted.
create table blob_draft (
  id uuid primary key,
  org_id uuid not null references organisation (id),
  part_bytes integer not null,
  kept_until timestamptz not null
);
create index blob_draft_due on blob_draft (org_id, kept_until);
call protect('blob_draft');
insert into blob_draft (id, org_id, part_bytes, kept_until)
select u.blob_id, u.org_id, u.part_bytes, u.expires_at + interval '1 day' from upload u where u.finished_at is null;

-- What is in the bin is looked for by its age.
create index resource_bin_age on resource (org_id, trashed_at) where trash_root_id = id;

-- What hangs on a resource, a feed, a key or a blob is found without reading whole tables.
create index feed_key on feed (key_id);
create index blob_key on blob (key_id);
create index upload_key on upload (key_id);
create index upload_place on upload (org_id, parent_id);
create index file_version_blob on file_version (org_id, blob_id);
create index document_image_blob on document_image (org_id, blob_id);
create index notification_subject on notification (org_id, subject_id);
create index notification_conversation on notification (org_id, conversation_id) where conversation_id is not null;
create index saved_message_conversation on saved_message (org_id, conversation_id);
create index scheduled_message_conversation on scheduled_message (org_id, conversation_id);

-- The one way in which resources end: these rows, everything that hangs on them, and the keys of their words. Answers
-- the blobs that they pointed at, once for each time, for their references to be given back.
create function delete_resources(org uuid, gone uuid[]) returns uuid[] language plpgsql as $$
declare
  blobs uuid[];
  feeds uuid[];
  used_keys uuid[];
  scopes uuid[];
begin
  blobs := array(
    select v.blob_id from file_version v where v.org_id = org and v.file_id = any (gone)
    union all
    select i.blob_id from document_image i where i.org_id = org and i.document_id = any (gone));
  feeds := array(
    select d.id from document d where d.org_id = org and d.id = any (gone)
    union all
    select x.id from channel c cross join lateral (values (c.id), (c.changes_id)) x (id) where c.org_id = org and c.id = any (gone)
    union all
    select x.id from thread t cross join lateral (values (t.id), (t.changes_id)) x (id) where t.org_id = org and t.channel_id = any (gone)
    union all
    select x.id from comment_thread t cross join lateral (values (t.id), (t.changes_id)) x (id)
      where t.org_id = org and t.document_id = any (gone));
  used_keys := array(select distinct f.key_id from feed f where f.org_id = org and f.id = any (feeds));
  scopes := array(select s.id from permission_scope s where s.org_id = org and s.id = any (gone));
  delete from subject s using external_link l
    where l.org_id = org and l.resource_id = any (gone) and s.org_id = org and s.id = l.id;
  delete from file_version v where v.org_id = org and v.file_id = any (gone);
  delete from document_image i where i.org_id = org and i.document_id = any (gone);
  delete from thread t where t.org_id = org and t.channel_id = any (gone);
  delete from comment_thread t where t.org_id = org and t.document_id = any (gone);
  delete from channel c where c.org_id = org and c.id = any (gone);
  delete from document d where d.org_id = org and d.id = any (gone);
  delete from feed_entry e where e.org_id = org and e.feed_id = any (feeds);
  delete from feed f where f.org_id = org and f.id = any (feeds);
  delete from notification n
    where n.org_id = org and (n.subject_id = any (gone) or n.conversation_id = any (feeds) or n.conversation_id = any (gone));
  delete from search_due d where d.org_id = org and d.resource_id = any (gone);
  delete from upload u where u.org_id = org and u.parent_id = any (gone);
  delete from resource r where r.org_id = org and r.id = any (gone);
  delete from permission_scope s where s.org_id = org and s.id = any (scopes);
  delete from data_key k where k.org_id = org and k.id = any (used_keys)
    and not exists (select 1 from feed f where f.key_id = k.id)
    and not exists (select 1 from blob b where b.key_id = k.id)
    and not exists (select 1 from upload u where u.key_id = k.id);
  return blobs;
end $$;
revoke execute on function delete_resources(uuid, uuid[]) from public;
grant execute on function delete_resources(uuid, uuid[]) to maroquin_app;
