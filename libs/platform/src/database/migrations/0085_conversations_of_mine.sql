-- The conversations of one person are found by what that person reads, however many the organisation has.
create index resource_conversations on resource (org_id, scope_id, id desc) where kind = 'channel' and trashed_at is null;
create index read_state_account on read_state (account_id, channel_id);
