/**
 * The one way to write a value as JSON (RFC 8785): keys in the order of their UTF-16 units, no blanks, numbers and texts
 * as ECMAScript writes them. A lone surrogate, which RFC 8785 has no form for, is written as its escape.
 * @throws {TypeError} for what is no JSON: undefined, a function, a number without an end
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('JSON has no such number');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError('JSON has no such value');
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`).join(',')}}`;
}
