-- Who may take the notice of an organisation's end back is reminded of it, a week and a day before.
alter table organisation_end add column reminded_days smallint check (reminded_days in (7, 1));
alter table account_notice drop constraint account_notice_kind_check;
alter table account_notice add constraint account_notice_kind_check check (kind in
  ('link-shown', 'handed-over', 'identity-merged', 'address-changed',
   'organisation-ends', 'organisation-ends-in-a-week', 'organisation-ends-tomorrow', 'organisation-stays'));
