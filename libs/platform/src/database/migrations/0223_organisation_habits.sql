-- When nothing is sent to whoever has set nothing else: {"quiet": {"from", "to", "days"} or null}; null: what is usual.
alter table organisation add column habits jsonb;
