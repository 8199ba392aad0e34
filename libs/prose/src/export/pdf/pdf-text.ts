// What PDF/A-2 and PDF/UA-1 do not let a text hold: controls, halves of surrogate pairs, marks of byte order, noncharacters.
const FORBIDDEN =
  // eslint-disable-next-line no-control-regex -- these characters are exactly what must not pass
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufeff\ufff9-\ufffb\ufdd0-\ufdef]|[\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const BREAKS = /\r\n?|[\n\v\f\u0085\u2028\u2029]/g;
/** Where Word's symbol fonts keep the bullets of its lists. */
const SYMBOL_BULLETS = /[\uf0a7\uf0b7]/g;
const PRIVATE = /[\ue000-\uf8ff]|[\u{f0000}-\u{10ffff}]/gu;

const allowed = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(SYMBOL_BULLETS, '•').replace(PRIVATE, '□').normalize('NFC');

/** Text of a paragraph: a line of the document's own is a node of its own, so that these are spaces. */
export const plainText = (text: string): string => allowed(text.replace(BREAKS, ' ').replaceAll('\t', ' '));

export const codeText = (text: string): string =>
  allowed(text.replace(BREAKS, '\n').replaceAll('\t', '    '));
