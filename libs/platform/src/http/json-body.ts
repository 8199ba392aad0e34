import express, { type NextFunction, type Request, type Response } from 'express';
import type { Logger } from '../logging/index.js';
import { sendProblem } from './problem.filter.js';

/** Bytes of a JSON body: what people write by hand; documents and files have doors of their own. */
export const JSON_BODY_LIMIT = 1024 * 1024;
/** From its first byte to its last: a body that trickles would hold its connection for ever. */
const BODY_MS = 30_000;

/** Reads a JSON body of these media types; rejects with what the parser knows (the limit). */
export function jsonReader(
  types: readonly string[],
  limit = JSON_BODY_LIMIT,
  withinMs = BODY_MS,
): (request: Request, response: Response) => Promise<void> {
  const parse = express.json({ limit, strict: true, type: [...types] });
  return (request, response) =>
    new Promise((done, fail) => {
      const timer = setTimeout(() => request.destroy(), withinMs);
      parse(request, response, (error?: unknown) => {
        clearTimeout(timer);
        if (error === undefined) done();
        else fail(error instanceof Error ? error : new Error('the body cannot be read', { cause: error }));
      });
    });
}

/** Reads a JSON body, refused by its announced size before it is read. Errors keep what the parser knows (the limit). */
export function jsonBody(
  logger: Pick<Logger, 'error' | 'warn'>,
  limit = JSON_BODY_LIMIT,
  withinMs = BODY_MS,
) {
  const read = jsonReader(['application/json'], limit, withinMs);
  return (request: Request, response: Response, next: NextFunction): void => {
    read(request, response).then(
      () => next(),
      (error: unknown) => sendProblem(logger, request, response, error),
    );
  };
}
