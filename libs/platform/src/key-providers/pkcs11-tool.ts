import { spawn } from 'node:child_process';
import type { Pkcs11KeyConfig } from '../config/index.js';
import { DomainError } from '../errors/index.js';

/** A module answers in tens of milliseconds, and a busy machine is slow to start a program; longer, and it counts as down. */
const WITHIN_MS = 10_000;
const MAX_OUTPUT_BYTES = 1024 * 1024;
/** Calls that wait for the one under way; devices take few at a time. */
const MAX_WAITING = 200;
const PIN = 'MAROQUIN_PKCS11_PIN';
/** Where the server was given it; the module is given it under the name above alone. */
const OWN_PIN = 'PKCS11_PIN';
const PIN_REFUSED = /CKR_PIN_(?:INCORRECT|LOCKED|INVALID|LEN_RANGE|EXPIRED)/;
/** What a module may read to find its device; the server's own secrets are none of its business. */
const PASSED = /^(?:PATH|HOME|LANG|LC_.*|TZ|SOFTHSM2_CONF|.*PKCS11.*|.*CRYPTOKI.*|.*HSM.*)$/;

/** Most modules lock a PIN after a few wrong ones, which closes the keys to everybody: it is not tried twice. */
export class PinRefused extends DomainError {
  constructor() {
    super('key.provider-down', {
      cause: new Error('the security module refuses PKCS11_PIN: no other login before the next start'),
    });
  }
}

/**
 * OpenSC's `pkcs11-tool`, a program of its own: what the vendor's module does to its memory does nothing to the server, and
 * nothing native is linked. One call at a time.
 */
export class Pkcs11Tool {
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  /** When the module last had to be given up, in milliseconds of the clock that never steps. */
  private hungAt = Number.NEGATIVE_INFINITY;

  private isPinRefused = false;

  constructor(private readonly config: Pkcs11KeyConfig) {}

  /** What it printed. @throws {DomainError} key.provider-down; server.busy when too many wait, or too long */
  run(args: readonly string[], input: Buffer = Buffer.alloc(0)): Promise<Buffer> {
    if (this.waiting >= MAX_WAITING) return Promise.reject(new DomainError('server.busy'));
    this.waiting += 1;
    const askedAt = performance.now();
    const call = this.last
      .then(() => {
        // Behind a module that hangs nobody waits for a turn to see it hang again.
        if (this.hungAt > askedAt) throw new DomainError('key.provider-down');
        if (this.isPinRefused) throw new PinRefused();
        if (performance.now() - askedAt > WITHIN_MS) throw new DomainError('server.busy');
        return this.call(args, input);
      })
      .finally(() => {
        this.waiting -= 1;
      });
    this.last = call.catch(() => undefined);
    return call;
  }

  private call(args: readonly string[], input: Buffer): Promise<Buffer> {
    const { tool, module, token, pin } = this.config;
    const all = ['--module', module, '--token-label', token, '--login', '--pin', `env:${PIN}`, ...args];
    const passed = Object.entries(process.env).filter(([name]) => PASSED.test(name) && name !== OWN_PIN);
    return new Promise((done, fail) => {
      const child = spawn(tool, all, {
        env: { ...Object.fromEntries(passed), [PIN]: pin },
        timeout: WITHIN_MS,
        killSignal: 'SIGKILL',
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      const down = (cause: Error): void => fail(new DomainError('key.provider-down', { cause }));
      const parts: Buffer[] = [];
      let size = 0;
      child.stdout.on('data', (part: Buffer) => {
        size += part.length;
        if (size > MAX_OUTPUT_BYTES) child.kill('SIGKILL');
        else parts.push(part);
      });
      let said = '';
      child.stderr.on('data', (part: Buffer) => (said = (said + part.toString()).slice(-500)));
      // It may have ended without reading.
      child.stdin.on('error', () => undefined);
      child.once('error', down);
      child.once('close', (code, signal) => {
        if (signal === 'SIGKILL') this.hungAt = performance.now();
        if (code === 0 && size <= MAX_OUTPUT_BYTES) done(Buffer.concat(parts));
        else if (PIN_REFUSED.test(said)) {
          this.isPinRefused = true;
          fail(new PinRefused());
        } else down(new Error(`pkcs11-tool ended with ${String(code)}: ${said.trim()}`));
      });
      child.stdin.end(input);
    });
  }
}
