import type { Request, Response } from 'express';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { DavError } from './dav-error.js';
import { segmentsOf } from './dav-paths.js';
import { XML_HEAD } from './dav-xml.js';

/** One request of a client, and what answers it. */
export interface DavExchange {
  readonly actor: Actor;
  readonly request: Request;
  readonly response: Response;
  /** As it stands in the request. */
  readonly path: string;
  readonly names: readonly string[];
  /** What came with it, of a method that takes XML. */
  readonly body: string;
}

export const exchangeOf = (
  actor: Actor,
  request: Request,
  response: Response,
  body: string,
): DavExchange => ({
  actor,
  request,
  response,
  path: request.originalUrl,
  names: segmentsOf(request.originalUrl),
  body,
});

export function answer({ response }: Pick<DavExchange, 'response'>, status: number): void {
  response.status(status).set('Content-Length', '0').end();
}

export function answerXml({ response }: Pick<DavExchange, 'response'>, status: number, body: string): void {
  response
    .status(status)
    .set('Content-Type', 'application/xml; charset=utf-8')
    .end(XML_HEAD + body);
}

/** 0, 1 or infinity. @throws {DavError} 400 */
export function depthOf(request: Pick<Request, 'headers'>, otherwise: Depth): Depth {
  const depth = request.headers['depth'];
  if (depth === undefined) return otherwise;
  const known = (['0', '1', 'infinity'] as const).find((one) => one === String(depth).toLowerCase());
  if (known === undefined) throw new DavError(400);
  return known;
}
type Depth = '0' | '1' | 'infinity';

/** What the person sees, and may not change: 403 says so, where a service that hides everything says 404. */
export async function seen<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'request.not-found') throw new DavError(403);
    throw error;
  }
}
