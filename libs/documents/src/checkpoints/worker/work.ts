import type { DocumentKind } from '@maroquin/coediting';

/** A row of the journal, opened: updates `first`, `first + 1` … in one run (coediting: run-codec). */
export interface Run {
  readonly first: number;
  readonly payload: Uint8Array;
}

/** A request to the worker thread. */
export interface Work {
  readonly kind: DocumentKind;
  /** Verified content before the runs (coediting: snapshot-codec); null: nothing. */
  readonly start: Uint8Array | null;
  readonly runs: readonly Run[];
  /** Numbers of updates to be left out. */
  readonly without: readonly number[];
  /** Updates after this number are not read. */
  readonly until: number;
  /** Null: everything must be there. */
  readonly salvage: Salvage | null;
  /** Shared with who waits: the phase, and how far behind the first run's number the replay is. */
  readonly progress: Int32Array;
}

/** Parts of the journal are lost or left out. The content that is made of the rest shares no history with the journal. */
export interface Salvage {
  /** What builds on them is kept as far as it can be placed, or dropped; what is dropped is named. */
  readonly rest: 'place' | 'drop';
  /** Under which the content is written: one that has not written in the document. */
  readonly clientId: number;
}

/** Phases of the work, in order. */
export const Phase = { waiting: 0, begin: 1, replay: 2, merge: 3, reload: 4, compare: 5, show: 6 } as const;

/** Why updates do not make a document, as the worker finds. */
export type Fault =
  /** Its form is not that of an update. */
  | 'malformed'
  /** Yjs throws. */
  | 'throws'
  /** It builds on what is not there. */
  | 'gap'
  /** Loaded again, the document is another one. */
  | 'differs';

export type WorkAnswer =
  | {
      readonly status: 'made';
      /** Encoded content and leases (coediting: snapshot-codec). */
      readonly snapshot: Uint8Array;
      /** Updates that could not be placed; only of a salvage. */
      readonly lost: readonly number[];
      /** Every clientID that wrote, what was left out included. */
      readonly clients: readonly number[];
      /** What the editor cannot show of it, as the name of an error; null: it shows all. */
      readonly unshown: string | null;
    }
  | {
      readonly status: 'failed';
      readonly fault: Fault;
      /** The offending update; null: the whole is at fault, and only a search finds which update began it. */
      readonly seq: number | null;
    };
