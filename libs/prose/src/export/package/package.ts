import { strToU8, type Zippable, zipSync } from 'fflate';

/** The first day that a ZIP can name: the same document gives the same bytes whenever it is written. */
const NO_TIME = new Date(1980, 0, 1);

/** The files of an office package. */
export type PackageFiles = ReadonlyMap<string, string | Uint8Array>;

/** @param stored names that must not be packed, as the `mimetype` of OpenDocument (ODF 1.3, part 2, §3.3) */
export function writePackage(files: PackageFiles, stored: readonly string[] = []): Uint8Array {
  const zippable: Zippable = {};
  for (const [name, content] of files)
    zippable[name] = [
      typeof content === 'string' ? strToU8(content) : content,
      { level: stored.includes(name) || isPacked(name) ? 0 : 6, mtime: NO_TIME },
    ];
  return zipSync(zippable);
}

const isPacked = (name: string): boolean => /\.(?:png|jpe?g|gif|webp)$/.test(name);
