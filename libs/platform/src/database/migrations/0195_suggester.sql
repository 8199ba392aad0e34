-- A right between commenting and editing: to suggest changes of a document's text, which others accept or reject.
alter table access_grant drop constraint access_grant_role_check;
alter table access_grant add constraint access_grant_role_check
  check (role in ('reader', 'commenter', 'suggester', 'editor', 'manager'));
alter table access_request drop constraint access_request_role_check;
alter table access_request add constraint access_request_role_check
  check (role in ('reader', 'commenter', 'suggester', 'editor', 'manager'));
alter table custom_role drop constraint custom_role_base_check;
alter table custom_role add constraint custom_role_base_check
  check (base in ('reader', 'commenter', 'suggester', 'editor'));
