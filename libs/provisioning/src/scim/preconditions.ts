import { type Complex, isComplex, textOf } from './protocol/attribute.js';
import { ScimError } from './protocol/scim-error.js';

export const versionOf = (resource: Complex): string => {
  const meta = isComplex(resource['meta']) ? resource['meta'] : {};
  return textOf(meta['version']);
};

/** Opaque parts of the tags of If-Match and If-None-Match (RFC 9110 §8.8.3), weak and strong alike; '*': any. */
const tagsOf = (header: string): string[] =>
  header === '*' ? ['*'] : [...header.matchAll(/"([^"]*)"/g)].map(([, tag = '']) => tag);

export function isNamed(header: string | null, resource: Complex): boolean {
  if (header === null) return false;
  const tags = tagsOf(header.trim());
  return tags.includes('*') || tagsOf(versionOf(resource)).some((tag) => tags.includes(tag));
}

/** @throws {ScimError} 412 when the client saw another state than this (RFC 7644 §3.14) */
export function requireMatch(ifMatch: string | null, resource: Complex): void {
  if (ifMatch !== null && !isNamed(ifMatch, resource))
    throw new ScimError(412, null, 'The resource changed meanwhile.');
}
