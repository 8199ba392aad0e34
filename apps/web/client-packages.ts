import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

interface Manifest {
  readonly version?: string;
  readonly license?: string;
  /** As older packages write it. */
  readonly licenses?: readonly { readonly type: string }[];
  readonly repository?: string | { readonly url?: string };
}

/** @returns “node_modules/a/node_modules/b” of a file in it; null: a file of ours */
function packageOf(id: string): string | null {
  const last = id.lastIndexOf('/node_modules/');
  if (last < 0 || id.startsWith('\0')) return null;
  const names = id.slice(last + '/node_modules/'.length).split('/');
  const name = names.slice(0, names[0]?.startsWith('@') === true ? 2 : 1).join('/');
  return `${id.slice(id.indexOf('/node_modules/') + 1, last + 1)}node_modules/${name}`.replace(
    /^node_modules\/node_modules\//,
    'node_modules/',
  );
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/**
 * Writes down which packages the build read, beside the client and not in it: to npm they are development packages, of which
 * an installed server knows nothing, and the bill of materials has to name them.
 */
export function clientPackages(root: string, into: string): Plugin {
  return {
    name: 'client-packages',
    apply: 'build',
    writeBundle() {
      const paths = new Set([...this.getModuleIds()].flatMap((id) => packageOf(id) ?? []));
      const lock = readJson(join(root, 'node_modules/.package-lock.json')) as {
        packages: Record<string, { integrity?: string } | undefined>;
      };
      const list = [...paths].sort().map((path) => {
        const { version, license, licenses, repository } = readJson(
          join(root, path, 'package.json'),
        ) as Manifest;
        const source = typeof repository === 'string' ? repository : repository?.url;
        return {
          ...{ path, version: version ?? null, repository: source ?? null },
          licence: license ?? licenses?.map(({ type }) => type).join(' OR ') ?? null,
          integrity: lock.packages[path]?.integrity ?? null,
        };
      });
      mkdirSync(dirname(into), { recursive: true });
      writeFileSync(into, `${JSON.stringify(list)}\n`);
    },
  };
}
