export interface Verdict {
  /** Acts that were committed, before the decision where there is one. */
  readonly done: number;
  /** What must not be: acts committed after the decision, or more than one of those that exclude each other. */
  readonly wrong: number;
}
