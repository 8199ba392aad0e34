-- Entries of feeds are sealed together with what stands in clear beside them: kind, author, client id, time, erasure
-- (docs/adr/0018-bound-columns.md). The first byte of a payload says of which form it is: 3 is bound.

-- A node of the version before cannot read bound entries and would take them for damaged: it may not write in their
-- place. It ends its rooms instead, and people come back to a node of this version.
create policy bound on feed_entry as restrictive for insert to maroquin_app with check (get_byte(payload, 0) = 3);

-- Entries that are already there are sealed again by a job, feed by feed. A wrapped data key of the earlier form, 60
-- bytes long, says of its feed that this has not been done yet.
select graphile_worker.add_job('feeds.bind', json_build_object('orgId', o.id, 'after', '00000000-0000-0000-0000-000000000000'),
  job_key := 'feeds.bind ' || o.id)
from organisation o where exists (select 1 from feed f where f.org_id = o.id);
