/**
 * Readers of pandoc's JSON (pandoc-types 1.23: https://hackage.haskell.org/package/pandoc-types).
 * The JSON comes out of a process that read a stranger's file: nothing in it is taken on trust.
 */
export interface PandocElement {
  t: string;
  c: unknown;
}

export interface PandocAttr {
  id: string;
  classes: string[];
  pairs: Map<string, string>;
}

/** The JSON is not what pandoc writes, or it is nested deeper than any document. */
export class PandocShapeError extends Error {
  override name = 'PandocShapeError';
}

export function listOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new PandocShapeError('expected a list');
  return value;
}

export function stringOf(value: unknown): string {
  if (typeof value !== 'string') throw new PandocShapeError('expected text');
  return value;
}

/** A whole number ≥ 1 and ≤ `max`; anything else is 1 (spans and levels have no other sense). */
export function countOf(value: unknown, max: number): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 ? Math.min(value, max) : 1;
}

export function elementOf(value: unknown): PandocElement {
  if (typeof value !== 'object' || value === null || !('t' in value) || typeof value.t !== 'string') {
    throw new PandocShapeError('expected an element');
  }
  return { t: value.t, c: 'c' in value ? value.c : undefined };
}

export function elementsOf(value: unknown): PandocElement[] {
  return listOf(value).map(elementOf);
}

export function attrOf(value: unknown): PandocAttr {
  const [id, classes, pairs] = listOf(value);
  const entries = listOf(pairs).map((pair): [string, string] => {
    const [key, text] = listOf(pair);
    return [stringOf(key), stringOf(text)];
  });
  return { id: stringOf(id), classes: listOf(classes).map(stringOf), pairs: new Map(entries) };
}

/** The blocks of a whole document. */
export function documentBlocksOf(ast: unknown): PandocElement[] {
  if (typeof ast !== 'object' || ast === null || !('blocks' in ast))
    throw new PandocShapeError('not a pandoc document');
  return elementsOf(ast.blocks);
}

const QUOTES = new Map([
  ['DoubleQuote', ['“', '”']],
  ['SingleQuote', ['‘', '’']],
]);

export function quotesOf(type: unknown): [string, string] {
  const [open = '“', close = '”'] = QUOTES.get(elementOf(type).t) ?? [];
  return [open, close];
}

/** The text of inlines without any structure: for descriptions of pictures and the text of comments. */
export function plainOf(inlines: PandocElement[]): string {
  return inlines.map(plainInline).join('');
}

function plainInline({ t, c }: PandocElement): string {
  switch (t) {
    case 'Str':
      return stringOf(c);
    case 'Space':
    case 'SoftBreak':
      return ' ';
    case 'LineBreak':
      return '\n';
    case 'Code':
    case 'Math':
      return stringOf(listOf(c)[1]);
    case 'Emph':
    case 'Strong':
    case 'Underline':
    case 'Strikeout':
    case 'Superscript':
    case 'Subscript':
    case 'SmallCaps':
      return plainOf(elementsOf(c));
    case 'Quoted':
    case 'Cite':
    case 'Span':
    case 'Link':
      return plainOf(elementsOf(listOf(c)[1]));
    default:
      return '';
  }
}
