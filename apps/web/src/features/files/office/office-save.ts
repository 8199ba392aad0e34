/** How long the editor's word is believed that it saved, while nothing has arrived, ms. */
export const ARRIVES_WITHIN_MS = 15_000;

/** Changes that the editor holds and that are not known to be committed. On the page's clock (`pageNow`). */
export interface PendingChanges {
  /** When the editor last said that it has changes. */
  readonly since: number;
  /** When the editor said that it has nothing left to save; null: it has. */
  readonly saidSavedAt: number | null;
}

export type OfficeSave = 'saved' | 'inEditor' | 'arriving' | 'lost' | 'failed';

interface OfficeFacts {
  readonly pending: PendingChanges | null;
  /** When the editor's newest committed save was sent, on the page's clock; null: there is none that is known. */
  readonly committedFrom: number | null;
  /** The service refused the last save. */
  readonly isRefused: boolean;
  readonly now: number;
}

/** Never set back or forward, unlike the time of day: the page compares it with the service's. ms */
export const pageNow = (): number => performance.now();

/**
 * What the page says of a file in the editor. `saved` comes from a committed save alone: editors call saved what they
 * have sent, whatever became of it. A save that was sent before the changes began does not have them, however late it
 * arrives; what others upload by other ways has them neither. Pure.
 */
export function officeSave({ pending, committedFrom, isRefused, now }: OfficeFacts): OfficeSave {
  if (isRefused) return 'failed';
  if (pending === null || isCommitted(pending, committedFrom)) return 'saved';
  if (pending.saidSavedAt === null) return 'inEditor';
  return now - pending.saidSavedAt < ARRIVES_WITHIN_MS ? 'arriving' : 'lost';
}

export const isCommitted = ({ since, saidSavedAt }: PendingChanges, committedFrom: number | null): boolean =>
  saidSavedAt !== null && committedFrom !== null && committedFrom > since;
