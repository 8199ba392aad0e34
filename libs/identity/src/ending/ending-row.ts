import type { SealContext } from '@maroquin/platform/keys';

/** A row of organisation_end. */
export interface EndingRow {
  readonly id: string;
  readonly asked_by: string;
  readonly asked_at: Date;
  readonly reason_sealed: Buffer;
  readonly approved_by: string | null;
  readonly noticed_at: Date | null;
  readonly due_at: Date | null;
  readonly started_at: Date | null;
}

/** $1: the organisation. The one that was not taken back. */
export const ENDING = `select id, asked_by, asked_at, reason_sealed, approved_by, noticed_at, due_at, started_at
from organisation_end where org_id = $1 and withdrawn_at is null`;

/** $1: that of the row, $2: now. A request that nobody decided lapses by itself. */
export const STILL_ASKED = `select expires_at from approval
where id = $1 and act = 'organisation-end' and decided_by is null and not refused and expires_at > $2`;

export const reasonOfEnding = (id: string): SealContext => ({
  table: 'organisation_end',
  column: 'reason',
  row: id,
});
