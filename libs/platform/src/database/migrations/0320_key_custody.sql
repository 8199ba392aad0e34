-- When what opens an organisation was wrapped last; null: not since this was noted, so when it was made.
alter table organisation_key add column wrapped_at timestamptz;

-- Who keeps an organisation's keys asks another one who does, as administrators ask each other.
alter table approval drop constraint approval_act_check;
alter table approval add constraint approval_act_check check (act in
  ('sign-in-link', 'administrator-link', 'hand-over', 'identity-merge', 'keys-close', 'keys-open', 'keys-destroy'));
