-- How many people somebody has mentioned in documents within the last hour.
create index notification_mentions on notification (org_id, actor_id, at)
  where kind = 'mention' and conversation_id is null;
