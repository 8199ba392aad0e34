import { createHash } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder.js';
import { MissingProgram } from './missing-program.js';
import { runProgram } from './run-program.js';

/**
 * A virtual environment with exactly these packages of PyPI, made once and kept.
 * @returns the folder of its programs
 * @throws {MissingProgram} when there is no Python 3 with venv, or a package cannot be had
 */
export async function pythonEnvironment(
  requirements: readonly string[],
  say: (line: string) => void,
): Promise<string> {
  const key = createHash('sha256').update(requirements.join('\n')).digest('hex').slice(0, 12);
  const folder = join(cacheFolder('python'), key);
  const complete = join(folder, 'complete');
  if (existsSync(complete)) return join(folder, 'bin');
  say(`installing ${requirements.join(', ')} from PyPI`);
  rmSync(folder, { recursive: true, force: true });
  const made = await runProgram('python3', ['-m', 'venv', folder]).catch(() => null);
  if (made?.code !== 0) throw new MissingProgram('Python 3 with venv', 'apt-get install python3-venv');
  const installed = await runProgram(join(folder, 'bin/pip'), ['install', '--quiet', ...requirements]);
  if (installed.code !== 0)
    throw new MissingProgram(
      requirements.join(', '),
      `pip said: ${installed.stderr.trim().split('\n').at(-1) ?? ''}`,
    );
  writeFileSync(complete, '');
  return join(folder, 'bin');
}
