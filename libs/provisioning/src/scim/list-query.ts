import type { Complex } from './protocol/attribute.js';
import { type AttributePath, resolvePath } from './protocol/attribute-path.js';
import { type Filter, mentions, requiredEquality } from './protocol/filter.js';
import { parseFilter } from './protocol/filter-parser.js';
import { matches, sortKey } from './protocol/match.js';
import { project, type Wanted, wantedOf, wants } from './protocol/project.js';
import type { ResourceType } from './protocol/schemas.js';
import { badRequest } from './protocol/scim-error.js';

/** What a client asks of a list, in the address or in the body of a search (RFC 7644 §3.4.2 and §3.4.3). */
export interface SentQuery {
  readonly filter: string | null;
  readonly sortBy: string | null;
  readonly sortOrder: string | null;
  readonly startIndex: number | null;
  readonly count: number | null;
  readonly attributes: readonly string[];
  readonly excludedAttributes: readonly string[];
}

export interface ListQuery {
  readonly filter: Filter | null;
  readonly sortBy: AttributePath | null;
  readonly descending: boolean;
  /** From 1. */
  readonly startIndex: number;
  readonly count: number;
  readonly wanted: Wanted;
}

export const LIST_RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
export const MAX_RESULTS = 200;
const DEFAULT_RESULTS = 100;

/** @throws {ScimError} invalidFilter, invalidPath, invalidValue */
export function readQuery(type: ResourceType, sent: SentQuery): ListQuery {
  const order = sent.sortOrder?.toLowerCase() ?? 'ascending';
  if (order !== 'ascending' && order !== 'descending')
    throw badRequest('invalidValue', '"sortOrder" is ascending or descending.');
  const sortBy = sent.sortBy === null ? null : resolvePath(type, sent.sortBy);
  if (sent.sortBy !== null && sortBy === null)
    throw badRequest('invalidPath', '"sortBy" names an attribute that does not exist.');
  return {
    filter: sent.filter === null ? null : parseFilter(type, sent.filter),
    sortBy,
    descending: order === 'descending',
    startIndex: Math.max(1, sent.startIndex ?? 1),
    count: Math.min(MAX_RESULTS, Math.max(0, sent.count ?? DEFAULT_RESULTS)),
    wanted: wantedOf(type, sent.attributes, sent.excludedAttributes),
  };
}

/** People or groups of one organisation. Nothing of them can be compared by the database but ids and keyed hashes. */
export interface Collection {
  readonly type: ResourceType;
  /** Attributes that are kept apart and only filled in by `complete`. */
  readonly apart: string;
  /** Attributes that a look-up finds by equality. */
  readonly findable: readonly string[];
  count(): Promise<number>;
  page(offset: number, limit: number): Promise<Complex[]>;
  find(attribute: string, value: string): Promise<Complex[]>;
  /** All there are, some at a time. */
  all(): AsyncIterable<readonly Complex[]>;
  complete(resources: readonly Complex[]): Promise<Complex[]>;
}

export interface Found {
  readonly total: number;
  readonly resources: readonly Complex[];
}

/** One page, and how many there are (RFC 7644 §3.4.2.4). */
export async function list(collection: Collection, query: ListQuery): Promise<Found> {
  const { total, resources } = await select(collection, query);
  const whole = wants(query.wanted, collection.apart) ? await collection.complete(resources) : resources;
  return { total, resources: whole.map((resource) => project(collection.type, resource, query.wanted)) };
}

async function select(collection: Collection, query: ListQuery): Promise<Found> {
  const { filter, sortBy, startIndex, count } = query;
  const from = startIndex - 1;
  if (filter === null && sortBy === null) {
    const total = await collection.count();
    return { total, resources: count === 0 ? [] : await collection.page(from, count) };
  }
  const needsApart =
    (filter !== null && mentions(filter, collection.apart)) || sortBy?.[0].name === collection.apart;
  const chosen: Complex[] = [];
  for await (const some of candidates(collection, filter)) {
    const whole = needsApart ? await collection.complete(some) : some;
    for (const resource of whole) if (filter === null || matches(filter, resource)) chosen.push(resource);
  }
  const sorted = sortBy === null ? chosen : sort(chosen, sortBy, query.descending);
  return { total: chosen.length, resources: sorted.slice(from, from + count) };
}

async function* candidates(collection: Collection, filter: Filter | null): AsyncIterable<readonly Complex[]> {
  const equality = filter === null ? null : requiredEquality(filter, collection.findable);
  if (equality === null) yield* collection.all();
  else yield await collection.find(equality.attribute.name, equality.value);
}

/** What has no value comes last, whichever way round. */
function sort(resources: readonly Complex[], path: AttributePath, descending: boolean): Complex[] {
  const keyed = resources.map((resource) => ({ resource, key: sortKey(resource, path) }));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
    const order = a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
    return descending ? -order : order;
  });
  return keyed.map(({ resource }) => resource);
}
