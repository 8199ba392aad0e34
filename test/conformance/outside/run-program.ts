import { spawn } from 'node:child_process';
import { type Ended, plainEnvironment } from '../../support/process/program.js';

interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Shown as it comes. */
  readonly say?: (line: string) => void;
  readonly limitMs?: number;
}

const HOUR_MS = 3_600_000;

/** Runs a program to its end. @throws {Error} when it cannot be started, or has not ended after `limitMs` (an hour) */
export function runProgram(
  file: string,
  args: readonly string[],
  { cwd, env, say, limitMs = HOUR_MS }: RunOptions = {},
): Promise<Ended> {
  const started = performance.now();
  return new Promise((done, fail) => {
    const child = spawn(file, args, {
      ...(cwd === undefined ? {} : { cwd }),
      env: plainEnvironment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      say?.(text.trimEnd());
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(new Error(`${file} did not end within ${String(limitMs)} ms: ${stderr.slice(-2_000)}`));
    }, limitMs);
    child.once('error', fail);
    child.once('close', (code) => {
      clearTimeout(timer);
      done({ code, stdout, stderr, tookMs: performance.now() - started });
    });
  });
}
