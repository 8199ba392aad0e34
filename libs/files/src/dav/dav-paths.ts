import { DavError } from './dav-error.js';

/** Where the tree begins, and with it every address. */
export const DAV_ROOT = '/dav';
/** A space, and twenty folders below it (the deepest that the tree allows), and what stands in the last. */
const MAX_SEGMENTS = 22;
const MAX_LENGTH = 8_000;

/**
 * The names on the way to what a path below the root addresses; none: the root.
 * @throws {DavError} 400 for what is no path of ours
 */
export function segmentsOf(path: string): string[] {
  const bare = path.split('?', 1)[0] ?? '';
  if (path.includes('#') || path.length > MAX_LENGTH) throw new DavError(400);
  if (bare !== DAV_ROOT && !bare.startsWith(`${DAV_ROOT}/`)) throw new DavError(404);
  const names = bare
    .slice(DAV_ROOT.length)
    .split('/')
    .filter((segment) => segment !== '')
    .map(decoded);
  if (names.length > MAX_SEGMENTS) throw new DavError(404);
  return names;
}

function decoded(segment: string): string {
  let name: string;
  try {
    name = decodeURIComponent(segment).normalize('NFC');
  } catch {
    throw new DavError(400);
  }
  // No address has them, whoever wrote it: a client that resolves them itself would go elsewhere.
  if (name === '.' || name === '..' || /[/\0]/u.test(name)) throw new DavError(400);
  return name;
}

/** Whether the address says that it is one of a collection. */
export const endsInSlash = (path: string): boolean => (path.split('?', 1)[0] ?? '').endsWith('/');

/** The address of these names; a collection's ends in a slash (RFC 4918 §5.2). */
export function hrefOf(names: readonly string[], isCollection: boolean): string {
  const path = names.map((name) => `/${encodeURIComponent(name)}`).join('');
  return `${DAV_ROOT}${path}${isCollection ? '/' : ''}`;
}

/**
 * `Destination` (RFC 4918 §10.3), which must be on this server.
 * @throws {DavError} 400, 502 for another server
 */
export function destinationOf(header: string | undefined, hosts: readonly string[]): string {
  if (header === undefined) throw new DavError(400);
  if (header.startsWith('/')) return header;
  if (!URL.canParse(header)) throw new DavError(400);
  const url = new URL(header);
  if (!hosts.includes(url.host)) throw new DavError(502);
  return url.pathname;
}
