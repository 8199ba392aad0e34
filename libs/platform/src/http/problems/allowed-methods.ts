import type { Express, Request } from 'express';
import { z } from 'zod';
import { isAtAdministration } from '../caller/administration.js';

const ADMINISTRATION = /^\/api\/v\d+\/administration(?:\/|$)/;

/** What Express keeps of a route that it was given; its types leave it out. */
const layerSchema = z.object({
  route: z.object({ path: z.string(), methods: z.record(z.string(), z.boolean()) }),
});

interface Pattern {
  /** `:name` stands for anything but nothing. */
  readonly segments: readonly string[];
  readonly methods: Set<string>;
}

type Routed = Pick<Express, 'router'>;
type Asked = Pick<Request, 'baseUrl' | 'path'>;

const segmentsOf = (path: string): string[] => path.split('/').filter((segment) => segment !== '');
const isOpen = (segment: string | undefined): boolean => segment?.startsWith(':') === true;
const matches = ({ segments }: Pick<Pattern, 'segments'>, path: readonly string[]): boolean =>
  segments.length === path.length && segments.every((one, index) => isOpen(one) || one === path[index]);

/** Both may match one path: the one that says more of it was meant (`/links/search` before `/links/:id`). */
function isMoreSpecific(one: Pattern, other: Pattern): boolean {
  const first = one.segments.findIndex((segment, index) => isOpen(segment) !== isOpen(other.segments[index]));
  return first !== -1 && !isOpen(one.segments[first]);
}

function patternsOf(express: Routed): Pattern[] {
  const found = new Map<string, Pattern>();
  for (const layer of express.router.stack) {
    const { data } = layerSchema.safeParse(layer);
    if (data === undefined) continue;
    // Two routes may name the same place differently.
    const key = data.route.path.replaceAll(/:[^/]+/gu, ':');
    const pattern = found.get(key) ?? { segments: segmentsOf(data.route.path), methods: new Set<string>() };
    for (const [method, taken] of Object.entries(data.route.methods))
      if (taken && method !== '_all') pattern.methods.add(method.toUpperCase());
    if (pattern.methods.has('GET')) pattern.methods.add('HEAD');
    found.set(key, pattern);
  }
  return [...found.values()];
}

/** Below a prefix Express takes it off the path while it asks who answers. */
const pathOf = ({ baseUrl, path }: Asked): string => baseUrl + path;

/**
 * The methods that the routes of this path have, for `Allow` (RFC 9110 §10.2.1); none when no route has the path.
 * Paths are public (they stand in the OpenAPI file), so this tells nobody what exists behind them.
 */
export function allowedMethods(express: Routed, request: Asked): string[] {
  const path = pathOf(request);
  if (ADMINISTRATION.test(path) !== isAtAdministration(request)) return [];
  const asked = segmentsOf(path);
  const all = patternsOf(express).filter((pattern) => matches(pattern, asked));
  const [best] = all.filter((one) => !all.some((other) => isMoreSpecific(other, one)));
  return [...(best?.methods ?? [])].sort();
}

/**
 * Whether a path was meant for a route that does not have this method, and Express would take it for what another route
 * leaves open: `DELETE /links/search` is not the end of a link called "search".
 */
export function mistakenMethods(express: Routed): (request: Asked & Pick<Request, 'method'>) => boolean {
  // Routes are there once the server answers, and stay as they are.
  let shadowing: readonly Pattern[] | null = null;
  return (request) => {
    if (shadowing === null) {
      const all = patternsOf(express);
      shadowing = all.filter((one) =>
        all.some((other) => matches(other, one.segments) && isMoreSpecific(one, other)),
      );
    }
    const path = segmentsOf(pathOf(request));
    return shadowing.some((pattern) => matches(pattern, path) && !pattern.methods.has(request.method));
  };
}
