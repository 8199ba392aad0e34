import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** A package that runs, in the server's process or in the browser. */
export interface Component {
  /** Below the checkout, as npm laid it out: “node_modules/a/node_modules/b”. */
  readonly path: string;
  readonly name: string;
  readonly version: string | null;
  /** Subresource integrity of its archive. */
  readonly integrity: string | null;
  /** An SPDX expression, or what its author wrote instead. */
  readonly licence: string | null;
  readonly repository: string | null;
  readonly runsIn: readonly ('server' | 'client')[];
}

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      name: z.string().optional(),
      version: z.string().optional(),
      integrity: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      link: z.boolean().optional(),
    }),
  ),
});
const clientSchema = z.array(
  z.object({
    path: z.string(),
    version: z.string().nullable(),
    integrity: z.string().nullable(),
    licence: z.string().nullable(),
    repository: z.string().nullable(),
  }),
);
/** Older packages write a list of licences, or an object. */
const manifestSchema = z
  .object({
    license: z.union([z.string(), z.object({ type: z.string() }).transform(({ type }) => type)]).optional(),
    licenses: z.array(z.object({ type: z.string() })).optional(),
    repository: z.union([z.string(), z.object({ url: z.string() }).transform(({ url }) => url)]).optional(),
  })
  .catch({});

/** Packages whose manifest says nothing, read by a person: their Readme.md says it. */
const READ_IN_THE_PACKAGE: Readonly<Record<string, string>> = { 'combine-errors@3.0.3': 'MIT' };

const nameOf = (path: string): string => path.replace(/^.*node_modules\//, '');

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Everything that runs, by path. What browsers run is a development package to npm: the build writes it down.
 * @param lockFile node_modules/.package-lock.json, of what npm installed
 * @param clientFile what the build of the client read (apps/web/client-packages.ts); null: none here
 * @returns null when either list cannot be read
 */
export async function readComponents(
  lockFile: string,
  clientFile: string | null,
): Promise<readonly Component[] | null> {
  const lock = lockSchema.safeParse(await readJson(lockFile));
  const client = clientFile === null ? null : clientSchema.safeParse(await readJson(clientFile));
  if (!lock.success || client?.success === false) return null;
  const root = join(dirname(lockFile), '..');
  const found = new Map<string, Component>();
  for (const [path, facts] of Object.entries(lock.data.packages)) {
    if (path === '' || facts.dev === true || facts.link === true) continue;
    const manifest = manifestSchema.parse(await readJson(join(root, path, 'package.json')));
    const licences = manifest.licenses?.map(({ type }) => type).join(' OR ');
    found.set(path, {
      ...{ path, name: facts.name ?? nameOf(path), runsIn: ['server'] },
      ...{ version: facts.version ?? null, integrity: facts.integrity ?? null },
      licence: facts.license ?? manifest.license ?? licences ?? null,
      repository: manifest.repository ?? null,
    });
  }
  for (const one of client?.data ?? []) {
    const known = found.get(one.path);
    found.set(
      one.path,
      known === undefined
        ? {
            ...{ ...one, name: nameOf(one.path), runsIn: ['client'] },
            licence: one.licence ?? READ_IN_THE_PACKAGE[`${nameOf(one.path)}@${one.version ?? ''}`] ?? null,
          }
        : { ...known, runsIn: ['server', 'client'] },
    );
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
