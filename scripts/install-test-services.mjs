/**
 * `npm run setup`: the real services that the tests drive, from Debian. What is already there is left alone, and
 * apt is not even asked when nothing is missing. As root, or by sudo where it asks no question; otherwise one
 * command is printed and the run fails.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const DEBIAN_POSTGRES = '/usr/lib/postgresql';

function hasPostgres() {
  if (!existsSync(DEBIAN_POSTGRES)) return false;
  return readdirSync(DEBIAN_POSTGRES).some((version) =>
    existsSync(join(DEBIAN_POSTGRES, version, 'bin/initdb')),
  );
}

const onPath = (program) =>
  ['/usr/bin', '/usr/local/bin', '/bin', '/usr/sbin'].some((folder) => existsSync(join(folder, program)));

/** Each package, and what shows that it is there: a program installed otherwise serves as well. */
const PACKAGES = [
  { name: 'postgresql', present: hasPostgres },
  { name: 'valkey-server', present: () => onPath('valkey-server') },
  { name: 'chromium', present: () => onPath('chromium') },
  { name: 'fonts-dejavu-core', present: () => existsSync('/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf') },
  { name: 'radosgw', present: () => onPath('radosgw') && onPath('radosgw-admin') },
  { name: 'ceph-mon', present: () => onPath('ceph-mon') && onPath('monmaptool') },
  { name: 'ceph-osd', present: () => onPath('ceph-osd') },
  { name: 'ceph-common', present: () => onPath('ceph') },
  { name: 'slapd', present: () => onPath('slapd') },
  { name: 'openssl', present: () => onPath('openssl') },
];

const missing = () => PACKAGES.filter(({ present }) => !present()).map(({ name }) => name);

/** @returns {string[] | null} the words before the command that make it run as root; null when none does. */
function asRoot() {
  if (process.getuid?.() === 0) return [];
  const sudo = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' });
  return sudo.status === 0 ? ['sudo', '-n'] : null;
}

function apt(prefix, args) {
  const words = [
    ...prefix,
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
    '-q',
    '-o',
    'Dpkg::Use-Pty=0',
    ...args,
  ];
  const { status, error } = spawnSync(words[0], words.slice(1), { stdio: ['ignore', 'inherit', 'inherit'] });
  if (error) console.error(error.message);
  return status === 0;
}

function install(prefix, names) {
  const once = () => apt(prefix, ['install', '-y', '--no-install-recommends', ...names]);
  // The lists of a fresh machine are empty or old: brought up to date only when they are the reason.
  return once() || (apt(prefix, ['update']) && once());
}

function refuse(names) {
  const command = `apt-get update && apt-get install -y --no-install-recommends ${names.join(' ')}`;
  console.error('Les tests ont besoin de paquets absents. Lancez une fois, puis recommencez :');
  console.error('The tests need packages that are missing. Run once, then try again:');
  console.error(`  sudo sh -c '${command}'`);
  return 1;
}

function main() {
  const names = missing();
  if (names.length === 0) return 0;
  const prefix = existsSync('/usr/bin/apt-get') ? asRoot() : null;
  if (prefix === null) return refuse(names);
  console.log(`Installing ${names.join(', ')}`);
  if (install(prefix, names) && missing().length === 0) return 0;
  return refuse(missing().length > 0 ? missing() : names);
}

process.exitCode = main();
