import type { NextFunction, Request, Response } from 'express';

/**
 * Nothing from elsewhere, no inline script; style attributes are set by the editor and by React Aria through the CSSOM.
 * @param office origin of the office editor, which a page shows in a frame and sends a form to; null: there is none
 */
export const contentSecurityPolicy = (office: string | null): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    ...(office === null ? ["form-action 'self'"] : [`frame-src ${office}`, `form-action 'self' ${office}`]),
    "frame-ancestors 'none'",
  ].join('; ');

/** For every answer; a handler may set a stricter policy of its own. */
export function securityHeaders(https: boolean, office: string | null = null) {
  const policy = contentSecurityPolicy(office);
  return (_request: Request, response: Response, next: NextFunction): void => {
    response.setHeader('Content-Security-Policy', policy);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), interest-cohort=()');
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    if (https) response.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
    next();
  };
}
