import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { DomainError } from '@maroquin/platform/errors';
import { FILE_TEXT_LIMITS } from './limits.js';

/** The shell did not get to the program. */
const NOT_STARTED = new Set([126, 127]);

export interface LimitedProgram {
  /** The program and its arguments. Nothing of our environment is its business. */
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Processor time, seconds: a busy machine does not give up on an honest file. */
  readonly cpuSeconds: number;
  /** Wall clock, ms. */
  readonly wallMs: number;
}

/**
 * What a program answers to these bytes, in a process of its own whose time, memory and answer are bounded.
 * null: it refuses them, or what is allowed does not do for them, whatever is tried.
 * @throws {DomainError} server.unavailable when the machine had no room or time for it: it may do later
 */
export function runLimited(
  { command, cwd, env = {}, cpuSeconds, wallMs }: LimitedProgram,
  bytes: Uint8Array,
): Promise<string | null> {
  return new Promise((resolve, reject) => {
    // `ulimit -d` counts KiB.
    const limits = `ulimit -t ${String(cpuSeconds)} && ulimit -d ${String(FILE_TEXT_LIMITS.memoryMib * 1024)}`;
    const child = spawn('/bin/sh', ['-c', `${limits} && exec "$0" "$@"`, ...command], {
      ...{ env: { LANG: 'C.UTF-8', ...env }, cwd },
    });
    // Nobody waits for it.
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (): void => void child.kill('SIGKILL');
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      end();
    }, wallMs);
    const fail = (cause: unknown): void => {
      clearTimeout(timer);
      reject(new DomainError('server.unavailable', { cause }));
    };
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > FILE_TEXT_LIMITS.answerBytes) end();
      else chunks.push(chunk);
    });
    child.stderr.resume();
    // A process that ended early takes no more of the file.
    child.stdin.on('error', () => undefined);
    child.on('error', fail);
    child.on('close', (code) => {
      if (isLate || (code !== null && NOT_STARTED.has(code)))
        return fail(new Error(isLate ? 'no time left for it' : 'it did not start'));
      clearTimeout(timer);
      resolve(code === 0 ? Buffer.concat(chunks).toString('utf8') : null);
    });
    child.stdin.end(bytes);
  });
}
