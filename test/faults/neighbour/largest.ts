import type { InputSchema } from './description.js';

/** Where nothing bounds a list or a word, this is large. */
const MANY = 1_000;
const LONG = 100_000;
/** Left in every word: what makes it unlike all others may be longer there. */
const SPARE = 24;

/** The same input, as large as the description allows: longer words, fuller lists, higher numbers. */
export function largest(value: unknown, schema: InputSchema | undefined): unknown {
  if (schema === undefined) return value;
  if (Array.isArray(value)) return fullList(value, schema);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, largest(inner, schema.properties?.[key])]),
    );
  if (typeof value === 'string' && isFree(schema))
    return value.padEnd(Math.min(schema.maxLength ?? LONG, LONG) - SPARE, 'é');
  return value;
}

/** A word that may be any word. */
const isFree = ({ type, format, pattern, enum: choices }: InputSchema): boolean =>
  type === 'string' && format === undefined && pattern === undefined && choices === undefined;

function fullList(list: readonly unknown[], { items, maxItems = MANY }: InputSchema): unknown[] {
  const full = list.map((item) => largest(item, items));
  const one = full[0];
  if (one === undefined) return full;
  return [...full, ...Array.from({ length: Math.max(0, Math.min(maxItems, MANY) - full.length) }, () => one)];
}

/** Queries that ask for the most, and for each choice there is. @returns the path with each of them */
export function largestQueries(path: string, query: ReadonlyMap<string, InputSchema>): string[] {
  const most = [...query].flatMap(([name, schema]) =>
    schema.maximum === undefined || path.includes(`${name}=`) ? [] : [`${name}=${String(schema.maximum)}`],
  );
  const choices = [...query].flatMap(([name, schema]) =>
    path.includes(`${name}=`) ? [] : (schema.enum ?? []).map((choice) => `${name}=${String(choice)}`),
  );
  const withAll = (more: readonly string[]): string =>
    more.length === 0 ? path : `${path}${path.includes('?') ? '&' : '?'}${more.join('&')}`;
  return [...new Set([withAll(most), ...choices.map((choice) => withAll([...most, choice]))])];
}
