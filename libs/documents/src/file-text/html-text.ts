const NAMED: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', euro: '€', deg: '°', sect: '§' },
  ...{ laquo: '«', raquo: '»', ldquo: '“', rdquo: '”', lsquo: '‘', rsquo: '’', hellip: '…' },
  ...{ ndash: '–', mdash: '—', bull: '•', middot: '·', copy: '©', reg: '®' },
  ...{ oelig: 'œ', OElig: 'Œ', aelig: 'æ', AElig: 'Æ', szlig: 'ß' },
};
/** `&eacute;` is e with an acute accent: the letter, then the mark that Unicode joins to it. */
const ACCENTS: Readonly<Record<string, string>> = {
  ...{ acute: '\u0301', grave: '\u0300', circ: '\u0302', uml: '\u0308', tilde: '\u0303', cedil: '\u0327' },
};
const REFERENCE =
  /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z])(acute|grave|circ|uml|tilde|cedil)|([a-z]{2,8}));/giu;
const UNREAD = /<(script|style|template|noscript|svg|iframe|object)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)/giu;
const COMMENT = /<!--[\s\S]*?(?:-->|$)/gu;
/** What stands in a line goes on in it; everything else ends one. */
const INLINE =
  /<\/?(?:a|abbr|b|big|bdi|bdo|cite|code|del|dfn|em|font|i|ins|kbd|label|mark|o:p|q|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr)\b[^>]*>/giu;
const TAG = /<[/!?a-z][^>]*>/giu;

function referenced(
  whole: string,
  decimal?: string,
  hex?: string,
  letter?: string,
  accent?: string,
  name?: string,
): string {
  if (letter !== undefined && accent !== undefined)
    return `${letter}${ACCENTS[accent.toLowerCase()] ?? ''}`.normalize('NFC');
  if (name !== undefined) return NAMED[name] ?? whole;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

/** What a reader sees of a page, a block a line: good enough to find it by. Nothing of it is shown as a page. */
export const htmlText = (html: string): string =>
  html
    .replace(COMMENT, '')
    .replace(UNREAD, '\n')
    .replace(/\s+/gu, ' ')
    .replace(INLINE, '')
    .replace(TAG, '\n')
    .replace(REFERENCE, referenced)
    .replace(/ *\n[ \n]*/gu, '\n')
    .trim();
