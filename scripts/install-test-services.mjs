/**
 * `npm run setup`: the real services that the tests drive, from Debian. What is already there is left alone, and
 * apt is not even asked when nothing is missing. As root, or by sudo where it asks no question; otherwise one
 * command is printed and the run fails.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const DEBIAN_POSTGRES = '/usr/lib/postgresql';

function hasPostgres() {
  if (!existsSync(DEBIAN_POSTGRES)) return false;
  return readdirSync(DEBIAN_POSTGRES).some((version) =>
    existsSync(join(DEBIAN_POSTGRES, version, 'bin/initdb')),
  );
}

/** An ordinary user's PATH often lacks the folders in which Debian puts its servers. */
const FOLDERS = [
  ...(process.env.PATH ?? '').split(delimiter),
  '/usr/local/bin',
  '/usr/bin',
  '/bin',
  '/usr/sbin',
];

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const onPath = (program) =>
  FOLDERS.some((folder) => folder.startsWith('/') && isExecutable(join(folder, program)));

function hasFrenchTesseract() {
  const folder = '/usr/share/tesseract-ocr';
  return (
    existsSync(folder) &&
    readdirSync(folder).some((one) => existsSync(join(folder, one, 'tessdata/fra.traineddata')))
  );
}

/** Each package, and what shows that it is there: a program installed otherwise serves as well. */
const PACKAGES = [
  { name: 'postgresql', present: hasPostgres },
  // Debian 12 has no Valkey; its redis-server speaks the same protocol.
  {
    name: 'valkey-server',
    otherwise: 'redis-server',
    present: () => onPath('valkey-server') || onPath('redis-server'),
  },
  { name: 'chromium', present: () => onPath('chromium') },
  { name: 'fonts-dejavu-core', present: () => existsSync('/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf') },
  { name: 'radosgw', present: () => onPath('radosgw') && onPath('radosgw-admin') },
  { name: 'ceph-mon', present: () => onPath('ceph-mon') && onPath('monmaptool') },
  { name: 'ceph-osd', present: () => onPath('ceph-osd') },
  { name: 'ceph-common', present: () => onPath('ceph') },
  { name: 'slapd', present: () => onPath('slapd') },
  { name: 'openssl', present: () => onPath('openssl') },
  { name: 'softhsm2', present: () => onPath('softhsm2-util') },
  { name: 'opensc', present: () => onPath('pkcs11-tool') },
];
/** Where it cannot be had, its tests do not run, and say so; or they take longer. */
const OPTIONAL = [
  { name: 'clamav-daemon', present: () => onPath('clamd') },
  { name: 'chromium-headless-shell', present: () => onPath('chromium-headless-shell') },
  { name: 'tesseract-ocr', present: () => onPath('tesseract') },
  { name: 'tesseract-ocr-fra', present: hasFrenchTesseract },
];

const missing = () => PACKAGES.filter(({ present }) => !present());

/** Whether apt knows a version of the package that it could install. */
function isOffered(name) {
  const { stdout } = spawnSync('apt-cache', ['policy', name], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  return /^ {2}Candidate: (?!\(none\))/m.test(stdout ?? '');
}

/** The name by which this Debian offers the package. */
const offeredName = ({ name, otherwise }) => (otherwise !== undefined && !isOffered(name) ? otherwise : name);

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

function install(prefix, packages) {
  // The lists of a fresh machine are empty, and then nothing is offered under any name.
  if (!packages.every(({ name }) => isOffered(name))) apt(prefix, ['update']);
  const once = () => apt(prefix, ['install', '-y', '--no-install-recommends', ...packages.map(offeredName)]);
  // The lists of an older machine may name versions that are gone: updated only when they are the reason.
  return once() || (apt(prefix, ['update']) && once());
}

function refuse(packages) {
  const names = packages.map(offeredName);
  const command = `apt-get update && apt-get install -y --no-install-recommends ${names.join(' ')}`;
  console.error('Les tests ont besoin de paquets absents. Lancez une fois, puis recommencez :');
  console.error('The tests need packages that are missing. Run once, then try again:');
  console.error(`  sudo sh -c '${command}'`);
  return 1;
}

function installOptional(prefix) {
  const packages = OPTIONAL.filter(({ present }) => !present());
  if (prefix === null) return;
  // One by one: what a Debian does not offer keeps none of the others away.
  for (const one of packages)
    if (!install(prefix, [one]))
      console.log(`${one.name} cannot be installed: some tests do not run, or take longer`);
}

function main() {
  const packages = missing();
  const isComplete = OPTIONAL.every(({ present }) => present());
  if (packages.length === 0 && isComplete) return 0;
  const prefix = existsSync('/usr/bin/apt-get') ? asRoot() : null;
  installOptional(prefix);
  if (packages.length === 0) return 0;
  if (prefix === null) return refuse(packages);
  console.log(`Installing ${packages.map(({ name }) => name).join(', ')}`);
  if (install(prefix, packages) && missing().length === 0) return 0;
  return refuse(missing().length > 0 ? missing() : packages);
}

process.exitCode = main();
