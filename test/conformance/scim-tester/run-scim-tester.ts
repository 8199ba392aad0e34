import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../../support/process/house.js';
import { Maroquin } from '../../support/maroquin.js';
import { firstAdministrator, tokenOf } from '../../support/people.js';
import { pythonEnvironment } from '../outside/python-environment.js';
import { runProgram } from '../outside/run-program.js';

const PACKAGES = ['scim2-tester==0.5.2', 'scim2-client==0.13.2', 'scim2-models==0.12.3', 'httpx2==2.16.2'];
const CHECKER = join(ROOT, 'test/conformance/scim-tester/check.py');

const checksSchema = z.array(
  z.object({ status: z.string(), title: z.string(), reason: z.string().nullable() }),
);

/** What scim2-tester takes for a fault and is meant so. */
const CHOICES: readonly { readonly line: RegExp; readonly why: string }[] = [
  {
    line: /Attribute 'members'.*display=None.*display='/su,
    why: 'a member answers with its display name, which the server fills in (RFC 7643 §4.2, readOnly)',
  },
  {
    line: /did not remove attribute 'active'/u,
    why: 'a seat is open or closed: without a value it is open, and says so (RFC 7643 §2.5, a default may be returned)',
  },
];

export interface ScimTesterResult {
  readonly suite: 'scim-tester';
  readonly passed: number;
  readonly failed: number;
  readonly total: number;
  readonly failures: readonly string[];
  /** Found by scim2-tester and meant so, with the reason. */
  readonly choices: readonly string[];
}

/**
 * scim2-tester, the public checker of RFC 7643 and 7644, against the running server.
 * @throws {MissingProgram} without Python or its packages
 */
export async function runScimTester(say: (line: string) => void): Promise<ScimTesterResult> {
  const bin = await pythonEnvironment(PACKAGES, say);
  const server = await Maroquin.start({ env: { LOG_LEVEL: 'error' } });
  try {
    const { email } = await firstAdministrator(server);
    const token = await tokenOf(server, email, 'scim');
    const ended = await runProgram(join(bin, 'python'), [CHECKER, `${server.url}/scim/v2`, token]);
    if (ended.code !== 0) throw new Error(`scim2-tester ended: ${ended.stderr.slice(-2_000)}`);
    const checks = checksSchema.parse(JSON.parse(ended.stdout));
    const found = checks
      .filter(({ status }) => ['ERROR', 'CRITICAL', 'DEVIATION'].includes(status))
      .map(({ title, reason }) => `${title}: ${reason ?? ''}`);
    const choiceOf = (line: string) => CHOICES.find((choice) => choice.line.test(line));
    const failures = found.filter((line) => choiceOf(line) === undefined);
    return {
      suite: 'scim-tester',
      passed: checks.length - failures.length,
      failed: failures.length,
      total: checks.length,
      failures,
      choices: found.flatMap((line) => {
        const choice = choiceOf(line);
        return choice === undefined ? [] : [`${line.split('\n')[0] ?? ''}: ${choice.why}`];
      }),
    };
  } finally {
    await server.dispose();
  }
}
