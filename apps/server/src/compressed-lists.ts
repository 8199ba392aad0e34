import compression from 'compression';
import type { Request, RequestHandler, Response } from 'express';

/** Below this an answer fits into a packet or two as it is. */
const WORTH_BYTES = 1024;

/**
 * Lists of names and messages, and nothing else. An answer that carries a secret (a link, a token, a code, a ticket) is
 * never compressed: who can put words into it and see how long it becomes could read the secret (BREACH,
 * breachattack.com). So what is compressed is named here, and what is new is not until somebody thought about it.
 */
const LISTS: readonly RegExp[] = [
  /^\/api\/v1\/resources\/(?:recent|shared|trash)$/,
  /^\/api\/v1\/resources\/[0-9a-f-]{36}\/children$/,
  /^\/api\/v1\/(?:spaces|trash|channels|channels\/unread)$/,
  /^\/api\/v1\/channels\/[0-9a-f-]{36}\/messages$/,
  /^\/api\/v1\/documents\/[0-9a-f-]{36}\/versions(?:\/\d+)?$/,
];

const isList = ({ method, originalUrl }: Request): boolean => {
  const path = originalUrl.split('?', 1)[0] ?? '';
  return method === 'GET' && LISTS.some((list) => list.test(path));
};

/** A refusal looks the same on every path, in its headers too: nobody learns by them where a list is. */
const isAnswered = ({ statusCode }: Response): boolean => statusCode < 400;

/** Fast rather than small: it is done while somebody waits. */
export function compressedLists(): RequestHandler {
  const compressed = compression({
    level: 1,
    threshold: WORTH_BYTES,
    filter: (request, response) => isAnswered(response) && compression.filter(request, response),
  });
  return (request, response, next) => {
    if (isList(request)) compressed(request, response, next);
    else next();
  };
}
