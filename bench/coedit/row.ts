import type { RowReport as AnyRowReport } from '../rows.js';
import type { Scale, SubjectName } from './scales.js';
import type { Subject } from './subjects.js';

/** Most rows compare the three; the rows of requests have a peer of their own. */
export type RowReport = AnyRowReport<string>;

/** What a row works with. */
export interface Ground {
  readonly scale: Scale;
  readonly corpus: string | null;
  /** The same running server for all rows that ask. */
  subject(name: SubjectName): Promise<Subject>;
  say(line: string): void;
}

export interface Row {
  readonly name: string;
  readonly what: string;
  run(ground: Ground): Promise<RowReport>;
}
