/** How long the editor's word is believed that it saved, while nothing has arrived, ms. */
export const ARRIVES_WITHIN_MS = 15_000;

/** Changes that the editor holds and that are not known to be committed. */
export interface PendingChanges {
  /** The newest version when they began; null: not known yet. */
  readonly after: number | null;
  /** When the editor said that it has nothing left to save; null: it has. */
  readonly saidSavedAt: number | null;
}

export type OfficeSave = 'saved' | 'inEditor' | 'arriving' | 'lost' | 'failed';

interface OfficeFacts {
  readonly pending: PendingChanges | null;
  readonly version: number;
  /** The service refused the last save. */
  readonly isRefused: boolean;
  readonly now: number;
}

/**
 * What the page says of a file in the editor. `saved` comes from a committed version alone: editors call saved what they
 * have sent, whatever became of it. Pure.
 */
export function officeSave({ pending, version, isRefused, now }: OfficeFacts): OfficeSave {
  if (isRefused) return 'failed';
  if (pending === null || isCommitted(pending, version)) return 'saved';
  if (pending.saidSavedAt === null) return 'inEditor';
  return now - pending.saidSavedAt < ARRIVES_WITHIN_MS ? 'arriving' : 'lost';
}

export const isCommitted = ({ after, saidSavedAt }: PendingChanges, version: number): boolean =>
  saidSavedAt !== null && after !== null && version > after;
