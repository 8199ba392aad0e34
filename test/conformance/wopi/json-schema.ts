import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The published schemas start with a byte order mark and have commas too many. null: there is no such schema. */
export function readSchema(corpus: string, name: string): unknown {
  const path = join(corpus, 'schemas', `${name}.json`);
  if (!existsSync(path)) return null;
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/u, '');
  return JSON.parse(text.replaceAll(/,(\s*[}\]])/gu, '$1'));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isRecord,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  integer: Number.isInteger,
  number: (value) => typeof value === 'number',
  null: (value) => value === null,
};
const FORMATS: Readonly<Record<string, (value: string) => boolean>> = {
  uri: (value) => URL.canParse(value),
  'date-time': (value) => /^\d{4}-\d\d-\d\dT/u.test(value) && !Number.isNaN(Date.parse(value)),
};

/** Where a value breaks a schema (draft 4, as far as these schemas use it); null: nowhere. Pure. */
export function faultOf(schema: unknown, value: unknown, path = '$'): string | null {
  if (!isRecord(schema)) return null;
  const { type, oneOf, format, maxLength } = schema;
  if ('not' in schema && faultOf(schema['not'], value, path) === null) return `${path} must not be there`;
  if (type !== undefined) {
    const types = [type].flat().map(String);
    if (!types.some((one) => TYPES[one]?.(value) ?? false)) return `${path} is no ${types.join(' or ')}`;
  }
  if (Array.isArray(oneOf) && oneOf.filter((one) => faultOf(one, value, path) === null).length !== 1)
    return `${path} fits not exactly one form`;
  if (Array.isArray(schema['enum']) && !schema['enum'].includes(value)) return `${path} is not listed`;
  if (typeof value === 'string') {
    if (typeof maxLength === 'number' && value.length > maxLength) return `${path} is too long`;
    if (typeof format === 'string' && FORMATS[format]?.(value) === false) return `${path} is no ${format}`;
  }
  if (Array.isArray(value))
    return firstFault(value.map((one, index) => faultOf(schema['items'], one, `${path}[${String(index)}]`)));
  return isRecord(value) ? faultOfObject(schema, value, path) : null;
}

function faultOfObject(
  schema: Record<string, unknown>,
  value: Record<string, unknown>,
  path: string,
): string | null {
  const { required, properties } = schema;
  const missing = Array.isArray(required) ? required.find((name) => !(String(name) in value)) : undefined;
  if (missing !== undefined) return `${path}.${String(missing)} is missing`;
  const known = isRecord(properties) ? properties : {};
  if (schema['additionalProperties'] === false) {
    const unknown = Object.keys(value).find((name) => !(name in known));
    if (unknown !== undefined) return `${path}.${unknown} is not known`;
  }
  return firstFault(Object.entries(value).map(([name, one]) => faultOf(known[name], one, `${path}.${name}`)));
}

const firstFault = (faults: readonly (string | null)[]): string | null =>
  faults.find((fault) => fault !== null) ?? null;
