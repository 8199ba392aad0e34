import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NODE_FLAGS, ROOT } from './process/house.js';
import { descendants, embeddedPostgresPid, isAlive, killNow } from './process/process-tree.js';
import { copyPreparedData } from './process/prepared-data.js';
import { type Ended, plainEnvironment, runNode } from './process/program.js';
import { until } from './until.js';

export const SERVER = join(ROOT, 'dist/bundle/server.js');
const COMMAND = join(ROOT, 'bin/maroquin');
const READY = /^Maroquin is ready at (\S+)$/m;
const LINK = /(https?:\/\/\S+\/bienvenue#[A-Za-z0-9_-]{43})/g;
const READY_WITHIN_MS = 60_000;

export interface MaroquinOptions {
  /** Besides DATA_DIR and PORT, which this class gives. */
  readonly env?: Readonly<Record<string, string>>;
  /** A data folder that already holds something; otherwise an empty one, removed at the end. */
  readonly dataDir?: string;
  readonly arguments?: readonly string[];
  /** Account under which it runs (only root may choose one); its data folder must be that account's. */
  readonly account?: { readonly uid: number; readonly gid: number };
  /** What is started, from the checkout's root; the built server itself if absent. */
  readonly script?: string;
  /** Its first start is what the test is about: it makes and migrates its database itself, which takes longer. */
  readonly fromNothing?: boolean;
}

export type Victim = 'node' | 'postgres' | 'everything';

/** A data folder that a server started as root can also use: open to be walked through, as /var/lib/x is. */
export function makeDataFolder(): string {
  const base = mkdtempSync(join(tmpdir(), 'maroquin-e2e-'));
  chmodSync(base, 0o711);
  return join(base, 'data');
}

/** A port of this machine that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** The real, built server as a child process: started, stopped, killed and started again on the same folder and port. */
export class Maroquin {
  /** Everything it printed, over all its lives. */
  stdout = '';
  stderr = '';
  /** How long each start took until the ready line, ms. */
  readonly readyMs: number[] = [];
  private child: ChildProcess | null = null;
  private life = '';

  private constructor(
    readonly port: number,
    readonly dataDir: string,
    private readonly options: MaroquinOptions,
  ) {}

  static async start(options: MaroquinOptions = {}): Promise<Maroquin> {
    const made = await Maroquin.prepare(options);
    await made.start();
    return made;
  }

  /** Nothing runs yet. */
  static async prepare(options: MaroquinOptions = {}, port?: number): Promise<Maroquin> {
    return new Maroquin(port ?? (await freePort()), options.dataDir ?? makeDataFolder(), options);
  }

  /** As browsers know it. */
  get url(): string {
    return `http://localhost:${String(this.port)}`;
  }

  get env(): Record<string, string> {
    return { LOG_LEVEL: 'debug', ...this.options.env, DATA_DIR: this.dataDir, PORT: String(this.port) };
  }

  private get script(): string {
    return this.options.script === undefined ? SERVER : join(ROOT, this.options.script);
  }

  private get usesPreparedData(): boolean {
    const { dataDir, fromNothing = false, env = {} } = this.options;
    return dataDir === undefined && !fromNothing && !('DATABASE_URL' in env);
  }

  get pid(): number {
    const pid = this.child?.pid;
    if (pid === undefined) throw new Error('the server does not run');
    return pid;
  }

  /** One-use links that this life of the server printed. */
  get links(): string[] {
    return [...this.life.matchAll(LINK)].map((match) => match[0]);
  }

  /** What it said at last. */
  get lastWords(): string {
    return `${this.stdout.slice(-4_000)}${this.stderr.slice(-20_000)}`;
  }

  get isRunning(): boolean {
    return this.child !== null && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** @throws {Error} with its last words when it ends before it is ready */
  async start(): Promise<void> {
    if (this.isRunning) throw new Error('the server runs already');
    if (this.usesPreparedData) await copyPreparedData(this.dataDir);
    const started = performance.now();
    const child = this.spawn();
    await until(
      () => {
        if (!this.isRunning) return true;
        return READY.test(this.life);
      },
      `ready line; it said: ${this.stderr.slice(-2_000)}`,
      READY_WITHIN_MS,
    );
    if (!READY.test(this.life))
      throw new Error(`the server ended with ${String(child.exitCode)}: ${this.lastWords}`);
    this.readyMs.push(performance.now() - started);
  }

  private spawn(): ChildProcess {
    this.life = '';
    const child = spawn(process.execPath, [...NODE_FLAGS, this.script, ...(this.options.arguments ?? [])], {
      cwd: ROOT,
      env: plainEnvironment(this.env),
      stdio: ['ignore', 'pipe', 'pipe'],
      ...this.options.account,
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.life += text;
      this.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.child = child;
    return child;
  }

  /** SIGTERM, as a service manager does. @returns its exit code */
  async stop(): Promise<number | null> {
    const { child } = this;
    if (child === null || !this.isRunning) return child?.exitCode ?? null;
    const closed = new Promise<void>((done) => child.once('close', () => done()));
    child.kill('SIGTERM');
    await closed;
    return child.exitCode;
  }

  /** kill -9, and waits until the killed are gone. */
  async kill9(victim: Victim): Promise<void> {
    const { child } = this;
    const postgres = embeddedPostgresPid(this.dataDir);
    const below = postgres === null ? [] : [postgres, ...descendants(postgres)];
    const node = victim === 'postgres' ? [] : [this.pid, ...descendants(this.pid)];
    const others = victim === 'node' ? new Set(below) : new Set<number>();
    const victims = [...new Set([...node, ...(victim === 'node' ? [] : below)])].filter(
      (pid) => !others.has(pid),
    );
    if (victims.length === 0) throw new Error(`nothing to kill: ${victim}`);
    const closed =
      victim === 'postgres' || child === null
        ? Promise.resolve()
        : new Promise<void>((done) => child.once('exit', () => done()));
    killNow(victims);
    await closed;
    await until(() => !victims.some(isAlive), 'the killed are gone');
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** `maroquin …` on the same folder and services. */
  command(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return runNode(COMMAND, args, { ...this.env, LOG_LEVEL: 'warn', LANG: 'fr_FR.UTF-8', ...env }, 120_000);
  }

  /** The same, for an answer in JSON. @throws {Error} when the command fails */
  async commandJson(args: readonly string[]): Promise<unknown> {
    const ended = await this.command([...args, '--json']);
    if (ended.code !== 0) throw new Error(`maroquin ${args.join(' ')}: ${ended.stderr}`);
    return JSON.parse(ended.stdout);
  }

  /** Ends the server whatever its state, and removes the folder it was given. */
  async dispose(): Promise<void> {
    await this.stop();
    const postgres = embeddedPostgresPid(this.dataDir);
    if (postgres !== null) {
      const left = [postgres, ...descendants(postgres)];
      killNow(left);
      await until(() => !left.some(isAlive), 'the embedded PostgreSQL is gone');
    }
    if (this.options.dataDir === undefined)
      rmSync(join(this.dataDir, '..'), { recursive: true, force: true });
  }
}
