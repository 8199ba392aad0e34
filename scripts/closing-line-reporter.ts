import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/** A file that could not be loaded ran no test, yet it is a failure: it counts as one. */
function tally(modules: readonly TestModule[], unhandledErrors: number): Tally {
  const sum: Tally = { passed: 0, failed: unhandledErrors, skipped: 0 };
  for (const module of modules) {
    sum.failed += module.errors().length;
    for (const suite of module.children.allSuites()) sum.failed += suite.errors().length;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') sum.passed += 1;
      else if (state === 'failed') sum.failed += 1;
      else sum.skipped += 1;
    }
  }
  return sum;
}

/** What failed, for whoever runs it once more. */
const failures = (modules: readonly TestModule[]): { file: string; passed: number; tests: string[] }[] =>
  modules
    .filter((module) => module.state() === 'failed')
    .map((module) => ({
      file: module.relativeModuleId,
      passed: [...module.children.allTests('passed')].length,
      tests: [...module.children.allTests('failed')].map(({ fullName }) => fullName),
    }));

/** Prints `N passed, N failed` as the last line of the run, whatever the other reporters and the teardown say. */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const { passed, failed, skipped } = tally(modules, unhandledErrors.length);
    const report = process.env['RUN_REPORT'];
    if (report !== undefined) {
      const outside = unhandledErrors.length;
      writeFileSync(report, JSON.stringify({ passed, outside, failed: failures(modules) }));
    }
    process.once('exit', (code) => {
      if (skipped > 0) process.stdout.write(`${skipped} skipped\n`);
      // The global setup fails outside of any test and of the errors above: the exit code alone tells.
      const counted = code !== 0 && failed === 0 ? 1 : failed;
      process.stdout.write(`${passed} passed, ${counted} failed\n`);
    });
  }
}
