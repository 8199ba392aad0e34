import type { Attribute } from './attribute.js';
import { type AttributePath, lastOf, resolveBelow, resolvePath } from './attribute-path.js';
import { type Comparison, comparisons, type Filter, type Literal } from './filter.js';
import type { ResourceType } from './schemas.js';
import { badRequest, type ScimError } from './scim-error.js';

const MAX_LENGTH = 4_096;
const MAX_DEPTH = 20;
const MAX_TERMS = 100;

type Token =
  | { readonly kind: 'mark'; readonly text: '(' | ')' | '[' | ']' }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'word'; readonly text: string };

export const invalidFilter = (detail: string): ScimError => badRequest('invalidFilter', detail);

/** A JSON string, a bracket, or a run of anything else. The string's escapes are judged by JSON.parse. */
const TOKEN = /\s*(?:([()[\]])|("(?:[^"\\]|\\.)*")|([^\s()[\]"]+))/y;

function tokensOf(source: string): Token[] {
  if (source.length > MAX_LENGTH)
    throw invalidFilter(`The filter is longer than ${String(MAX_LENGTH)} characters.`);
  const tokens: Token[] = [];
  const trimmed = source.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < trimmed.length) {
    const match = TOKEN.exec(trimmed);
    if (match === null) throw invalidFilter('The filter holds a string that does not end.');
    const [, mark, quoted, word] = match;
    if (mark === '(' || mark === ')' || mark === '[' || mark === ']')
      tokens.push({ kind: 'mark', text: mark });
    else if (quoted !== undefined) tokens.push({ kind: 'string', text: unquote(quoted) });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
  }
  return tokens;
}

function unquote(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    throw invalidFilter('The filter holds a string that is not JSON.');
  }
}

/** Values that clients write without quotes although the grammar wants them: plain words, dates, addresses. */
const BARE = /^[\p{L}\p{N}][\p{L}\p{N}._:@+-]*$/u;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Recursive descent over the grammar of RFC 7644 figure 1; how deep and how many is bounded. */
class Parser {
  private at = 0;
  private depth = 0;
  private terms = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly resolve: (path: string) => AttributePath | null,
  ) {}

  whole(): Filter {
    const filter = this.disjunction();
    if (this.at < this.tokens.length) throw invalidFilter('The filter goes on after its end.');
    return filter;
  }

  private disjunction(): Filter {
    let left = this.conjunction();
    while (this.takeWord('or')) left = { kind: 'or', left, right: this.conjunction() };
    return left;
  }

  private conjunction(): Filter {
    let left = this.term();
    while (this.takeWord('and')) left = { kind: 'and', left, right: this.term() };
    return left;
  }

  private term(): Filter {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw invalidFilter('The filter is nested too deep.');
    try {
      if (this.isWord('not') && this.isMark('(', 1)) {
        this.at += 2;
        const filter = this.disjunction();
        this.expect(')');
        return { kind: 'not', filter };
      }
      if (this.takeMark('(')) {
        const filter = this.disjunction();
        this.expect(')');
        return filter;
      }
      return this.expression();
    } finally {
      this.depth -= 1;
    }
  }

  private expression(): Filter {
    this.terms += 1;
    if (this.terms > MAX_TERMS) throw invalidFilter('The filter has too many terms.');
    const path = this.path();
    if (this.takeMark('[')) {
      const attribute = lastOf(path);
      if (attribute.type !== 'complex')
        throw invalidFilter('Only a complex attribute has values to choose from.');
      const inner = new Parser(this.tokens, (text) => resolveBelow(attribute, text));
      Object.assign(inner, { at: this.at, depth: this.depth, terms: this.terms });
      const filter = inner.disjunction();
      ({ at: this.at, terms: this.terms } = inner);
      this.expect(']');
      return { kind: 'some', path, filter };
    }
    const operator = this.next('word').toLowerCase();
    if (operator === 'pr') return { kind: 'present', path };
    if (!isComparison(operator)) throw invalidFilter('The filter holds an operator that does not exist.');
    return comparison(path, operator, this.literal());
  }

  private path(): AttributePath {
    const path = this.resolve(this.next('word'));
    if (path === null) throw invalidFilter('The filter names an attribute that does not exist.');
    return path;
  }

  private literal(): Literal {
    const token = this.tokens[this.at];
    this.at += 1;
    if (token?.kind === 'string') return token.text;
    if (token?.kind !== 'word') throw invalidFilter('The filter lacks a value.');
    if (token.text === 'true' || token.text === 'false') return token.text === 'true';
    if (token.text === 'null') return null;
    if (NUMBER.test(token.text)) return Number(token.text);
    if (BARE.test(token.text)) return token.text;
    throw invalidFilter('The filter holds a value that is not JSON.');
  }

  private next(kind: 'word'): string {
    const token = this.tokens[this.at];
    this.at += 1;
    if (token?.kind !== kind)
      throw invalidFilter('The filter ends too early, or lacks a name or an operator.');
    return token.text;
  }

  private isWord(word: string): boolean {
    const token = this.tokens[this.at];
    return token?.kind === 'word' && token.text.toLowerCase() === word;
  }

  private takeWord(word: string): boolean {
    const is = this.isWord(word);
    if (is) this.at += 1;
    return is;
  }

  private isMark(mark: string, ahead = 0): boolean {
    const token = this.tokens[this.at + ahead];
    return token?.kind === 'mark' && token.text === mark;
  }

  private takeMark(mark: string): boolean {
    const is = this.isMark(mark);
    if (is) this.at += 1;
    return is;
  }

  private expect(mark: ')' | ']'): void {
    if (!this.takeMark(mark)) throw invalidFilter('The filter lacks a closing bracket.');
  }
}

