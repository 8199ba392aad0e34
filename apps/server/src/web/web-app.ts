import { existsSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import express from 'express';
import type { MountHandler } from '@maroquin/platform/http';
import { CompressedAssets } from './compressed-assets.js';

/** Paths that are not pages of the web client. */
const notPages = /^\/(?:api|uploads|collab|socket\.io|healthz|dav|wopi|scim|metrics)(?:\/|$)/;
const asset = /^\/assets\/([\w.-]+)$/;

/** The built web client: hashed files for ever, the page itself always fresh. Any other path is a page of the client. */
export function serveWebApp(
  folder: string,
  pageFor: (request: IncomingMessage) => string = () => 'index.html',
): MountHandler {
  const assets = join(folder, 'assets');
  const compressed = existsSync(assets) ? new CompressedAssets(assets) : null;
  const files = express.static(folder, {
    index: false,
    redirect: false,
    setHeaders: (response, path) => {
      const hashed = /[/\\]assets[/\\]/.test(path);
      response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      if (hashed) response.setHeader('Vary', 'Accept-Encoding');
    },
  });
  return async (request, response, _actor, next) => {
    if (notPages.test(request.path) || (request.method !== 'GET' && request.method !== 'HEAD')) {
      next();
      return;
    }
    const name = asset.exec(request.path)?.[1];
    if (name !== undefined && (await compressed?.serve(name, request, response)) === true) return;
    files(request, response, () => {
      if (/\.[a-z0-9]{1,8}$/i.test(request.path)) {
        next();
        return;
      }
      response.setHeader('Cache-Control', 'no-cache');
      response.sendFile(join(folder, pageFor(request)));
    });
  };
}
