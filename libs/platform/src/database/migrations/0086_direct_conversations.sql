-- A direct or group conversation is a resource in no place, with rights of its own: exactly its members'.
alter table resource drop constraint resource_kind_check;
alter table resource add constraint resource_kind_check
  check (kind in ('space', 'folder', 'document', 'file', 'channel', 'direct'));
alter table resource drop constraint resource_check;
alter table resource add constraint resource_place check ((kind in ('space', 'direct')) = (parent_id is null));

drop index resource_conversations;
create index resource_conversations on resource (org_id, scope_id, id desc)
  where kind in ('channel', 'direct') and trashed_at is null;

-- Two people have one conversation: it is theirs for good, and nobody joins it.
alter table channel add column pair_low uuid, add column pair_high uuid;
alter table channel add constraint channel_pair
  check ((pair_low is null) = (pair_high is null) and (pair_low is null or pair_low < pair_high));
create unique index channel_pair_unique on channel (org_id, pair_low, pair_high) where pair_low is not null;
