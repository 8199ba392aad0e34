-- Whoever made a document is told of comments on it, and who is to see to one of that.
alter table notification drop constraint notification_kind_check;
alter table notification add constraint notification_kind_check check (kind in
  ('mention', 'reply', 'direct', 'comment', 'comment-assigned', 'access-given', 'access-requested', 'access-answered',
   'team-joined'));
