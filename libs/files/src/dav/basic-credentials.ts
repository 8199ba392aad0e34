import type { NextFunction, Request, Response } from 'express';

const BASIC = /^basic ([A-Za-z0-9+/=]{1,2000})$/iu;

/**
 * Clients of WebDAV know Basic credentials (RFC 7617): their password is a token of the person, whatever the name says.
 * From here on it is one. Nothing else opens the mounted tree: a cookie would be sent by a foreign page as well.
 */
export function basicCredentials(request: Request, _response: Response, next: NextFunction): void {
  const { headers } = request;
  const encoded = BASIC.exec(headers.authorization ?? '')?.[1];
  delete headers.cookie;
  if (encoded !== undefined) {
    const text = Buffer.from(encoded, 'base64').toString('utf8');
    headers.authorization = `Bearer ${text.slice(text.indexOf(':') + 1)}`;
  }
  next();
}
