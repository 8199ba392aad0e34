import type { IncomingHttpHeaders } from 'node:http';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { DomainError } from '../../errors/index.js';

/** Strong ETag of an editable row (RFC 9110 §8.8.3). */
export const etagOf = (version: number): string => `"${String(version)}"`;

/** A tag as `etagOf` writes it. */
export const IF_MATCH = '^"[0-9]{1,9}"$';
const ifMatch = new RegExp(IF_MATCH, 'u');

/** @throws {DomainError} request.precondition-required, request.invalid */
export function requireIfMatch(headers: IncomingHttpHeaders): number {
  const header = headers['if-match'];
  if (header === undefined || header === '') throw new DomainError('request.precondition-required');
  // What was never given here is no version that a change could start from, `*` (RFC 9110 §13.1.1) included.
  if (!ifMatch.test(header)) throw new DomainError('request.invalid');
  return Number(header.slice(1, -1));
}

/** Reads what the route decorated with it demands; the description of the interface looks for it, too. */
export const expectedVersionOf = (_data: unknown, context: ExecutionContext): number =>
  requireIfMatch(context.switchToHttp().getRequest<Request>().headers);

/**
 * The version that a change starts from, by `If-Match` (RFC 9110 §13.1.1), as a parameter of a route.
 * @throws {DomainError} request.precondition-required without it, request.invalid when it is none of ours
 */
export const ExpectedVersion = createParamDecorator(expectedVersionOf);