const isComparison = (word: string): word is Comparison => comparisons.some((operator) => operator === word);
const ordering: readonly Comparison[] = ['gt', 'ge', 'lt', 'le'];
const partial: readonly Comparison[] = ['co', 'sw', 'ew'];

/** @throws {ScimError} invalidFilter where the operator does not fit the attribute (RFC 7644 table 3) */
function comparison(path: AttributePath, operator: Comparison, value: Literal): Filter {
  const judged = withValueOf(path);
  const { type } = lastOf(judged);
  const isOrdering = ordering.includes(operator);
  const isPartial = partial.includes(operator);
  if (value === null && (isOrdering || isPartial))
    throw invalidFilter('Nothing is before, after or part of null.');
  if ((type === 'boolean' || type === 'binary') && isOrdering)
    throw invalidFilter('This attribute has no order.');
  if (type === 'boolean' && isPartial) throw invalidFilter('This attribute is no text.');
  if (type === 'complex') throw invalidFilter('A complex attribute is compared by one of its parts.');
  if (type === 'dateTime' && isOrdering && Number.isNaN(Date.parse(String(value))))
    throw invalidFilter('This attribute is compared with a date.');
  const literal = type === 'boolean' ? toBoolean(value) : typeof value === 'number' ? String(value) : value;
  if (type === 'boolean' && literal !== null && typeof literal !== 'boolean')
    throw invalidFilter('This attribute is true or false.');
  if (type !== 'boolean' && typeof literal === 'boolean')
    throw invalidFilter('This attribute is no boolean.');
  return { kind: 'compare', path: judged, operator, value: literal };
}

/** Some clients write booleans as strings. */
const toBoolean = (value: Literal): Literal => {
  const word = typeof value === 'string' ? value.toLowerCase() : null;
  return word === 'true' || word === 'false' ? word === 'true' : value;
};

/** `emails co "…"` is about the value of each of the emails. */
function withValueOf(path: AttributePath): AttributePath {
  const last = lastOf(path);
  const value = last.multiValued ? valueOf(last) : undefined;
  return value === undefined ? path : [...path, value];
}

export const valueOf = ({ subAttributes = [] }: Attribute): Attribute | undefined =>
  subAttributes.find(({ name }) => name === 'value');

/** @throws {ScimError} invalidFilter */
export function parseFilter(type: ResourceType, source: string): Filter {
  return new Parser(tokensOf(source), (path) => resolvePath(type, path)).whole();
}

/** What stands between the brackets of a path: `emails[…]`. @throws {ScimError} invalidFilter */
export function parseValueFilter(attribute: Attribute, source: string): Filter {
  return new Parser(tokensOf(source), (path) => resolveBelow(attribute, path)).whole();
}
