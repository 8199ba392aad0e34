-- What serves once is noted in used_once, whatever it is. Tickets live for five minutes: those under way are asked for again.
drop table used_ticket;
