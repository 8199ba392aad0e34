-- By which a node knows that a key provider gave back the very key that it wrapped (docs/adr/0034-keys-that-the-customer-holds.md).
-- Of the instance's key a hash that only it makes; of an organisation's one that takes the instance's as well, so that nobody
-- makes it who writes in the database. null: a row from before, which is believed once it opens what it sealed.
alter table instance add column own_check bytea;
alter table organisation_key add column key_check bytea;

drop function read_instance();
create function read_instance() returns table (instance_key bytea, key_check bytea, own_check bytea)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  'select instance_key, key_check, own_check from public.instance';
revoke execute on function read_instance() from public;
grant execute on function read_instance() to maroquin_app;
