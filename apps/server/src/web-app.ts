import { join } from 'node:path';
import express from 'express';
import type { MountHandler } from '@maroquin/platform/http';

/** Paths that are not pages of the web client. */
const notPages = /^\/(?:api|uploads|collab|socket\.io|healthz|dav|wopi|scim|metrics)(?:\/|$)/;

/** The built web client: hashed files for ever, the page itself always fresh. Any other path is a page of the client. */
export function serveWebApp(folder: string): MountHandler {
  const files = express.static(folder, {
    index: false,
    redirect: false,
    setHeaders: (response, path) => {
      response.setHeader(
        'Cache-Control',
        /[/\\]assets[/\\]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  return (request, response, _actor, next) => {
    if (notPages.test(request.path) || (request.method !== 'GET' && request.method !== 'HEAD')) {
      next();
      return;
    }
    files(request, response, () => {
      if (/\.[a-z0-9]{1,8}$/i.test(request.path)) {
        next();
        return;
      }
      response.setHeader('Cache-Control', 'no-cache');
      response.sendFile(join(folder, 'index.html'));
    });
  };
}
