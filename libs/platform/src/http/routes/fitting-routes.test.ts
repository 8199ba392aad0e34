import express, { type Express } from 'express';
import { describe, expect, it } from 'vitest';
import { askFittingRoutesOnly } from './fitting-routes.js';

const ROUTES = [
  '/api/v1/me',
  '/api/v1/links/search',
  '/api/v1/links/:id',
  '/api/v1/documents/:id/versions/:seq',
  '/api/v1/files/:id.json',
  '/api/v1/search{/:what}',
  '/all/*rest',
];
const PATHS = [
  ...[
    '/',
    '/api/v1/me',
    '/api/v1/me/',
    '/API/v1/Me',
    '/api/v1/me//',
    '//api/v1/me',
    '/api//v1/me',
    '/api/v1/mee',
  ],
  ...[
    '/api/v1/links/search',
    '/api/v1/links/SEARCH',
    '/api/v1/links/7',
    '/api/v1/links/',
    '/api/v1/links/a%2Fb',
  ],
  ...['/api/v1/links/%E0%A4%A', '/api/v1/documents/1/versions/2', '/api/v1/documents/1/versions/'],
  ...['/api/v1/files/3.json', '/api/v1/files/3', '/api/v1/search', '/api/v1/search/words', '/all/of/them'],
  ...['/api/v1/l\u0130nks/1', '/api/v1/lin\u212as/1', '/api/v1/me%20', '/api/v1/./me'],
];

interface Layer {
  match(path: string): unknown;
}

/** What each route makes of a path: its parameters, that it is another's, or that the path cannot be read. */
function matches(app: Express, path: string): unknown[] {
  return (app.router.stack as unknown as Layer[]).map((layer) => {
    try {
      return layer.match(path);
    } catch (error) {
      return String(error);
    }
  });
}

function appOf(): Express {
  const app = express();
  app.use('/api', (_request, _response, next) => next());
  for (const path of ROUTES) app.get(path, (_request, response) => void response.end());
  return app;
}

describe('asking the fitting routes only', () => {
  it.each(PATHS)('%s is answered by the routes that Express finds for it', (path) => {
    const [plain, quick] = [appOf(), appOf()];
    askFittingRoutesOnly(quick);
    expect(matches(quick, path)).toEqual(matches(plain, path));
  });

  it('a route that cannot fit is not asked', () => {
    const app = appOf();
    let asked = 0;
    for (const layer of app.router.stack as unknown as Layer[]) {
      const match = layer.match.bind(layer);
      layer.match = (path) => {
        asked += 1;
        return match(path);
      };
    }
    askFittingRoutesOnly(app);
    matches(app, '/api/v1/me');
    // The mount, the one route that fits, and the three whose patterns are left to Express.
    expect(asked).toBe(5);
  });
});
