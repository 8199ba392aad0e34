import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Maroquin } from '../../support/maroquin.js';
import { firstAdministrator, tokenOf } from '../../support/people.js';
import type { Ended } from '../../support/process/program.js';
import { MissingProgram } from '../outside/missing-program.js';
import { runProgram } from '../outside/run-program.js';

/** Files of a tree that goes there and back: small ones, awkward names, an empty one, and one of several parts. */
const SMALL = 60;
const LARGE_BYTES = 5 * 1024 * 1024 + 3;

interface MountResult {
  readonly failed: number;
  /** What each client was made to do, and whether it was content. */
  readonly steps: Readonly<Record<string, boolean>>;
  readonly said: readonly string[];
}

/** rclone and cadaver (Debian) against the mounted tree of a running server. @throws {MissingProgram} */
export async function runMount(say: (line: string) => void): Promise<MountResult> {
  const server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  const desk = mkdtempSync(join(tmpdir(), 'maroquin-mount-'));
  try {
    const admin = await firstAdministrator(server);
    await admin.http.create('/spaces', { name: 'Poste' });
    const password = await tokenOf(server, admin.email, 'files');
    const steps: Record<string, boolean> = {};
    const said: string[] = [];
    const note = (name: string, ended: Ended, holds = ended.code === 0): void => {
      say(`${name}: ${holds ? 'ok' : 'failed'}`);
      steps[name] = holds;
      if (!holds) said.push(`${name}: ${ended.stderr.slice(-500)}${ended.stdout.slice(-500)}`);
    };
    await withRclone(desk, `${server.url}/dav/`, password, note);
    await withCadaver(desk, `${server.url}/dav/Poste/`, password, note);
    return { failed: Object.values(steps).filter((holds) => !holds).length, steps, said };
  } finally {
    await server.dispose();
    rmSync(desk, { recursive: true, force: true });
  }
}

type Note = (name: string, ended: Ended, holds?: boolean) => void;

async function run(program: string, args: readonly string[], env: Record<string, string>): Promise<Ended> {
  const ended = await runProgram(program, args, { env, cwd: tmpdir(), limitMs: 300_000 }).catch(() => null);
  if (ended === null) throw new MissingProgram(program, `apt-get install ${program}`);
  return ended;
}

async function withRclone(desk: string, url: string, password: string, note: Note): Promise<void> {
  const tree = join(desk, 'arbre');
  mkdirSync(join(tree, 'Été 2026', 'é'), { recursive: true });
  for (let number = 0; number < SMALL; number += 1)
    writeFileSync(join(tree, `petit ${String(number)}.txt`), `fichier ${String(number)}`);
  writeFileSync(join(tree, 'Été 2026', 'vide.txt'), '');
  writeFileSync(join(tree, 'Été 2026', 'é', 'a+b & c (1) 100%.txt'), 'nom');
  writeFileSync(join(tree, 'gros.bin'), randomBytes(LARGE_BYTES));
  const obscured = (await run('rclone', ['obscure', password], {})).stdout.trim();
  const env = {
    RCLONE_CONFIG_POSTE_TYPE: 'webdav',
    RCLONE_CONFIG_POSTE_URL: url,
    RCLONE_CONFIG_POSTE_USER: 'claire',
    RCLONE_CONFIG_POSTE_PASS: obscured,
  };
  const rclone = (...args: string[]): Promise<Ended> => run('rclone', args, env);
  note('rclone copies a tree there', await rclone('copy', tree, 'Poste:Poste/arbre'));
  note('rclone finds it equal', await rclone('check', '--download', tree, 'Poste:Poste/arbre'));
  const back = join(desk, 'retour');
  note('rclone copies it back', await rclone('copy', 'Poste:Poste/arbre', back));
  note(
    'rclone finds it equal on the way back',
    await rclone('check', '--download', back, 'Poste:Poste/arbre'),
  );
  note('rclone moves a folder', await rclone('moveto', 'Poste:Poste/arbre', 'Poste:Poste/Archives/arbre'));
  note('rclone finds it moved', await rclone('check', '--download', tree, 'Poste:Poste/Archives/arbre'));
  note('rclone removes it', await rclone('purge', 'Poste:Poste/Archives'));
  const left = await rclone('lsf', 'Poste:Poste');
  note('nothing of it is left', left, left.code === 0 && left.stdout.trim() === '');
}

async function withCadaver(desk: string, url: string, password: string, note: Note): Promise<void> {
  const { hostname } = new URL(url);
  writeFileSync(join(desk, '.netrc'), `machine ${hostname} login claire password ${password}\n`, {
    mode: 0o600,
  });
  writeFileSync(join(desk, 'lettre.txt'), 'cadaver');
  const script = [
    'mkcol Courrier',
    'cd Courrier',
    `put ${join(desk, 'lettre.txt')} lettre.txt`,
    'lock lettre.txt',
    'unlock lettre.txt',
    'copy lettre.txt copie.txt',
    'move copie.txt envoi.txt',
    `get envoi.txt ${join(desk, 'envoi.txt')}`,
    'delete lettre.txt',
    'ls',
    'quit',
  ].join('\n');
  writeFileSync(join(desk, 'script'), `${script}\n`);
  const line = `cadaver ${url} < ${join(desk, 'script')}`;
  const ended = await run('sh', ['-c', line], { HOME: desk });
  if (ended.code === 127) throw new MissingProgram('cadaver', 'apt-get install cadaver');
  const isThere = ended.stdout.includes('envoi.txt') && !/failed|error/iu.test(ended.stdout);
  note('cadaver makes, locks, copies, moves and reads', ended, isThere);
  const got = ((): string => {
    try {
      return readFileSync(join(desk, 'envoi.txt'), 'utf8');
    } catch {
      return '';
    }
  })();
  note('cadaver got what it had put', ended, got === 'cadaver');
}
