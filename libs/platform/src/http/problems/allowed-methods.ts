import type { Express, Request } from 'express';
import { z } from 'zod';
import { isAtAdministration } from '../caller/administration.js';

const ADMINISTRATION = /^\/api\/v\d+\/administration(?:\/|$)/;

/** What Express keeps of a route that it was given; its types leave it out. */
const layerSchema = z.object({
  route: z.object({ methods: z.record(z.string(), z.boolean()) }),
  match: z.custom<(path: string) => boolean>((value) => typeof value === 'function'),
});

/**
 * The methods that the routes of this path have, for `Allow` (RFC 9110 §10.2.1); none when no route has the path.
 * Paths are public (they stand in the OpenAPI file), so this tells nobody what exists behind them.
 */
export function allowedMethods(
  express: Pick<Express, 'router'>,
  request: Pick<Request, 'baseUrl' | 'path'>,
): string[] {
  // Below a prefix Express takes it off the path while it asks who answers.
  const path = request.baseUrl + request.path;
  if (ADMINISTRATION.test(path) !== isAtAdministration(request)) return [];
  const methods = new Set<string>();
  for (const layer of express.router.stack) {
    const { data } = layerSchema.safeParse(layer);
    // Called on the layer itself: it keeps what it matched, and the next request overwrites it.
    if (data === undefined || !Reflect.apply(data.match, layer, [path])) continue;
    for (const [method, taken] of Object.entries(data.route.methods))
      if (taken && method !== '_all') methods.add(method.toUpperCase());
  }
  if (methods.has('GET')) methods.add('HEAD');
  return [...methods].sort();
}
