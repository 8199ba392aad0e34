import type { Heading, Inline, TextRun } from './flow.js';

const PLAIN: TextRun = {
  kind: 'text',
  text: '',
  style: {
    ...{ bold: false, italic: false, underline: false, strike: false, code: false },
    ...{ script: null, ink: null, highlight: null },
  },
  ...{ link: null, changes: [], opens: [], closes: [] },
};

/** The words of a title behind its number, for formats that do not count titles themselves. */
export const numberedInlines = ({ number, inlines }: Heading): Inline[] =>
  number === null ? inlines : [{ ...PLAIN, text: `${number} ` }, ...inlines];
