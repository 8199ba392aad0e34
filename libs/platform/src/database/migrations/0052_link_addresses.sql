-- The secret of a link, sealed, so that whoever made the link can be shown its address again. null: made before.
alter table external_link add column token_sealed bytea;

-- After how many days a new link ends, unless who makes it says otherwise. null: it does not end by itself.
alter table organisation add column link_days integer default 30 check (link_days between 1 and 3650);
