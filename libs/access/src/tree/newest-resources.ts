import { resourceRowsOf } from './resource-row.js';

/** Who has more rights than this sees so much that the newest of all are soon enough of it. */
export const MOST_GRANTS = 2_500;
/** Who has more than this is served faster by a walk from the newest on than by a look into each scope. */
export const MANY_GRANTS = 1_000;

const HELD = `g.subject_id = any($1::uuid[]) and (g.expires_at is null or g.expires_at > $2)`;
/** Of a resource `r`: what a page shows, and where it begins. */
const LISTED = `r.trashed_at is null and r.kind = any($3::text[])
  and ($4::timestamptz is null or (r.updated_at, r.id) < ($4, $5::uuid))
  and ($9::timestamptz is null or r.updated_at > $9)`;
/** A discussion beside a document is shown with it, and a file that was sent in its conversation. */
const ALONE = `(r.kind not in ('channel', 'file') or not exists (select 1 from resource c
  join resource p on p.org_id = c.org_id and p.id = c.parent_id
    and p.kind = any (case r.kind when 'channel' then array['document'] else array['channel', 'direct'] end)
  where c.org_id = r.org_id and c.id = r.id))`;
/** In a scope of theirs, asked before anything that needs the table. */
const MINE = `case when (select most from reach)
  then exists (select 1 from scope_grant g where g.org_id = r.org_id and g.scope_id = r.scope_id and ${HELD} offset 0)
  else (r.org_id, r.scope_id) in (select held.org_id, held.scope_id from held) end`;
/**
 * Few scopes: in each of them the newest, then the newest of those. Many: from the newest of the organisation on,
 * whatever is in a scope of theirs, by an index that alone says so; only in a stretch of time, so that what is rare is
 * not looked for among all there is. Most (one person may see all of 50,000): the same, without first reading which.
 * One of the two halves is never run.
 */
const NEWEST = `(
  with held as materialized (select g.org_id, g.scope_id from scope_grant g where ${HELD} limit $8::int + 1),
  reach as materialized (
    select count(*) > $8 as most, count(*) > $8 or ($9::timestamptz is not null and count(*) > $10) as many from held)
  select n.* from (
    (select n.* from (select distinct org_id, scope_id from held where not (select many from reach)) mine
      cross join lateral (
        select r.* from resource r
        where r.org_id = mine.org_id and r.scope_id = mine.scope_id and ${LISTED} and ${ALONE}
        order by r.updated_at desc, r.id desc limit $6
      ) n order by n.updated_at desc, n.id desc limit $6)
    union all
    (select n.* from unnest($7::uuid[]) o (org)
      cross join lateral (
        select r.org_id, r.id from resource r
        where (select many from reach) and r.org_id = o.org and ${LISTED} and case when ${MINE} then ${ALONE} end
        order by r.updated_at desc, r.id desc limit $6
      ) w join resource n on n.org_id = w.org_id and n.id = w.id)
  ) n order by n.updated_at desc, n.id desc limit $6) r`;

export const NEWEST_STATEMENT = {
  name: 'newest resources',
  text: `${resourceRowsOf(NEWEST)} order by r.updated_at desc, r.id desc`,
};
