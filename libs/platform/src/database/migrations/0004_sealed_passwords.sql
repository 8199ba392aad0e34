-- What a password is checked against is sealed like what people write, so that it cannot be put there from outside.
-- Earlier ones cannot be sealed here; nothing was released with them, and a sign-in link sets a new one.
alter table account add column password_sealed bytea;
alter table account drop column password_hash;
