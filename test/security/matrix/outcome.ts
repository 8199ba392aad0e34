/** What came back, as far as it could tell somebody something. */
export interface Outcome {
  readonly status: number;
  readonly body: string;
  /** Names and values, without the moment and what the connection itself needs. */
  readonly headers: string;
}
