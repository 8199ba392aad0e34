import type { SealContext } from '@maroquin/platform/keys';

/** A row of break_glass. */
export interface BreakGlassRow {
  readonly id: string;
  readonly resource_id: string;
  readonly asked_by: string;
  readonly asked_at: Date;
  readonly reason_sealed: Buffer;
  readonly hours: number;
  readonly lapses_at: Date;
  readonly decided_by: string | null;
  readonly decided_at: Date | null;
  readonly refused: boolean;
  readonly ends_at: Date | null;
  readonly ended_at: Date | null;
}

export const reasonContext = (id: string): SealContext => ({
  table: 'break_glass',
  column: 'reason',
  row: id,
});
