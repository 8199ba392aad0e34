import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { cacheFolder } from '../outside/cache-folder.js';
import { MissingProgram } from '../outside/missing-program.js';
import { runProgram } from '../outside/run-program.js';

const VERSION = '26.0.7';
const ARTIFACT = `org.keycloak:keycloak-quarkus-dist:${VERSION}:zip`;

/**
 * Keycloak's folder, unpacked once and kept.
 * @param zip its distribution, where it is at hand already; otherwise Maven fetches it
 * @throws {MissingProgram} without Java, or when the distribution cannot be had
 */
export async function keycloakFolder(zip: string | null, say: (line: string) => void): Promise<string> {
  const java = await runProgram('java', ['-version']).catch(() => null);
  if (java?.code !== 0) throw new MissingProgram('Java 17', 'apt-get install openjdk-17-jre-headless');
  const cache = cacheFolder('keycloak');
  const complete = join(cache, `complete-${VERSION}`);
  const folder = join(cache, `keycloak-${VERSION}`);
  if (existsSync(complete)) return folder;
  unpack(readFileSync(zip ?? (await fetched(cache, say))), cache);
  writeFileSync(complete, '');
  return folder;
}

async function fetched(cache: string, say: (line: string) => void): Promise<string> {
  const zip = join(cache, `keycloak-quarkus-dist-${VERSION}.zip`);
  if (existsSync(zip)) return zip;
  say(`fetching ${ARTIFACT} with Maven`);
  const wanted = ['-q', '-B', 'dependency:copy', `-Dartifact=${ARTIFACT}`, `-DoutputDirectory=${cache}`];
  const made = await runProgram('mvn', wanted, { cwd: cache }).catch(() => null);
  if (made === null) throw new MissingProgram('Maven', 'apt-get install maven, or name a zip: --corpus PATH');
  if (made.code !== 0 || !existsSync(zip))
    throw new MissingProgram(
      ARTIFACT,
      `Maven said: ${made.stdout.trim().split('\n').at(0) ?? ''}; a zip at hand: --corpus PATH`,
    );
  return zip;
}

function unpack(zip: Uint8Array, into: string): void {
  for (const [name, bytes] of Object.entries(unzipSync(zip))) {
    // A folder has an entry of its own, which holds nothing.
    if (name.endsWith('/') || name.split('/').includes('..')) continue;
    const path = join(into, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
}
