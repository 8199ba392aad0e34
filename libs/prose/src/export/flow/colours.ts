import type { HighlightColour, InkColour } from '../../marks/colour.mark.js';

/** Six hexadecimal digits, legible on white paper: a file has no theme of its reader's. */
export const INK_ON_PAPER: Readonly<Record<InkColour, string>> = {
  red: 'A61B1B',
  orange: '8A4B00',
  green: '1B6B3A',
  blue: '1D4F91',
  violet: '6A2C91',
};

/** Grounds on which black is legible. */
export const HIGHLIGHT_ON_PAPER: Readonly<Record<HighlightColour, string>> = {
  yellow: 'FFF2A8',
  green: 'CDEFD5',
  blue: 'CFE3FA',
  pink: 'FBD5E4',
  grey: 'E3E5E8',
};
