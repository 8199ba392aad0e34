import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../outside/cache-folder.js';
import { MissingProgram } from '../outside/missing-program.js';
import { runProgram } from '../outside/run-program.js';

const VERSION = '1.26.2';
const ARTIFACT = `org.verapdf.apps:greenfield-apps:${VERSION}:jar`;

/** veraPDF's names of its profiles, by the format that is to follow them. */
export const PROFILES = { pdf: 'ua1', pdfa: '2a' } as const;

/** @returns the program, fetched once and kept @throws {MissingProgram} without Java, or when it cannot be had */
export async function veraPdf(say: (line: string) => void): Promise<string> {
  const java = await runProgram('java', ['-version']).catch(() => null);
  if (java?.code !== 0) throw new MissingProgram('Java 17', 'apt-get install openjdk-17-jre-headless');
  const cache = cacheFolder('verapdf');
  const jar = join(cache, `greenfield-apps-${VERSION}.jar`);
  if (existsSync(jar)) return jar;
  say(`fetching ${ARTIFACT} with Maven`);
  const wanted = ['-q', '-B', 'dependency:copy', `-Dartifact=${ARTIFACT}`, `-DoutputDirectory=${cache}`];
  const made = await runProgram('mvn', wanted, { cwd: cache }).catch(() => null);
  if (made === null) throw new MissingProgram('Maven', 'apt-get install maven');
  if (made.code !== 0 || !existsSync(jar))
    throw new MissingProgram(ARTIFACT, `Maven said: ${made.stdout.trim().split('\n').at(0) ?? ''}`);
  return jar;
}

/** All PDFs of a folder by one profile. @returns the names of those that do not pass it */
export async function judgedByVeraPdf(
  jar: string,
  profile: (typeof PROFILES)[keyof typeof PROFILES],
  folder: string,
  names: readonly string[],
): Promise<string[]> {
  const files = names.map((name) => join(folder, name));
  const main = 'org.verapdf.apps.GreenfieldCliWrapper';
  const { stdout } = await runProgram('java', [
    '-cp',
    jar,
    main,
    '--format',
    'text',
    '-f',
    profile,
    ...files,
  ]);
  const passed = new Set(
    stdout.split('\n').flatMap((line) => (line.startsWith('PASS ') ? [line.slice('PASS '.length)] : [])),
  );
  return names.filter((name) => !passed.has(join(folder, name)));
}
