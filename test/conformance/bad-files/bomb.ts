/** A small file that wants to become much. */
export interface Bomb {
  /** Also says what is wrong with it. */
  readonly name: string;
  readonly filename: string;
  readonly make: () => Buffer;
}
