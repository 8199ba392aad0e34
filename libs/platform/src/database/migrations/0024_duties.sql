-- Duties of an organisation that who administers it must not have: looking after rights and the audit, keeping keys.
create table organisation_duty (
  org_id uuid not null references organisation (id),
  -- a person, or a team whose members all have it, those of teams in it too
  subject_id uuid not null,
  duty text not null check (duty in ('auditor', 'key-custodian')),
  granted_by uuid not null,
  granted_at timestamptz not null,
  primary key (org_id, subject_id, duty),
  -- not everyone
  check (subject_id <> org_id),
  foreign key (org_id, subject_id) references subject (org_id, id) on delete cascade
);
call protect('organisation_duty');

-- Nobody who administers has such a duty, itself or through teams, however it comes about: by a duty, a membership, or
-- a seat. Whoever changes one of these waits for who changes another (the lock of libs/access/src/tree/tree-lock.ts), so
-- that two changes at the same moment do not miss each other.
create function forbid_incompatible_duties(org uuid) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(7262002, hashtext(org::text));
  if exists (
    with recursive holder(id) as (
      select d.subject_id from organisation_duty d where d.org_id = org
      union
      select m.member_id from holder join membership m on m.org_id = org and m.team_id = holder.id
    )
    select 1 from holder join seat s on s.org_id = org and s.account_id = holder.id and s.kind = 'admin'
  ) then
    raise exception 'an administrator has no other duty' using errcode = 'check_violation', constraint = 'incompatible_duties';
  end if;
end $$;

create function forbid_on_row() returns trigger language plpgsql as $$
begin
  perform forbid_incompatible_duties(new.org_id);
  return null;
end $$;
create function forbid_on_rows() returns trigger language plpgsql as $$
begin
  perform forbid_incompatible_duties(o.org_id) from (select distinct org_id from added) o;
  return null;
end $$;

create trigger incompatible_duties after insert or update on organisation_duty
  for each row execute function forbid_on_row();
create trigger incompatible_duties after insert or update of kind on seat
  for each row when (new.kind = 'admin') execute function forbid_on_row();
create trigger incompatible_duties after insert on membership
  referencing new table as added for each statement execute function forbid_on_rows();
create trigger incompatible_duties_moved after update on membership
  referencing new table as added for each statement execute function forbid_on_rows();
