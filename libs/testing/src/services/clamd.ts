import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Daemon, nobody } from './daemon.js';
import { findProgram } from './programs.js';

/** The test file that every antivirus finds, in two parts: so this file is none. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
/** Its signature by MD5 and length: those of the real database are not fetched for a test. */
const SIGNATURES = '44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test-Signature\n';
/** Words that it finds anywhere in other content, such as a picture. */
export const INFECTED_WORDS = 'maroquin: words that the test antivirus finds';
const WORDS_SIGNATURE = `Words-Test-Signature:0:*:${Buffer.from(INFECTED_WORDS).toString('hex')}\n`;

/** Without it the tests of the antivirus do not run, which is said in a line: some Debians do not offer it. */
export function clamdIsInstalled(): boolean {
  try {
    return findProgram('clamd') !== '';
  } catch {
    console.warn('clamd is not installed: the tests of the antivirus do not run (npm run setup)');
    return false;
  }
}

export interface TestAntivirus {
  /** For the variable CLAMD. */
  readonly address: string;
  /** kill -9 */
  kill(): Promise<void>;
  /** Another one at the same address. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** A real clamd on a socket of this machine, which knows two viruses. Debian package clamav-daemon. */
export async function startClamd(): Promise<TestAntivirus> {
  const program = findProgram('clamd');
  const folder = mkdtempSync(join(tmpdir(), 'maroquin-clamd-'));
  const at = (name: string): string => join(folder, name);
  for (const name of ['database', 'temporary']) mkdirSync(at(name));
  writeFileSync(at('database/test.hdb'), SIGNATURES);
  writeFileSync(at('database/test.ndb'), WORDS_SIGNATURE);
  writeFileSync(at('clamd.conf'), configOf(folder));
  if (nobody !== undefined) {
    chmodSync(folder, 0o755);
    for (const name of ['.', 'temporary']) chownSync(at(name), nobody.uid, nobody.gid);
  }
  const socket = at('clamd.ctl');
  const launch = async (): Promise<Daemon> => {
    const started = Daemon.start(program, ['--config-file', at('clamd.conf')], { identity: nobody });
    await started.until(() => answers(socket));
    return started;
  };
  let daemon = await launch();
  return {
    address: socket,
    kill: async () => {
      await daemon.stop('SIGKILL');
      rmSync(socket, { force: true });
    },
    start: async () => {
      daemon = await launch();
    },
    stop: async () => {
      await daemon.stop('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const configOf = (folder: string): string => `Foreground yes
DatabaseDirectory ${folder}/database
TemporaryDirectory ${folder}/temporary
LocalSocket ${folder}/clamd.ctl
LocalSocketMode 666
FixStaleSocket yes
MaxThreads 4
StreamMaxLength 8M
MaxFileSize 4M
AlertExceedsMax yes
`;

const answers = (path: string): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(path);
    socket.once('error', () => done(false));
    socket.once('data', () => {
      socket.destroy();
      done(true);
    });
    socket.write('zPING\0');
  });
