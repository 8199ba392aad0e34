import { spawn } from 'node:child_process';
import { ROOT } from './house.js';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** From start to end, ms. */
  readonly tookMs: number;
}

/** What a program of ours gets from the outside: nothing of the test runner's own settings. */
export function plainEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'USER', 'LANG'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), ...extra };
}

/** Runs a script of the checkout with this very Node to its end. @throws {Error} when it has not ended after `limitMs` */
export function runNode(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  limitMs = 60_000,
): Promise<Ended> {
  const started = performance.now();
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: ROOT,
      env: plainEnvironment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(new Error(`${script} ${args.join(' ')} did not end within ${String(limitMs)} ms: ${stderr}`));
    }, limitMs);
    child.once('error', fail);
    child.once('close', (code) => {
      clearTimeout(timer);
      done({ code, stdout, stderr, tookMs: performance.now() - started });
    });
  });
}
