import type { NameTakenChoice } from '@maroquin/contracts';

/** What the queue needs of one tus upload. All calls may be repeated. */
export interface Transfer {
  /** Begins, or goes on from what the server already holds. */
  start(): void;
  /** Stops sending; the server keeps what it has. */
  pause(): void;
  /** Stops for good and removes what the server has. */
  abandon(): void;
}

export interface TransferEvents {
  readonly onProgress: (sentBytes: number) => void;
  /** The server has committed the file. */
  readonly onDone: (fileId: string | null) => void;
  readonly onFailed: (failure: TransferFailure) => void;
}

/** later: network or service trouble, worth another try · refused: the same answer would come again. */
export type TransferFailure = { kind: 'later' } | { kind: 'refused'; code: string };

export interface UploadSource {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/** taken: its name is taken in the folder, and the person has not said yet what to do. */
export type UploadState = 'queued' | 'sending' | 'paused' | 'waiting' | 'taken' | 'done' | 'refused';

/** Where a file goes. */
export interface UploadTarget {
  /** The folder whose list shows it. */
  readonly parentId: string;
  /** The file whose newest version it becomes, and the version that was seen. */
  readonly version?: { readonly fileId: string; readonly ifVersion: number };
}

export interface UploadItem {
  readonly id: string;
  readonly target: UploadTarget;
  /** What to do when the name is taken; `refuse`: ask. */
  readonly nameTaken: NameTakenChoice;
  /** Files that were added together: one answer holds for all of them. */
  readonly batch: number;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Bytes that the server has acknowledged or that are on their way. */
  readonly sent: number;
  /** Bytes a second over the last seconds; 0 when not known. */
  readonly speed: number;
  readonly state: UploadState;
  /** Stable error code when refused. */
  readonly code?: string;
  readonly fileId?: string;
}

export interface UploadPorts<S extends UploadSource> {
  readonly transfer: (
    source: S,
    target: UploadTarget & { readonly nameTaken: NameTakenChoice },
    events: TransferEvents,
  ) => Transfer;
  readonly newId: () => string;
  /** Milliseconds, rising. */
  readonly now: () => number;
  /** Calls `work` after so many milliseconds; answers how to cancel it. */
  readonly later: (ms: number, work: () => void) => () => void;
  readonly maxBytes: number;
}

/** Seconds that remain for one or several transfers; null when the speed is not known. */
export const secondsLeft = (items: readonly UploadItem[]): number | null => {
  const open = items.filter((i) => i.state === 'sending' || i.state === 'queued');
  const speed = open.reduce((sum, i) => sum + i.speed, 0);
  const left = open.reduce((sum, i) => sum + (i.size - i.sent), 0);
  return speed <= 0 || left <= 0 ? null : Math.ceil(left / speed);
};
