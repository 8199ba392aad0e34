-- The session of the browser in which the office editor took its lock: when that is over, the lock keeps nobody out.
alter table dav_lock add column session_id uuid;
