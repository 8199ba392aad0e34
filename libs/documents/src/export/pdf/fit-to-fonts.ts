import type { PdfContent } from '@maroquin/prose';
import { openFonts } from './fonts.js';

type Fonts = ReturnType<typeof openFonts>;
let opened: Fonts | null = null;

/** Fonts, and what they cover, as long as this thread lives. */
export const pdfFonts = (): Fonts => (opened ??= openFonts());

/** What stands for a character that no font has: a PDF that shows nothing in its place is not accessible. */
const MISSING = '□';
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

interface Run {
  text: string;
  italic: boolean;
}

const isRun = (value: object): value is Run => 'text' in value && typeof value.text === 'string';

/** The content with words that the fonts can show; what only upright faces have is set upright. */
export function fitToFonts(content: PdfContent, fonts: Fonts = pdfFonts()): PdfContent {
  const shown = (text: string): string =>
    Array.from(text, (character) => {
      const codePoint = character.codePointAt(0) ?? 0;
      if (character === '\n' || fonts.upright(codePoint)) return character;
      return INVISIBLE.test(character) ? '' : MISSING;
    }).join('');
  const fit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(fit);
    if (typeof value !== 'object' || value === null) return value;
    if (isRun(value)) {
      const text = shown(value.text);
      const isSlanted = Array.from(text).every((character) => fonts.slanted(character.codePointAt(0) ?? 0));
      return { ...value, text, italic: value.italic && isSlanted };
    }
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fit(inner)]));
  };
  return { ...content, blocks: fit(content.blocks) as PdfContent['blocks'] };
}
