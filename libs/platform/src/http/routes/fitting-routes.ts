import type { Express } from 'express';

/** What Express keeps of a route or mount that it was given; its types leave it out. */
interface Layer {
  readonly route?: { readonly path: unknown };
  match(path: string): unknown;
}

/** Segments that are a word, and parameters that are a whole segment. Any other pattern is left to Express. */
const PLAIN = /^(?:\/(?::\w+|[\w.-]+))+$/;

/** As Express compares them: whatever the case, with or without a slash at the end. */
const segmentsOf = (path: string): string[] =>
  path
    .toLowerCase()
    .split('/')
    .filter((segment) => segment !== '');

/**
 * Express asks all routes one after the other, hundreds of them, by a regular expression each. From here on it asks
 * those alone that have as many segments as the path, and the same words.
 */
export function askFittingRoutesOnly(express: Pick<Express, 'router'>): void {
  let lastPath = '';
  let asked: readonly string[] = [];
  for (const layer of express.router.stack as unknown as Layer[]) {
    const path = layer.route?.path;
    if (typeof path !== 'string' || !PLAIN.test(path)) continue;
    const pattern = segmentsOf(path).map((segment) => (segment.startsWith(':') ? null : segment));
    const match = layer.match.bind(layer);
    layer.match = (of) => {
      if (of !== lastPath) {
        asked = segmentsOf(of);
        lastPath = of;
      }
      return fits(pattern, asked) ? match(of) : false;
    };
  }
}

function fits(pattern: readonly (string | null)[], asked: readonly string[]): boolean {
  if (pattern.length !== asked.length) return false;
  // From the end: all of them begin alike.
  for (let at = pattern.length - 1; at >= 0; at -= 1)
    if (pattern[at] !== null && pattern[at] !== asked[at]) return false;
  return true;
}
