-- Locks of the mounted tree (RFC 4918 §6): who holds what, and until when. The token is what a client shows; its owner's
-- words are sealed.
create table dav_lock (
  id uuid primary key,
  org_id uuid not null,
  resource_id uuid not null,
  account_id uuid not null,
  exclusive boolean not null,
  -- also all below it
  deep boolean not null,
  -- the address under which it was taken, as its holder wrote it, with what it says of itself
  owner_sealed bytea not null,
  timeout_seconds integer not null,
  expires_at timestamptz not null,
  foreign key (org_id, resource_id) references resource (org_id, id) on delete cascade
);
create index dav_lock_resource on dav_lock (org_id, resource_id);
create index dav_lock_expiry on dav_lock (org_id, expires_at);
call protect('dav_lock');

-- Properties that clients of the mounted tree set on a resource and read again: all of one resource in one sealed text.
create table dav_properties (
  resource_id uuid primary key,
  org_id uuid not null,
  sealed bytea not null,
  foreign key (org_id, resource_id) references resource (org_id, id) on delete cascade
);
call protect('dav_properties');
