import type { Attribute, Complex, Value } from './attribute.js';
import type { ResourceType } from './schemas.js';
import { badRequest } from './scim-error.js';

const MAX_TEXT = 8_192;
const MAX_BINARY = 65_536;
const MAX_VALUES = 200;
/** Members of a group. */
const MAX_MEMBERS = 20_000;

/** Half a character (in a pattern that reads whole ones, only those match). */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Kept by the server, whatever a client writes there. */
const ours = new Set(['schemas', 'id', 'meta']);

export type Sent = Readonly<Record<string, unknown>>;

export const isSent = (value: unknown): value is Sent =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @throws {ScimError} invalidSyntax unless `schemas` names this message or resource (RFC 7643 §3) */
export function requireSchema(body: unknown, id: string): Sent {
  if (!isSent(body)) throw badRequest('invalidSyntax', 'The body is no JSON object.');
  const { schemas } = Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name.toLowerCase() === 'schemas' ? 'schemas' : name, value]),
  );
  if (!Array.isArray(schemas) || !schemas.every((schema) => typeof schema === 'string'))
    throw badRequest('invalidSyntax', '"schemas" is missing, or no list of URNs.');
  if (!schemas.some((schema) => schema.toLowerCase() === id.toLowerCase()))
    throw badRequest('invalidSyntax', `"schemas" does not hold ${id}.`);
  return body;
}

/**
 * What a client wrote, as this kind of resource has it: names as the schema spells them, what is read-only or unknown
 * left out, null and empty lists as absent (RFC 7643 §2.5), each value of its type.
 * @throws {ScimError} invalidSyntax, invalidValue
 */
export function readResource(type: ResourceType, sent: Sent): Complex {
  const resource = readComplex(
    type.attributes.filter(({ name }) => !ours.has(name)),
    sent,
  );
  for (const { name, required } of type.core.attributes) {
    if (required && !Object.hasOwn(resource, name))
      throw badRequest('invalidValue', `"${name}" is required.`);
  }
  return resource;
}

function readComplex(attributes: readonly Attribute[], sent: Sent): Complex {
  const read: Record<string, Value> = {};
  const seen = new Set<string>();
  for (const [name, value] of Object.entries(sent)) {
    const lower = name.toLowerCase();
    if (seen.has(lower)) throw badRequest('invalidSyntax', 'An attribute is given twice.');
    seen.add(lower);
    const attribute = attributes.find((one) => one.name.toLowerCase() === lower);
    if (attribute === undefined || attribute.mutability === 'readOnly') continue;
    const kept = readAttribute(attribute, value);
    if (kept !== undefined && attribute.returned !== 'never') read[attribute.name] = kept;
  }
  return read;
}

/** undefined: unassigned. @throws {ScimError} invalidValue */
export function readAttribute(attribute: Attribute, value: unknown): Value | undefined {
  if (value === null || value === undefined) return undefined;
  if (!attribute.multiValued) return readOne(attribute, value);
  if (!Array.isArray(value)) throw wrong(attribute, 'is a list');
  if (value.length > (attribute.name === 'members' ? MAX_MEMBERS : MAX_VALUES))
    throw wrong(attribute, 'has too many values');
  const values = value.flatMap((one) => readOne(attribute, one) ?? []);
  const primaries = values.filter((one) => isSent(one) && one['primary'] === true);
  if (primaries.length > 1) throw wrong(attribute, 'has one primary value at most');
  return values.length === 0 ? undefined : values;
}

function readOne(attribute: Attribute, value: unknown): Value | undefined {
  if (value === null) return undefined;
  switch (attribute.type) {
    case 'complex': {
      if (!isSent(value)) throw wrong(attribute, 'is an object');
      const read = readComplex(attribute.subAttributes ?? [], value);
      // Whom it is about cannot be left out.
      if (attribute.name === 'members' && !Object.hasOwn(read, 'value'))
        throw wrong(attribute, 'has an id in each value');
      return Object.keys(read).length === 0 ? undefined : read;
    }
    case 'boolean':
      return readBoolean(attribute, value);
    case 'integer':
      if (typeof value !== 'number' || !Number.isInteger(value)) throw wrong(attribute, 'is a whole number');
      return value;
    default:
      return readText(attribute, value);
  }
}

/** Some clients write booleans as strings. */
function readBoolean(attribute: Attribute, value: unknown): boolean {
  const word = typeof value === 'string' ? value.toLowerCase() : value;
  if (word === true || word === 'true') return true;
  if (word === false || word === 'false') return false;
  throw wrong(attribute, 'is true or false');
}

function readText(attribute: Attribute, value: unknown): string {
  if (typeof value !== 'string') throw wrong(attribute, 'is a string');
  if (value.length > (attribute.type === 'binary' ? MAX_BINARY : MAX_TEXT))
    throw wrong(attribute, 'is shorter');
  // PostgreSQL never sees it, but others who read it may stumble.
  if (value.includes('\u0000') || LONE_SURROGATE.test(value)) throw wrong(attribute, 'is text');
  if (attribute.type === 'binary' && !/^[A-Za-z0-9+/_-]*={0,2}$/.test(value))
    throw wrong(attribute, 'is base64');
  if (attribute.type === 'dateTime' && Number.isNaN(Date.parse(value))) throw wrong(attribute, 'is a date');
  return value;
}

const wrong = ({ name }: Attribute, what: string) => badRequest('invalidValue', `"${name}" ${what}.`);

/** `schemas` of an answer: the core, and each extension that holds something (RFC 7643 §3). */
export const schemasOf = (type: ResourceType, resource: Complex): string[] => [
  type.core.id,
  ...type.extensions.map(({ id }) => id).filter((id) => Object.hasOwn(resource, id)),
];
