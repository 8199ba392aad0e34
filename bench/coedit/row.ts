import type { RowReport as AnyRowReport } from '../rows.js';
import type { Scale, SubjectName } from './scales.js';
import type { Subject } from './subjects.js';

export type RowReport = AnyRowReport<SubjectName>;

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
