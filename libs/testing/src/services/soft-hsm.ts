import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runToEnd } from './daemon.js';
import { findProgram } from './programs.js';

/** Where Debian puts the library: below the machine's triplet, with a link from the first of these. */
const PLACES = [
  '/usr/lib/softhsm',
  '/usr/lib/x86_64-linux-gnu/softhsm',
  '/usr/lib/aarch64-linux-gnu/softhsm',
];
const LIBRARY = 'libsofthsm2.so';

/** A real SoftHSM with one empty token. Debian packages softhsm2 and opensc. */
export interface SoftHsm {
  /** For the process that uses it. */
  readonly env: {
    readonly SOFTHSM2_CONF: string;
    readonly PKCS11_MODULE: string;
    readonly PKCS11_TOKEN: string;
    readonly PKCS11_PIN: string;
    readonly PKCS11_TOOL: string;
  };
  /** As when the device is gone. */
  takeAway(): void;
  bringBack(): void;
  remove(): void;
}

export async function startSoftHsm(): Promise<SoftHsm> {
  const program = findProgram('softhsm2-util');
  const module = PLACES.map((place) => join(place, LIBRARY)).find((path) => existsSync(path));
  if (module === undefined) throw new Error(`${LIBRARY} is not installed: run npm run setup`);
  const folder = mkdtempSync(join(tmpdir(), 'maroquin-softhsm-'));
  const tokens = join(folder, 'tokens');
  mkdirSync(tokens);
  const conf = join(folder, 'softhsm2.conf');
  const write = (where: string): void =>
    writeFileSync(conf, `directories.tokendir = ${where}\nobjectstore.backend = file\nlog.level = ERROR\n`);
  write(tokens);
  const env = { SOFTHSM2_CONF: conf };
  const named = ['--label', 'essai', '--pin', '123456', '--so-pin', '654321'];
  await runToEnd(program, ['--init-token', '--free', ...named], { env });
  if (readdirSync(tokens).length !== 1) throw new Error('SoftHSM made no token');
  return {
    env: {
      ...env,
      PKCS11_MODULE: module,
      PKCS11_TOKEN: 'essai',
      PKCS11_PIN: '123456',
      PKCS11_TOOL: findProgram('pkcs11-tool'),
    },
    takeAway: () => {
      const empty = join(folder, 'empty');
      mkdirSync(empty, { recursive: true });
      write(empty);
    },
    bringBack: () => write(tokens),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
