import type { RightsRow } from '@maroquin/platform/proofs';
import type { Genuine } from './genuine-rows.js';
import type { Subjects } from './rights.js';

/** A seat of a person, a member of a team from that person upwards, or a visit. */
export interface SubjectRow {
  readonly source: 'seat' | 'membership' | 'visit';
  readonly person_id: string;
  readonly org_id: string;
  /** Of a membership, the team; of a visit, the link. */
  readonly subject_id: string;
  readonly member_id: string | null;
  readonly added_at: Date | null;
  readonly kind: string | null;
  readonly created_at: Date | null;
  readonly ends_at: Date | null;
  readonly proof: Buffer | null;
}

/**
 * What one person acts as: itself, its teams, their teams, everyone of the organisation where it is no guest. Rows that are
 * not genuine give nothing, nor does a team that is reached through them only.
 */
export function toSubjects(rows: readonly SubjectRow[], genuine: Genuine): Subjects {
  const orgs = new Set<string>();
  const ids = new Set<string>();
  const until = new Map<string, number>();
  for (const row of rows) {
    if (row.source === 'membership') continue;
    if (row.source === 'seat' && !genuine('seat', seatOf(row))) continue;
    orgs.add(row.org_id);
    ids.add(row.subject_id);
    if (row.ends_at !== null) until.set(row.org_id, row.ends_at.getTime());
    // The subject "everyone" has the organisation's id.
    if (row.source === 'seat' && row.kind !== 'guest') ids.add(row.org_id);
  }
  addTeams(
    rows.filter((row) => row.source === 'membership' && orgs.has(row.org_id)),
    ids,
    genuine,
  );
  return { orgs, ids, until };
}

function addTeams(members: readonly SubjectRow[], ids: Set<string>, genuine: Genuine): void {
  const above = new Map<string, SubjectRow[]>();
  for (const row of members) {
    const rows = above.get(row.member_id ?? '');
    if (rows === undefined) above.set(row.member_id ?? '', [row]);
    else rows.push(row);
  }
  const waiting = [...ids];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop())
    for (const row of above.get(id) ?? []) {
      const team = row.subject_id;
      if (ids.has(team) || !genuine('membership', membershipOf(row))) continue;
      ids.add(team);
      waiting.push(team);
    }
}

/** By the names of their columns, as they were proven. */
const seatOf = (row: SubjectRow): RightsRow => {
  const named = { ...row, account_id: row.person_id };
  return named;
};
const membershipOf = (row: SubjectRow): RightsRow => {
  const named = { ...row, team_id: row.subject_id };
  return named;
};
