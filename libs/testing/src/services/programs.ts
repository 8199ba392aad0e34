import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** An ordinary user's PATH often lacks the folders in which Debian puts its servers. */
const DEBIAN_FOLDERS = ['/usr/local/bin', '/usr/bin', '/bin', '/usr/sbin'];

/**
 * The path of the first of these programs that is installed, looked for on the PATH and in Debian's folders.
 * @throws Error when none is there, with the command that installs it
 */
export function findProgram(...names: readonly string[]): string {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...DEBIAN_FOLDERS].filter(isAbsolute);
  for (const name of names) {
    const found = folders.map((folder) => join(folder, name)).find(isExecutable);
    if (found !== undefined) return found;
  }
  throw new Error(`${names.join(' or ')} is not installed: run npm run setup`);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Path of Tesseract; null, said in a line, where this Debian does not offer it: its tests do not run. */
export function tesseract(): string | null {
  try {
    return findProgram('tesseract');
  } catch {
    console.warn('tesseract is not installed: the tests of pictures do not run (npm run setup)');
    return null;
  }
}
