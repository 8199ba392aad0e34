import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Maroquin } from '../../support/maroquin.js';
import { firstAdministrator, type Person, tokenOf } from '../../support/people.js';
import type { Ended } from '../../support/process/program.js';
import { MissingProgram } from '../outside/missing-program.js';
import { type MountResult, type Note, runTool, Steps } from './steps.js';

/** Files of a tree that goes there and back: small ones, awkward names, an empty one, and one of several parts. */
const SMALL = 60;
const DOCUMENTS = 12;
const LARGE_BYTES = 5 * 1024 * 1024 + 3;

/** rclone, cadaver, curl and gio (Debian) against the mounted tree of a running server. @throws {MissingProgram} */
export async function runMount(say: (line: string) => void): Promise<MountResult> {
  const server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  const desk = mkdtempSync(join(tmpdir(), 'maroquin-mount-'));
  try {
    const admin = await firstAdministrator(server);
    await admin.http.create('/spaces', { name: 'Poste' });
    const password = await tokenOf(server, admin.email, 'files');
    const steps = new Steps(say);
    const { note } = steps;
    await withRclone(desk, `${server.url}/dav/`, password, note);
    await withDocuments(desk, server, admin, note);
    await withCadaver(desk, `${server.url}/dav/Poste/`, password, note);
    await withCurl(desk, `${server.url}/dav/Poste`, password, note);
    await withGio(desk, `${server.url}/dav/Poste`, password, note);
    return steps.result;
  } finally {
    await server.dispose();
    rmSync(desk, { recursive: true, force: true });
  }
}

async function rcloneOn(url: string, password: string): Promise<(...args: string[]) => Promise<Ended>> {
  const obscured = (await runTool('rclone', ['obscure', password], {})).stdout.trim();
  const env = {
    RCLONE_CONFIG_POSTE_TYPE: 'webdav',
    RCLONE_CONFIG_POSTE_URL: url,
    RCLONE_CONFIG_POSTE_USER: 'claire',
    RCLONE_CONFIG_POSTE_PASS: obscured,
  };
  return (...args) => runTool('rclone', args, env);
}

/** Documents are files that the server makes: their sizes must be those of what comes. */
async function withDocuments(
  desk: string,
  server: Maroquin,
  { http, email }: Person,
  note: Note,
): Promise<void> {
  const spaceId = await http.create('/spaces', { name: 'Notes' });
  for (let number = 1; number <= DOCUMENTS; number += 1)
    await http.create('/documents', { title: `Note ${String(number)}`, parentId: spaceId });
  const password = await tokenOf(server, email, 'documents,files');
  const rclone = await rcloneOn(`${server.url}/dav/`, password);
  const back = join(desk, 'notes');
  note('rclone copies documents', await rclone('copy', '--retries', '1', 'Poste:Notes', back));
  note('rclone finds them equal', await rclone('check', '--download', 'Poste:Notes', back));
  const refused = await rclone(
    'copyto',
    '--retries',
    '1',
    '--ignore-times',
    join(back, 'Note 2.odt'),
    'Poste:Notes/Note 1.odt',
  );
  note(
    'rclone is told that a document is not written',
    refused,
    refused.stderr.includes('document de Maroquin'),
  );
  note('rclone renames a document', await rclone('moveto', 'Poste:Notes/Note 1.odt', 'Poste:Notes/Avis.odt'));
  const left = await rclone('lsf', 'Poste:Notes');
  note(
    'rclone finds it renamed',
    left,
    left.stdout.includes('Avis.odt') && !left.stdout.includes('Note 1.odt'),
  );
  const { hostname } = new URL(server.url);
  writeFileSync(join(desk, '.netrc'), `machine ${hostname} login claire password ${password}\n`, {
    mode: 0o600,
  });
  const got = join(desk, 'cadaver.odt');
  writeFileSync(join(desk, 'script'), `get Avis.odt ${got}\nquit\n`);
  const line = `cadaver ${server.url}/dav/Notes/ < ${join(desk, 'script')}`;
  const ended = await runTool('sh', ['-c', line], { HOME: desk });
  note(
    'cadaver gets a document',
    ended,
    existsSync(got) && readFileSync(got).subarray(0, 2).toString() === 'PK',
  );
}

