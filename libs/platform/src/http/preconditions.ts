import type { IncomingHttpHeaders } from 'node:http';
import { DomainError } from '../errors/index.js';

/** Strong ETag of an editable row (RFC 9110 §8.8.3). */
export const etagOf = (version: number): string => `"${String(version)}"`;

/** The version a change starts from (RFC 9110 §13.1.1). @throws {DomainError} request.precondition-required, request.conflict */
export function requireIfMatch(headers: IncomingHttpHeaders): number {
  const header = headers['if-match'];
  if (header === undefined) throw new DomainError('request.precondition-required');
  const version = /^"(\d{1,9})"$/.exec(header.trim())?.[1];
  if (version === undefined) throw new DomainError('request.conflict');
  return Number(version);
}
