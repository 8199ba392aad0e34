import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ArgumentsHost, Catch, type ExceptionFilter, NotFoundException } from '@nestjs/common';
import type { Request, Response } from 'express';
import { newId } from '../../config/index.js';
import { DomainError, toProblem } from '../../errors/index.js';
import type { Logger } from '../../logging/index.js';
import { allowedMethods } from './allowed-methods.js';
import { localeOf } from './locale.js';
import { toKnownError } from './to-known-error.js';

/** Seconds after which to try again, where the error itself does not say. */
const RETRY_AFTER: Readonly<Record<number, number>> = { 429: 5, 503: 2 };

/** Not known, too often, no room: such a request is refused for whoever sends it, or for how much. */
const UNREAD: ReadonlySet<number> = new Set([401, 429, 503]);
/** Bytes that are read all the same: the connection is worth more. */
const WORTH_READING = 64 * 1024;

/** What `Retry-After` says of this error, in seconds; undefined: nothing. */
export function retryAfterOf(error: unknown): string | undefined {
  if (!(error instanceof DomainError)) return undefined;
  const seconds = error.retryAfterSeconds ?? RETRY_AFTER[error.status];
  return seconds === undefined ? undefined : String(seconds);
}

/** Answers a problem (RFC 9457) on a plain response; used by the filter and by mounted handlers. */
export function sendProblem(
  logger: Pick<Logger, 'error' | 'warn'>,
  request: Pick<IncomingMessage, 'headers'> & Partial<Pick<IncomingMessage, 'complete'>>,
  response: ServerResponse,
  error: unknown,
): void {
  const known = toKnownError(error);
  const incident = newId();
  let problem = toProblem(known, localeOf(request));
  if (problem.status >= 500) {
    problem = { ...problem, instance: `urn:uuid:${incident}` };
    // a known trouble (the database is away) comes in hundreds, and is nobody's mistake
    const level = known instanceof DomainError ? 'warn' : 'error';
    logger[level]({ err: error, incident, code: problem.code }, 'request failed');
  }
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const retryAfter = retryAfterOf(known);
  if (retryAfter !== undefined) response.setHeader('Retry-After', retryAfter);
  if (UNREAD.has(problem.status) && muchIsLeft(request)) response.setHeader('Connection', 'close');
  for (const name of ['Content-Length', 'Content-Disposition', 'Content-Encoding', 'ETag'])
    response.removeHeader(name);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Language', localeOf(request));
  const body = Buffer.from(JSON.stringify(problem), 'utf8');
  response.statusCode = problem.status;
  response.setHeader('Content-Type', 'application/problem+json; charset=utf-8');
  response.setHeader('Content-Length', body.length);
  response.end(body);
}

/** Node reads what is left of a body before the next request; whoever is refused could send as much as they like. */
function muchIsLeft({ headers, complete = true }: Parameters<typeof sendProblem>[1]): boolean {
  if (complete) return false;
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > WORTH_READING;
}

/** For a method and path that no route has: 405 with the methods that the path does have, else 404. */
export function sendNoRoute(
  logger: Pick<Logger, 'error' | 'warn'>,
  request: Request,
  response: Response,
): void {
  const allowed = allowedMethods(request.app, request);
  if (allowed.length > 0) response.setHeader('Allow', allowed.join(', '));
  const code = allowed.length > 0 ? 'request.method-not-allowed' : 'request.not-found';
  sendProblem(logger, request, response, new DomainError(code));
}

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, response] = [http.getRequest<Request>(), http.getResponse<Response>()];
    // Nest's own word for a method and path that no route has; what a service does not find is a DomainError.
    if (error instanceof NotFoundException) sendNoRoute(this.logger, request, response);
    else sendProblem(this.logger, request, response, error);
  }
}
