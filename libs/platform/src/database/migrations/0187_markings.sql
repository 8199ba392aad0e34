-- Who decided how something is marked, and why: the record that a lowered marking is answered for by.
create table marking_decision (
  id uuid primary key,
  org_id uuid not null,
  resource_id uuid not null,
  marking_before smallint not null,
  marking smallint not null,
  -- what was written as the reason; null: none was asked for
  reason_sealed bytea,
  decided_by uuid not null,
  decided_at timestamptz not null,
  foreign key (org_id, resource_id) references resource (org_id, id) on delete cascade
);
create index marking_decision_resource on marking_decision (org_id, resource_id, decided_at);
call protect('marking_decision');
revoke update, delete on marking_decision from maroquin_app;

-- Nothing is marked less than where it stands, however it comes there.
create function keep_marking() returns trigger language plpgsql as $$
declare
  of_place smallint;
begin
  if new.parent_id is not null then
    select r.marking into of_place from resource r where r.org_id = new.org_id and r.id = new.parent_id;
    if of_place > new.marking then new.marking := of_place; end if;
  end if;
  return new;
end $$;
create trigger keep_marking before insert or update of parent_id, marking on resource
  for each row execute function keep_marking();

create function spread_marking() returns trigger language plpgsql as $$
begin
  update resource set marking = new.marking, version = version + 1
  where org_id = new.org_id and parent_id = new.id and marking < new.marking;
  return null;
end $$;
create trigger spread_marking after update on resource
  for each row when (new.marking > old.marking) execute function spread_marking();
