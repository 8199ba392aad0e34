import type { IncomingHttpHeaders } from 'node:http';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { DomainError } from '../../errors/index.js';

/** Strong ETag of an editable row (RFC 9110 §8.8.3). */
export const etagOf = (version: number): string => `"${String(version)}"`;

/** RFC 9110 §13.1.1: `*`, or tags; also those that nobody here ever gave. */
export const IF_MATCH = String.raw`^\s*(?:\*|(?:W/)?"[\x21\x23-\x7e]*"(?:\s*,\s*(?:W/)?"[\x21\x23-\x7e]*")*)\s*$`;
const ifMatch = new RegExp(IF_MATCH, 'u');

/** @throws {DomainError} request.precondition-required, request.invalid, request.conflict */
export function requireIfMatch(headers: IncomingHttpHeaders): number {
  const header = headers['if-match'];
  if (header === undefined || header === '') throw new DomainError('request.precondition-required');
  if (!ifMatch.test(header)) throw new DomainError('request.invalid');
  const version = /^"(\d{1,9})"$/.exec(header.trim())?.[1];
  if (version === undefined) throw new DomainError('request.conflict');
  return Number(version);
}

/** Reads what the route decorated with it demands; the description of the interface looks for it, too. */
export const expectedVersionOf = (_data: unknown, context: ExecutionContext): number =>
  requireIfMatch(context.switchToHttp().getRequest<Request>().headers);

/**
 * The version that a change starts from, by `If-Match` (RFC 9110 §13.1.1), as a parameter of a route.
 * @throws {DomainError} request.precondition-required without it, request.invalid when it is no tag, request.conflict when
 *   it is none of ours
 */
export const ExpectedVersion = createParamDecorator(expectedVersionOf);
