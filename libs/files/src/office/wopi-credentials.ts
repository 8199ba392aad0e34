import type { NextFunction, Request, Response } from 'express';

const askedFor = new WeakMap<object, string>();

/**
 * WOPI puts the token into the address. From here on it stands where tokens stand, and the address holds none: whatever
 * reads it later cannot write it anywhere. Nothing else opens these routes: a cookie would be sent by a foreign page.
 */
export function wopiCredentials(request: Request, _response: Response, next: NextFunction): void {
  const { headers, originalUrl } = request;
  askedFor.set(request, originalUrl);
  delete headers.cookie;
  const token = new URLSearchParams(afterPath(originalUrl)).get('access_token');
  if (token !== null) headers.authorization = `Bearer ${token}`;
  request.originalUrl = pathOf(originalUrl);
  request.url = pathOf(request.url);
  next();
}

const pathOf = (address: string): string => address.split('?', 1)[0] ?? '';
const afterPath = (address: string): string => address.slice(pathOf(address).length + 1);

/** Path and query as the editor asked for them: its proof signs both. */
export const addressAskedFor = (request: Request): string => askedFor.get(request) ?? request.originalUrl;

/** null: none, or in words of another scheme. */
export const bearerOf = (authorization: string | undefined): string | null =>
  /^bearer ([A-Za-z0-9_-]{20,2000})$/iu.exec(authorization ?? '')?.[1] ?? null;
