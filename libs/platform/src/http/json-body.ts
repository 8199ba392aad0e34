import express, { type NextFunction, type Request, type Response } from 'express';
import type { Logger } from '../logging/index.js';
import { sendProblem } from './problem.filter.js';

/** Bytes of a JSON body: what people write by hand; documents and files have doors of their own. */
export const JSON_BODY_LIMIT = 1024 * 1024;
/** From its first byte to its last: a body that trickles would hold its connection for ever. */
const BODY_MS = 30_000;

/** Reads a JSON body, refused by its announced size before it is read. Errors keep what the parser knows (the limit). */
export function jsonBody(
  logger: Pick<Logger, 'error' | 'warn'>,
  limit = JSON_BODY_LIMIT,
  withinMs = BODY_MS,
) {
  const parse = express.json({ limit, strict: true });
  return (request: Request, response: Response, next: NextFunction): void => {
    const timer = setTimeout(() => request.destroy(), withinMs);
    parse(request, response, (error?: unknown) => {
      clearTimeout(timer);
      if (error === undefined) next();
      else sendProblem(logger, request, response, error);
    });
  };
}
