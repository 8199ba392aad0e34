-- What a link demands (a password, an end, a number of uses) and what it opens, sealed together: whoever takes a password
-- away by writing here makes the link unusable. null: from before, and so not to be told from one that was changed; such
-- a link opens nothing any more and is made again.
alter table external_link add column proof bytea;
