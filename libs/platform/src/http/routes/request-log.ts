import type { NextFunction, Request, Response } from 'express';
import type { Logger } from '../../logging/index.js';

/** One finished request. `route` is a pattern (`/api/v1/documents/:id`), never an address. */
export interface FinishedRequest {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

const mountOf = new WeakMap<object, string>();

/** Called by Mounts: the raw handlers have no route of Express. */
export const rememberMount = (request: object, path: string): void => {
  mountOf.set(request, path);
};

const methods = new Set([
  ...['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
  // WebDAV's (RFC 4918).
  ...['PROPFIND', 'PROPPATCH', 'MKCOL', 'COPY', 'MOVE', 'LOCK', 'UNLOCK'],
]);

function patternOf(request: Request): string {
  const route: unknown = request.route;
  if (typeof route === 'object' && route !== null && 'path' in route) {
    return typeof route.path === 'string' ? route.path : 'unmatched';
  }
  return mountOf.get(request) ?? 'unmatched';
}

/** Logs every finished request by its pattern: a log with addresses would hold what people search and name. */
export function requestLog(
  logger: Pick<Logger, 'debug'>,
  observe: (request: FinishedRequest) => void = () => undefined,
) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const from = process.hrtime.bigint();
    response.once('close', () => {
      const finished: FinishedRequest = {
        method: methods.has(request.method) ? request.method : 'other',
        route: patternOf(request),
        status: response.writableFinished ? response.statusCode : 499,
        seconds: Number(process.hrtime.bigint() - from) / 1e9,
      };
      observe(finished);
      logger.debug(finished, 'request');
    });
    next();
  };
}
