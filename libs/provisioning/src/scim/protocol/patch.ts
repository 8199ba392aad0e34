import { type Attribute, type Complex, isComplex, textOf, type Value } from './attribute.js';
import { lastOf } from './attribute-path.js';
import type { Filter, Literal } from './filter.js';
import { valueOf } from './filter-parser.js';
import { matches } from './match.js';
import { type PatchPath, parsePatchPath } from './patch-path.js';
import { isSent, readAttribute, readResource, requireSchema } from './read-resource.js';
import type { ResourceType } from './schemas.js';
import { badRequest } from './scim-error.js';

export const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const MAX_OPERATIONS = 1_000;

type Kind = 'add' | 'remove' | 'replace';
export interface PatchOperation {
  readonly kind: Kind;
  readonly path: string | null;
  readonly value: unknown;
}

/** @throws {ScimError} invalidSyntax */
export function readPatch(body: unknown): PatchOperation[] {
  const entries = Object.entries(requireSchema(body, PATCH_OP));
  const operations = entries.find(([name]) => name.toLowerCase() === 'operations')?.[1];
  return readOperations(operations);
}

/** @throws {ScimError} invalidSyntax */
export function readOperations(operations: unknown): PatchOperation[] {
  if (!Array.isArray(operations) || operations.length === 0)
    throw badRequest('invalidSyntax', '"Operations" is missing or empty.');
  if (operations.length > MAX_OPERATIONS) throw badRequest('invalidSyntax', 'There are too many operations.');
  return operations.map(readOperation);
}

function readOperation(operation: unknown): PatchOperation {
  if (!isSent(operation)) throw badRequest('invalidSyntax', 'An operation is no object.');
  const { op, path } = operation;
  const kind = typeof op === 'string' ? op.toLowerCase() : null;
  if (kind !== 'add' && kind !== 'remove' && kind !== 'replace')
    throw badRequest('invalidSyntax', '"op" is add, remove or replace.');
  if (path !== undefined && path !== null && typeof path !== 'string')
    throw badRequest('invalidPath', '"path" is no string.');
  const value = Object.hasOwn(operation, 'value') ? operation['value'] : undefined;
  if (kind !== 'remove' && value === undefined)
    throw badRequest('invalidValue', 'An operation needs a value to add or to put in place.');
  return { kind, path: path ?? null, value };
}

/**
 * The resource after the operations, all of them or none (RFC 7644 §3.5.2). What comes out is read again as if it had
 * been sent whole.
 * @throws {ScimError} invalidPath, invalidValue, noTarget, mutability
 */
export function applyPatch(
  type: ResourceType,
  resource: Complex,
  operations: readonly PatchOperation[],
): Complex {
  let patched = resource;
  for (const { kind, path, value } of operations) {
    if (path !== null) patched = applyAt(patched, parsePatchPath(type, path), kind, value);
    else if (kind === 'remove') throw badRequest('noTarget', 'Removing needs a path.');
    else patched = applyWhole(type, patched, kind, value);
  }
  return readResource(type, patched);
}

/** Without a path the value names its attributes; some clients write paths for names (`name.givenName`). */
function applyWhole(type: ResourceType, resource: Complex, kind: Kind, value: unknown): Complex {
  if (!isSent(value)) throw badRequest('invalidValue', 'Without a path the value is an object.');
  let patched = resource;
  for (const [name, one] of Object.entries(value)) {
    const lower = name.toLowerCase();
    if (lower === 'schemas' || lower === 'meta') continue;
    // Named again by clients that send the whole resource; unknown names are passed over as when creating.
    if (lower === 'id' && one === resource['id']) continue;
    const path = known(type, name);
    if (path !== null) patched = applyAt(patched, path, kind, one);
  }
  return patched;
}

function known(type: ResourceType, name: string): PatchPath | null {
  try {
    return parsePatchPath(type, name);
  } catch {
    return null;
  }
}

function applyAt(resource: Complex, where: PatchPath, kind: Kind, value: unknown): Complex {
  const { path, filter, part } = where;
  const [attribute, ...below] = path;
  if (attribute.mutability === 'readOnly' || lastOf(path).mutability === 'readOnly')
    throw badRequest('mutability', `"${lastOf(path).name}" is read-only.`);
  const current = Object.hasOwn(resource, attribute.name) ? resource[attribute.name] : undefined;
  const [next, ...rest] = below;
  if (next === undefined) {
    return put(resource, attribute, changed(attribute, current, { filter, part, kind, value }));
  }
  if (attribute.multiValued) {
    // `emails.value` without a choice: all of them, as RFC 7644 §3.5.2.3 says of replacing.
    const items = listOf(current);
    const each = (item: Value): Value =>
      isComplex(item) ? applyAt(item, { path: [next, ...rest], filter, part }, kind, value) : item;
    if (items.length === 0 && kind !== 'remove')
      return put(resource, attribute, [applyAt({}, { path: [next, ...rest], filter, part }, kind, value)]);
    return put(resource, attribute, items.map(each));
  }
  const inner = applyAt(
    isComplex(current) ? current : {},
    { path: [next, ...rest], filter, part },
    kind,
    value,
  );
  return put(resource, attribute, Object.keys(inner).length === 0 ? undefined : inner);
}

