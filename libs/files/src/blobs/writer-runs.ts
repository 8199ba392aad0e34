import type { SealContext } from '@maroquin/platform/keys';

/** The number of whoever stored these parts of a blob, from `first` to before the next run. 0, and no run at all: no number. */
export interface WriterRun {
  readonly first: number;
  readonly writer: number;
}

export const writerOf = (runs: readonly WriterRun[] | undefined, part: number): number =>
  runs?.findLast(({ first }) => first <= part)?.writer ?? 0;

/** `parts`: in their order; those that are not named have no number. */
export function runsOf(parts: readonly { readonly part: number; readonly writer: number }[]): WriterRun[] {
  const runs: WriterRun[] = [];
  const add = (first: number, writer: number): void => {
    if ((runs.at(-1)?.writer ?? 0) !== writer) runs.push({ first, writer });
  };
  let next = 0;
  for (const { part, writer } of parts) {
    if (part > next) add(next, 0);
    add(part, writer);
    next = part + 1;
  }
  if (runs.length > 0) add(next, 0);
  return runs;
}

/** As text: `0:1,5:2`; empty where there are none. */
export const runsText = (runs: readonly WriterRun[] = []): string =>
  runs.map(({ first, writer }) => `${String(first)}:${String(writer)}`).join(',');

export const RUNS = /^(?:\d+:\d+(?:,\d+:\d+)*)?$/;

/** What `runsText` wrote. */
export function readRuns(text: string): WriterRun[] {
  if (text === '') return [];
  return text.split(',').map((run) => {
    const [first = 0, writer = 0] = run.split(':').map(Number);
    return { first, writer };
  });
}

/** Where a blob's size stands, with who stored its parts. */
export const sizeContext = (blobId: string): SealContext => ({ table: 'blob', column: 'size', row: blobId });

/** A blob's size and its runs in one text, which is sealed: `1234`, or `1234 0:1,5:2`. */
export const sizeText = (size: number, runs: readonly WriterRun[] = []): string =>
  `${String(size)} ${runsText(runs)}`.trimEnd();

/** null: it is no such text. */
export function readSizeText(text: string): { size: number; writers: WriterRun[] } | null {
  const [size = '', runs = ''] = text.split(' ');
  return /^\d+$/.test(size) && RUNS.test(runs) ? { size: Number(size), writers: readRuns(runs) } : null;
}
