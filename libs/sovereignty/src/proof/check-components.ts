import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type Finding, holds } from './finding.js';

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      integrity: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      link: z.boolean().optional(),
    }),
  ),
});

/** Runs in a process of its own: not linked. */
const SEPARATE = new Set(['node_modules/pandoc-wasm']);
const COPYLEFT = /\bA?GPL\b/;
/** `A OR B` is ours to choose. */
const isRefused = (licence: string): boolean =>
  licence
    .replace(/[()]/g, '')
    .split(/ OR /)
    .every((choice) => COPYLEFT.test(choice) && !/\bLGPL\b/.test(choice));

/** 5. Every component that runs is known by version, content and licence. @param lockFile of what npm installed */
export async function checkComponents(lockFile: string): Promise<Finding[]> {
  const text = await readFile(lockFile, 'utf8').catch(() => null);
  const parsed = text === null ? null : lockSchema.safeParse(JSON.parse(text));
  if (parsed?.success !== true)
    return [
      holds(
        false,
        'La liste de ce que npm a installé n’est pas sur cette machine.',
        'The list of what npm installed is not on this machine.',
      ),
    ];
  const running = Object.entries(parsed.data.packages).filter(
    ([path, { dev, link }]) => path !== '' && dev !== true && link !== true,
  );
  const unknown = running.filter(
    ([, { integrity, version }]) => integrity === undefined || version === undefined,
  );
  const refused = running.filter(
    ([path, { license }]) => license !== undefined && !SEPARATE.has(path) && isRefused(license),
  );
  const names = (list: typeof running): string =>
    list
      .slice(0, 5)
      .map(([path]) => path.replace(/^.*node_modules\//, ''))
      .join(', ');
  return [
    holds(
      unknown.length === 0,
      unknown.length === 0
        ? `${String(running.length)} composants, chacun à une version exacte et avec l’empreinte de son contenu.`
        : `Composants sans version ou sans empreinte : ${names(unknown)}.`,
      unknown.length === 0
        ? `${String(running.length)} components, each of one exact version and with the hash of its content.`
        : `Components without a version or a hash: ${names(unknown)}.`,
    ),
    holds(
      refused.length === 0,
      refused.length === 0 ? 'Aucune licence GPL ou AGPL liée.' : `Licences refusées : ${names(refused)}.`,
      refused.length === 0 ? 'No GPL or AGPL licence is linked.' : `Refused licences: ${names(refused)}.`,
    ),
    holds(
      null,
      'L’origine des mainteneurs n’est pas connue : npm ne la dit pas, et tout vient d’un seul registre.',
      'The origin of the maintainers is not known: npm does not tell, and everything comes from one registry.',
    ),
  ];
}