interface Change {
  readonly filter: Filter | null;
  readonly part: Attribute | null;
  readonly kind: Kind;
  readonly value: unknown;
}

function changed(attribute: Attribute, current: Value | undefined, change: Change): Value | undefined {
  const { filter, kind, value } = change;
  if (filter !== null) return changedValues(attribute, listOf(current), filter, change);
  if (kind === 'remove') return removed(attribute, current, value);
  if (!attribute.multiValued) {
    const read = readAttribute(attribute, wrapped(attribute, value));
    return isComplex(read) && isComplex(current) ? { ...current, ...read } : read;
  }
  const read = listOf(readAttribute(attribute, value === null || Array.isArray(value) ? value : [value]));
  if (kind === 'replace') return read;
  const before = listOf(current);
  const there = new Set(before.map((one) => identityOf(attribute, one)));
  const fresh = read.filter((one) => {
    const identity = identityOf(attribute, one);
    return there.has(identity) ? false : there.add(identity);
  });
  return withOnePrimary(before, fresh);
}

/** A complex attribute whose value alone is given: `manager` by its id. */
const wrapped = (attribute: Attribute, value: unknown): unknown =>
  attribute.type === 'complex' && typeof value === 'string' && valueOf(attribute) !== undefined
    ? { value: value === '' ? null : value }
    : value;

/** With a value, only the values that are named (some clients remove members so): never more than they say. */
function removed(attribute: Attribute, current: Value | undefined, value: unknown): Value | undefined {
  if (attribute.required) throw badRequest('mutability', `"${attribute.name}" is required.`);
  if (!attribute.multiValued || value === undefined || value === null) return undefined;
  const named = listOf(readAttribute(attribute, Array.isArray(value) ? value : [value]));
  const gone = new Set(named.map((one) => identityOf(attribute, one)));
  return listOf(current).filter((one) => !gone.has(identityOf(attribute, one)));
}

function changedValues(
  attribute: Attribute,
  items: readonly Value[],
  filter: Filter,
  { part, kind, value }: Change,
): Value | undefined {
  if (
    part !== null &&
    (part.mutability === 'readOnly' || (part.mutability === 'immutable' && kind !== 'add'))
  )
    throw badRequest('mutability', `"${part.name}" is never changed.`);
  const isChosen = (item: Value): item is Complex => isComplex(item) && matches(filter, item);
  if (kind === 'remove' && part === null) return items.filter((item) => !isChosen(item));
  if (!items.some(isChosen)) {
    if (kind !== 'add') throw badRequest('noTarget', 'The path chooses no value.');
    return withOnePrimary(items, [changedItem(attribute, impliedBy(filter), part, kind, value)]);
  }
  const after = items.map((item) =>
    isChosen(item) ? changedItem(attribute, item, part, kind, value) : item,
  );
  const primaries = after.filter((item, index) => isPrimary(item) && items[index] !== item);
  return primaries.length === 1
    ? after.map((item) => (isPrimary(item) && item !== primaries[0] ? { ...item, primary: false } : item))
    : after;
}

function changedItem(
  attribute: Attribute,
  item: Complex,
  part: Attribute | null,
  kind: Kind,
  value: unknown,
): Complex {
  if (part !== null) return put(item, part, kind === 'remove' ? undefined : readAttribute(part, value));
  const [read] = listOf(readAttribute(attribute, [value]));
  if (!isComplex(read)) throw badRequest('invalidValue', `"${attribute.name}" has objects for values.`);
  return kind === 'replace' ? read : { ...item, ...read };
}

/** What `emails[type eq "work"]` says of a value that is not there yet. @throws {ScimError} noTarget when it says no such thing */
function impliedBy(filter: Filter): Complex {
  if (filter.kind === 'and') return { ...impliedBy(filter.left), ...impliedBy(filter.right) };
  const named = filter.kind === 'compare' && filter.operator === 'eq' ? filter : null;
  const literal: Literal = named?.value ?? null;
  if (named === null || literal === null) throw badRequest('noTarget', 'The path chooses no value.');
  return { [lastOf(named.path).name]: literal };
}

const isPrimary = (value: Value): value is Complex => isComplex(value) && value['primary'] === true;

/** What is added as primary takes the place of what was (RFC 7644 §3.5.2). */
function withOnePrimary(before: readonly Value[], fresh: readonly Value[]): readonly Value[] {
  if (!fresh.some(isPrimary)) return [...before, ...fresh];
  return [...before.map((item) => (isPrimary(item) ? { ...item, primary: false } : item)), ...fresh];
}

/** The same value: of members by what they name, of others by all that is said. */
function identityOf(attribute: Attribute, value: Value): string {
  if (!isComplex(value)) return JSON.stringify(value);
  if (attribute.name === 'members') return textOf(value['value']);
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const listOf = (value: Value | undefined): readonly Value[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly Value[]) : [value];

function put(resource: Complex, { name }: Attribute, value: Value | undefined): Complex {
  const { [name]: _before, ...others } = resource;
  const isEmpty = value === undefined || (Array.isArray(value) && value.length === 0);
  return isEmpty ? others : { ...others, [name]: value };
}
