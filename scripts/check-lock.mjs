/**
 * What a reader of package-lock.json must be able to trust:
 * - every optional dependency has an entry, for every platform (npm 11 refuses `npm ci` otherwise);
 * - every dependency of ours is pinned to one version;
 * - nothing with a GPL or AGPL licence is linked in; separate programs are declared below.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './lib/house.mjs';

/** Programs that run in a process of their own and are named in the notices: not linked, so not derived works. */
const SEPARATE_PROGRAMS = new Set(['pandoc-wasm']);

/** Packages whose package.json has no SPDX field; the licence was read in their files. */
const LICENCE_READ_IN_FILES = new Map([
  ['busboy', 'MIT'],
  ['combine-errors', 'MIT'],
  ['streamsearch', 'MIT'],
  ['xmlhttprequest-ssl', 'MIT'],
]);

const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;
const COPYLEFT = /\bA?GPL\b/;

function nameOf(location) {
  return location.slice(location.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** Node's own look-up: beside the package, then beside each of its parents. */
function isInstalledFor(packages, location, name) {
  let base = location;
  for (;;) {
    if (`${base === '' ? '' : `${base}/`}node_modules/${name}` in packages) return true;
    if (base === '') return false;
    base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')));
    if (!base.includes('node_modules/')) base = '';
  }
}

function missingOptionals(packages) {
  const found = [];
  for (const [location, entry] of Object.entries(packages)) {
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      if (!isInstalledFor(packages, location, name)) {
        found.push(`${location || 'package.json'}: optional ${name} has no entry, npm 11 will refuse npm ci`);
      }
    }
  }
  return found;
}

function loosePins(manifest) {
  return ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((section) =>
    Object.entries(manifest[section] ?? {})
      .filter(([, version]) => !EXACT.test(version))
      .map(([name, version]) => `package.json: ${section} ${name} "${version}" is not one exact version`),
  );
}

/** `A OR B` is ours to choose: it is refused only when every choice is. */
function isCopyleft(licence) {
  return licence.split(/\s+OR\s+/i).every((choice) => COPYLEFT.test(choice));
}

function licenceProblems(packages) {
  const found = [];
  for (const [location, entry] of Object.entries(packages)) {
    if (location === '') continue;
    const name = nameOf(location);
    const licence = entry.license ?? LICENCE_READ_IN_FILES.get(name);
    if (licence === undefined)
      found.push(`${location}: no licence is declared; read it, then note it in check-lock.mjs`);
    else if (isCopyleft(licence) && !SEPARATE_PROGRAMS.has(name)) {
      found.push(`${location}: ${licence} may not be linked into an EUPL-1.2 work`);
    }
  }
  return found;
}

/** @returns {string[]} one sentence a problem */
export function lockProblems(manifest, lock) {
  return [...missingOptionals(lock.packages), ...loosePins(manifest), ...licenceProblems(lock.packages)];
}

if (process.argv[1] === import.meta.filename) {
  const read = (file) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
  const problems = lockProblems(read('package.json'), read('package-lock.json'));
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
