import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../../support/process/house.js';

const descriptionSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  'x-socket-messages': z.array(z.object({ namespace: z.string(), message: z.string() })),
});
const PREFIX = '/api/v1';

/** Every route and socket message of the running server, out of its own description, named as the rows name them. */
export async function servedRoutes(url: string): Promise<string[]> {
  const answer: unknown = await (await fetch(`${url}${PREFIX}/openapi.json`)).json();
  const { paths, 'x-socket-messages': messages } = descriptionSchema.parse(answer);
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${withoutPrefix(path)}`),
  );
  return [
    ...routes,
    ...messages.map(({ namespace, message }) =>
      namespace === '/' ? `MSG ${message}` : `MSG ${namespace}/${message}`,
    ),
  ].sort();
}

/** A route that stands outside the prefix keeps its whole path. */
const withoutPrefix = (path: string): string =>
  path.startsWith(`${PREFIX}/`) ? path.slice(PREFIX.length) : path;

const MOUNT = /\.mount\(\s*[`']([^`']+)[`']/g;
const UPGRADE = /path\.startsWith\('(\/[a-z/-]+?)\/'\)/g;
const HIDDEN = /ApiExclude|@(?:All|Head|Options|Search)\(/;

interface Sources {
  /** Paths of what is mounted beside Nest. */
  readonly mounts: readonly string[];
  /** Paths whose upgrades are served. */
  readonly upgrades: readonly string[];
  /** Files that keep a route out of the description, or answer methods that it does not name. */
  readonly hiding: readonly string[];
}

/** What the sources open that the description does not name. */
export function openedBySources(): Sources {
  const mounts = new Set<string>();
  const upgrades = new Set<string>();
  const hiding: string[] = [];
  for (const path of productSources()) {
    const text = readFileSync(path, 'utf8');
    for (const [, mount = ''] of text.matchAll(MOUNT))
      mounts.add(mount.replace(/\$\{API_PREFIX\}/, 'api/v1'));
    if (text.includes(`on('upgrade'`)) for (const [, at = ''] of text.matchAll(UPGRADE)) upgrades.add(at);
    if (HIDDEN.test(text)) hiding.push(path);
  }
  return { mounts: [...mounts].sort(), upgrades: [...upgrades].sort(), hiding };
}

function productSources(): string[] {
  return ['libs', 'apps/server'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /(?:^|\/)src\/.*\.ts$/.test(path) && !/\.test\.ts$|(?:^|\/)dist\//.test(path))
      .map((path) => join(ROOT, folder, path)),
  );
}
