/**
 * Characters that stand for something on the way through pandoc. They are from the last private plane, which no font
 * and no file we know uses; what a file holds of them is taken out first.
 */
export const EDGE_SPACE = '\u{10FF00}';
export const SYMBOL = '\u{10FF01}';
/** Stays in the text until the page break has its node. */
export const PAGE_BREAK = '\u{10FF02}';
/** Stands in a paragraph that is nothing but a line drawn across the page. */
export const RULE = '\u{10FF03}';
/** Stands in a paragraph in place of a table of contents. */
export const CONTENTS = '\u{10FF04}';
/** Begins a paragraph that stands so. */
export const ALIGNMENTS = { center: '\u{10FF05}', right: '\u{10FF06}', justify: '\u{10FF07}' } as const;

const OURS = /[\u{10FF00}-\u{10FF0F}]/gu;
/** A symbol of a special font that pandoc has no character for stays in Word's private range, where nothing shows it. */
const UNKNOWN_SYMBOL = /\u{10FF01}[\uF000-\uF0FF]/gu;

export function withoutPlaceholders(text: string): string {
  return text.replace(OURS, '');
}

/** Puts back what the placeholders stood for, in pandoc's JSON as text. */
export function restorePlaceholders(json: string): string {
  return json.replaceAll(EDGE_SPACE, ' ').replace(UNKNOWN_SYMBOL, '').replaceAll(SYMBOL, '');
}
