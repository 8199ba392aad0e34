import { tmpdir } from 'node:os';
import { Maroquin } from '../../support/maroquin.js';
import { firstAdministrator, tokenOf } from '../../support/people.js';
import { MissingProgram } from '../outside/missing-program.js';
import { runProgram } from '../outside/run-program.js';

interface LitmusGroup {
  readonly run: number;
  readonly passed: number;
}

interface LitmusResult {
  readonly groups: Readonly<Record<string, LitmusGroup>>;
  /** The lines of what failed. */
  readonly failed: readonly string[];
  readonly warnings: readonly string[];
}

const SUMMARY = /summary for `(\w+)': of (\d+) tests run: (\d+) passed/gu;

/** What litmus prints. Pure. */
function readLitmus(output: string): LitmusResult {
  const groups: Record<string, LitmusGroup> = {};
  for (const [, name = '', run, passed] of output.matchAll(SUMMARY))
    groups[name] = { run: Number(run), passed: Number(passed) };
  // Progress is overwritten on one line of a terminal.
  const lines = output.split(/[\r\n]+/u).map((line) => line.trim());
  return {
    groups,
    failed: lines.filter((line) => /\bFAIL\b/u.test(line)),
    warnings: lines.filter((line) => line.includes('WARNING')),
  };
}

export const litmusHolds = ({ groups, failed }: LitmusResult): boolean =>
  failed.length === 0 &&
  Object.keys(groups).length === 5 &&
  Object.values(groups).every(({ run, passed }) => run === passed && run > 0);

/** litmus 0.13 (Debian) against the mounted tree of a running server, with an application password. @throws {MissingProgram} */
export async function runLitmus(say: (line: string) => void): Promise<LitmusResult> {
  const server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  try {
    const admin = await firstAdministrator(server);
    await admin.http.create('/spaces', { name: 'Litmus' });
    const password = await tokenOf(server, admin.email, 'files');
    const args = ['-k', `${server.url}/dav/Litmus/`, 'claire', password];
    const ended = await runProgram('litmus', args, { say, cwd: tmpdir() }).catch(() => null);
    if (ended === null) throw new MissingProgram('litmus', 'apt-get install litmus');
    return readLitmus(ended.stdout);
  } finally {
    await server.dispose();
  }
}
