export type Scale = 'small' | 'full';

export interface Scenario {
  readonly name: string;
  readonly documents: number;
  readonly editorsEach: number;
  readonly editsPerSecond: number;
}

/** What people do: a big meeting's one document, and the ordinary day of many small ones. */
export const scenarios: Readonly<Record<Scale, readonly Scenario[]>> = {
  small: [
    { name: 'one-document', documents: 1, editorsEach: 100, editsPerSecond: 4 },
    { name: 'many-documents', documents: 40, editorsEach: 5, editsPerSecond: 2 },
  ],
  full: [
    { name: 'one-document', documents: 1, editorsEach: 200, editsPerSecond: 4 },
    { name: 'many-documents', documents: 200, editorsEach: 5, editsPerSecond: 2 },
    { name: 'typists', documents: 1, editorsEach: 2000, editsPerSecond: 4 },
  ],
};

export const durations: Readonly<
  Record<Scale, { readonly warmUpMs: number; readonly measureMs: number; readonly rounds: number }>
> = {
  small: { warmUpMs: 1500, measureMs: 4000, rounds: 1 },
  full: { warmUpMs: 3000, measureMs: 15_000, rounds: 3 },
};
