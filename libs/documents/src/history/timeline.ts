import type { Tx } from '@maroquin/platform/database';

/** Edits with this long between them belong to two versions. */
const PAUSE = '10 minutes';
/** Rows of the journal looked at for one page; a version's rows beyond it are another version. */
const WINDOW = 20_000;

/** Edits that follow one another without a long pause, within one hour of the clock. */
export interface Stretch {
  /** Numbers of the last entry before it and of its last entry. */
  readonly since: number;
  readonly seq: number;
  readonly startedAt: Date;
  readonly at: Date;
  /** First author of each row; a row may have more. */
  readonly actorIds: readonly string[];
  /** Rows of the journal, and those of them that hold several updates. */
  readonly rows: number;
  readonly runs: number;
  /** An epoch begins with it, and it holds nothing else. */
  readonly isBase: boolean;
}

interface StretchRow {
  readonly since: string;
  readonly seq: string;
  readonly started_at: Date;
  readonly at: Date;
  readonly actors: string[] | null;
  readonly rows: string;
  readonly runs: string;
  readonly is_base: boolean;
}

/**
 * The newest stretches that end at or below `upTo`, newest first, at most `limit`. Computed, never stored: where a
 * stretch ends follows from a row and the next one alone (a pause, another hour of the clock, a mark, an epoch), so a
 * page never depends on how one came to it.
 */
export async function stretchesOf(
  tx: Tx,
  document: { readonly orgId: string; readonly id: string },
  { upTo, limit }: { readonly upTo: number; readonly limit: number },
): Promise<Stretch[]> {
  const rows = await tx.query<StretchRow>(
    `with entry as (
       select first, last, at, actor_id, kind,
         lead(at) over w as next_at, lead(kind) over w as next_kind
       from (select first, last, at, actor_id, kind from feed_entry
         where feed_id = $1 and org_id = $2 and last <= $3 order by last desc limit $4) newest
       window w as (order by last)
     ), marked as (
       select e.*, next_at is null or next_at - at >= $5::interval
         or floor(extract(epoch from next_at) / 3600) <> floor(extract(epoch from at) / 3600)
         or kind = 'base' or next_kind = 'base'
         or exists (select 1 from document_version v where v.document_id = $1 and v.seq = e.last) as ends
       from entry e
     ), numbered as (
       select m.*, count(*) filter (where ends) over (order by last desc) as number from marked m
     )
     select min(first) - 1 as since, max(last) as seq, min(at) as started_at, max(at) as at,
       array_agg(distinct actor_id) filter (where actor_id is not null) as actors,
       count(*) as rows, count(*) filter (where last > first) as runs, bool_or(kind = 'base') as is_base
     from numbered group by number order by number limit $6`,
    [document.id, document.orgId, upTo, WINDOW, PAUSE, limit],
  );
  return rows.map((row) => ({
    since: Number(row.since),
    seq: Number(row.seq),
    startedAt: row.started_at,
    at: row.at,
    actorIds: row.actors ?? [],
    rows: Number(row.rows),
    runs: Number(row.runs),
    isBase: row.is_base,
  }));
}

/** A version of the timeline: a stretch, or the part of one up to a mark within one of its rows. */
export type Version = Omit<Stretch, 'rows' | 'runs'>;

/** Cuts stretches at marks that lie inside of a row. Both newest first. */
export function cutAtMarks<M extends { readonly seq: number; readonly createdAt: Date }>(
  stretches: readonly Version[],
  marks: readonly M[],
): { version: Version; mark: M | null }[] {
  const at = new Map(marks.map((mark) => [mark.seq, mark]));
  return stretches.flatMap((stretch) => {
    const inside = marks.filter(({ seq }) => stretch.since < seq && seq < stretch.seq);
    let rest: Version = stretch;
    const parts: { version: Version; mark: M | null }[] = [];
    for (const mark of [...inside].sort((a, b) => a.seq - b.seq)) {
      parts.unshift({ version: { ...rest, seq: mark.seq, at: mark.createdAt }, mark });
      rest = { ...rest, since: mark.seq, startedAt: mark.createdAt };
    }
    return [{ version: rest, mark: at.get(stretch.seq) ?? null }, ...parts];
  });
}
