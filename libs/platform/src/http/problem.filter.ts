import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Problem } from '@maroquin/contracts';
import { newId } from '../config/index.js';
import { DomainError, toProblem } from '../errors/index.js';
import type { Logger } from '../logging/index.js';
import { actorOf } from './current-actor.js';

export const localeOf = (request: Pick<Request, 'headers'>): 'fr' | 'en' =>
  actorOf(request)?.locale ?? (/^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'fr');

/** What Express and Nest throw by themselves, in our own words. */
function toKnown(error: unknown): unknown {
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  switch (status) {
    case 400:
      return new DomainError('request.invalid', { cause: error });
    case 401:
      return new DomainError('request.unauthenticated', { cause: error });
    case 404:
    case 405:
      return new DomainError('request.not-found', { cause: error });
    case 413:
      return new DomainError('request.too-large', { cause: error });
    default:
      return error;
  }
}

const statusOf = (error: unknown): number | null => {
  if (error instanceof DomainError) return null;
  return typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number'
    ? error.status
    : null;
};

/** Answers a problem (RFC 9457) on a plain response; used by the filter and by mounted handlers. */
export function sendProblem(
  logger: Logger,
  request: Pick<Request, 'headers'>,
  response: Response,
  error: unknown,
): void {
  const known = toKnown(error);
  const incident = newId();
  const problem: Problem = toProblem(known, localeOf(request), `urn:uuid:${incident}`);
  if (problem.status >= 500) logger.error({ err: error, incident, code: problem.code }, 'request failed');
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (known instanceof DomainError && known.retryAfterSeconds !== undefined) {
    response.setHeader('Retry-After', String(known.retryAfterSeconds));
  }
  response.removeHeader('Content-Length');
  response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(this.logger, http.getRequest<Request>(), http.getResponse<Response>(), error);
  }
}