async function withRclone(desk: string, url: string, password: string, note: Note): Promise<void> {
  const tree = join(desk, 'arbre');
  mkdirSync(join(tree, 'Été 2026', 'é'), { recursive: true });
  for (let number = 0; number < SMALL; number += 1)
    writeFileSync(join(tree, `petit ${String(number)}.txt`), `fichier ${String(number)}`);
  writeFileSync(join(tree, 'Été 2026', 'vide.txt'), '');
  writeFileSync(join(tree, 'Été 2026', 'é', 'a+b & c (1) 100%.txt'), 'nom');
  writeFileSync(join(tree, 'gros.bin'), randomBytes(LARGE_BYTES));
  const rclone = await rcloneOn(url, password);
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
  const ended = await runTool('sh', ['-c', line], { HOME: desk });
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

async function withCurl(desk: string, url: string, password: string, note: Note): Promise<void> {
  const from = join(desk, 'curl.bin');
  const content = randomBytes(LARGE_BYTES);
  writeFileSync(from, content);
  const curl = (...args: string[]): Promise<Ended> =>
    runTool('curl', ['--silent', '--show-error', '--fail', '--user', `claire:${password}`, ...args]);
  note('curl sends a file', await curl('--upload-file', from, `${url}/curl.bin`));
  const [back, range] = [join(desk, 'retour.bin'), join(desk, 'suite.bin')];
  const got = await curl('--output', back, `${url}/curl.bin`);
  note('curl gets it equal', got, got.code === 0 && readFileSync(back).equals(content));
  writeFileSync(range, content.subarray(0, 1_000_000));
  const went = await curl('--continue-at', '-', '--output', range, `${url}/curl.bin`);
  note('curl goes on in the middle', went, went.code === 0 && readFileSync(range).equals(content));
  const stale = await curl('--header', 'If-Match: "x"', '--upload-file', from, `${url}/curl.bin`);
  note('curl replaces nothing by an old tag', stale, stale.code === 22 && stale.stderr.includes('412'));
}

/** GNOME’s files, without a screen: it asks for name and password as a person would be asked. */
async function withGio(desk: string, url: string, password: string, note: Note): Promise<void> {
  const dav = url.replace(/^http:/u, 'dav:').replace('dav://', 'dav://claire@');
  const [from, back] = [join(desk, 'gio.txt'), join(desk, 'gio-retour.txt')];
  writeFileSync(from, 'gio');
  const script = [
    'set -e',
    `printf '%s\\n' "$PASSWORD" | gio mount '${dav}'`,
    `gio mkdir '${dav}/Bureau'`,
    `gio copy '${from}' '${dav}/Bureau/Été.txt'`,
    `gio move '${dav}/Bureau/Été.txt' '${dav}/Bureau/Hiver.txt'`,
    `gio rename '${dav}/Bureau/Hiver.txt' 'Printemps.txt'`,
    `gio list '${dav}/Bureau'`,
    `gio copy '${dav}/Bureau/Printemps.txt' '${back}'`,
    `gio remove '${dav}/Bureau/Printemps.txt'`,
    `gio mount --unmount '${dav}'`,
  ].join('\n');
  const env = { PASSWORD: password, HOME: desk, XDG_RUNTIME_DIR: desk };
  const ended = await runTool('dbus-run-session', ['--', 'sh', '-c', script], env);
  if (/not supported|not found/iu.test(ended.stderr) && ended.stdout === '')
    throw new MissingProgram('gio', 'apt-get install libglib2.0-bin gvfs-backends dbus');
  note('gio mounts, makes, copies, moves, renames and removes', ended);
  const isEqual = ended.code === 0 && readFileSync(back, 'utf8') === 'gio';
  note('gio got what it had put', ended, isEqual && ended.stdout.includes('Printemps.txt'));
}
