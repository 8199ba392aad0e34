import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const LAST_WORDS = 4_096;
const STOP_LIMIT_MS = 10_000;
const run = promisify(execFile);

/** An account for programs that refuse to run as root; undefined when we are not root. */
export const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined;

interface DaemonOptions {
  readonly identity?: { readonly uid: number; readonly gid: number } | undefined;
  readonly env?: NodeJS.ProcessEnv;
}

/** A program that serves the tests until stop(), or until the process that started it is gone. */
export class Daemon {
  private lastWords = '';
  private readonly ended: Promise<void>;
  private failure: Error | null = null;

  private constructor(
    private readonly name: string,
    private readonly child: ChildProcess,
  ) {
    const onOutput = (chunk: Buffer): void => {
      this.lastWords = (this.lastWords + chunk.toString()).slice(-LAST_WORDS);
    };
    child.stdout?.on('data', onOutput);
    child.stderr?.on('data', onOutput);
    this.ended = new Promise((done) => {
      child.once('error', (error) => {
        this.failure = error;
        done();
      });
      child.once('close', () => done());
    });
  }

  static start(file: string, args: readonly string[], options: DaemonOptions = {}): Daemon {
    const [program, all] = boundToParent(file, args, options);
    const child = spawn(program, all, {
      cwd: '/',
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new Daemon(file, child);
  }

  get pid(): number {
    return this.child.pid ?? -1;
  }

  /** Looks every 20 ms until `ready` holds. @throws {Error} with the program's last words if it ends or stays mute. */
  async until(ready: () => boolean | Promise<boolean>, limitMs = 60_000): Promise<void> {
    const limit = Date.now() + limitMs;
    let over = false;
    void this.ended.then(() => (over = true));
    while (!(await ready())) {
      if (over || Date.now() > limit) {
        const what = over ? 'ended before it was ready' : `is not ready after ${String(limitMs)} ms`;
        throw new Error(`${this.name} ${what}: ${this.failure?.message ?? this.lastWords}`);
      }
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  said(text: string): boolean {
    return this.lastWords.includes(text);
  }

  /** Ends this very process, and no other. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill(signal);
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_LIMIT_MS);
    await this.ended;
    clearTimeout(timer);
  }
}

/** With setpriv (util-linux) the kernel ends the program when we are killed -9, so that no run leaves one behind. */
function boundToParent(
  file: string,
  args: readonly string[],
  { identity }: DaemonOptions,
): [string, string[]] {
  const account = identity
    ? [`--reuid=${String(identity.uid)}`, `--regid=${String(identity.gid)}`, '--clear-groups']
    : [];
  if (!existsSync('/usr/bin/setpriv')) {
    if (identity) throw new Error('setpriv is missing: install the Debian package util-linux');
    return [file, [...args]];
  }
  return ['/usr/bin/setpriv', [...account, '--pdeathsig=KILL', '--', file, ...args]];
}

/** Runs a program to its end. @throws {Error} with what it said when it fails. */
export async function runToEnd(
  file: string,
  args: readonly string[],
  options: DaemonOptions = {},
): Promise<string> {
  const { stdout } = await run(file, [...args], {
    cwd: '/',
    env: { ...process.env, ...options.env },
    ...(options.identity ?? {}),
    timeout: 60_000,
  });
  return stdout;
}
