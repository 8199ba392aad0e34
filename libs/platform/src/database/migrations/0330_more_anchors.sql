-- Ends of the audit are also kept by a time-stamp authority (RFC 3161), in a bucket elsewhere and by a syslog server.
alter table audit_anchor drop constraint audit_anchor_kind_check;
alter table audit_anchor add constraint audit_anchor_kind_check
  check (kind in ('folder', 'mail', 'time-stamp', 'bucket', 'syslog'));
