-- Whether others see that somebody is there and writes. Who is there is never stored: these say that it is not shown.
alter table account add column hides_presence boolean not null default false;
alter table organisation add column hides_presence boolean not null default false;
