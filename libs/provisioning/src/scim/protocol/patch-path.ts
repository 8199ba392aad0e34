import type { Attribute } from './attribute.js';
import { type AttributePath, lastOf, resolveBelow, resolvePath } from './attribute-path.js';
import type { Filter } from './filter.js';
import { parseValueFilter } from './filter-parser.js';
import type { ResourceType } from './schemas.js';
import { badRequest, ScimError } from './scim-error.js';

/** Where an operation acts (RFC 7644 §3.5.2): an attribute, chosen values of it, a part of it or of these. */
export interface PatchPath {
  readonly path: AttributePath;
  /** Between brackets: which values of the last attribute of `path`. */
  readonly filter: Filter | null;
  /** Behind the brackets. */
  readonly part: Attribute | null;
}

const MAX_PATH = 1_024;
const VALUE_PATH = /^([^[\]]+)\[(.*)\](?:\.([^[\].]+))?$/s;

/** @throws {ScimError} invalidPath */
export function parsePatchPath(type: ResourceType, text: string): PatchPath {
  const source = text.trim();
  if (source.length === 0 || source.length > MAX_PATH) throw invalidPath('The path is empty or too long.');
  const chosen = VALUE_PATH.exec(source);
  if (chosen === null) return { path: resolved(resolvePath(type, source)), filter: null, part: null };
  const [, name = '', filter = '', part] = chosen;
  const path = resolved(resolvePath(type, name));
  const attribute = lastOf(path);
  if (!attribute.multiValued || attribute.type !== 'complex')
    throw invalidPath('Only values of a list can be chosen.');
  return {
    path,
    filter: readFilter(attribute, filter),
    part: part === undefined ? null : lastOf(resolved(resolveBelow(attribute, part))),
  };
}

function resolved(path: AttributePath | null): AttributePath {
  if (path === null) throw invalidPath('The path names an attribute that does not exist.');
  return path;
}

function readFilter(attribute: Attribute, text: string): Filter {
  try {
    return parseValueFilter(attribute, text);
  } catch (error) {
    throw error instanceof ScimError ? invalidPath(error.detail) : error;
  }
}

const invalidPath = (detail: string): ScimError => badRequest('invalidPath', detail);
