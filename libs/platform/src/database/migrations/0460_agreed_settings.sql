-- Settings of the instance that nobody should change alone: one person asks that they hold, another one agrees.
alter table approval drop constraint approval_act_check;
alter table approval add constraint approval_act_check
  check (act in ('sign-in-link', 'administrator-link', 'hand-over', 'identity-merge', 'keys-close', 'keys-open', 'keys-destroy', 'organisation-export', 'settings'));

-- What this instance was set to, each time that it was set otherwise; an approval of the act "settings" is about one of these.
create table settings_seen (
  org_id uuid not null references organisation (id),
  -- of the settings themselves: the same have the same
  id uuid not null,
  settings jsonb not null,
  -- when they began to hold, the last time
  seen_at timestamptz not null,
  primary key (org_id, id)
);
call protect('settings_seen');
