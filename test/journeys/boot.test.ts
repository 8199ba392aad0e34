import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Refused } from '../support/http-client.js';
import { Maroquin, SERVER } from '../support/maroquin.js';
import { firstAdministrator, redeem } from '../support/people.js';
import { descendants, embeddedPostgresPid, isAlive } from '../support/process/process-tree.js';
import { type Ended, runNode } from '../support/process/program.js';
import { until } from '../support/until.js';

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const work of cleanUp.splice(0).reverse()) await work();
});

const isRoot = process.getuid?.() === 0;

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'maroquin-boot-'));
  chmodSync(made, 0o711);
  cleanUp.push(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

async function started(options: Parameters<typeof Maroquin.start>[0] = {}): Promise<Maroquin> {
  const server = await Maroquin.prepare({ ...options, fromNothing: true });
  cleanUp.push(() => server.dispose());
  await server.start();
  return server;
}

/** Starts a server that is expected to give up. */
const attempt = (env: Readonly<Record<string, string>>): Promise<Ended> =>
  runNode(SERVER, [], { LOG_LEVEL: 'fatal', DATA_DIR: join(folder(), 'data'), PORT: '0', ...env });

/** One line for whoever started it, an exit code for whatever started it, nothing that looks like readiness. */
function expectOneLine({ code, stdout, stderr }: Ended, ...saying: (string | RegExp)[]): void {
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  for (const words of saying) expect(stderr).toMatch(words);
  expect(stdout).toBe('');
  expect(code).toBeGreaterThan(0);
}

it('a server that starts for the first time logs no error and no warning', async () => {
  const { lastWords } = await started({ env: { LOG_LEVEL: 'warn' } });
  expect(lastWords).not.toMatch(/"level":|ERROR/);
});

it('a server that fails names files and lines of its sources, though it runs from a bundle', async () => {
  const { stderr } = await attempt({
    PORT: 'http',
    LOG_LEVEL: 'debug',
    NODE_OPTIONS: '--enable-source-maps',
  });
  expect(stderr).toMatch(/\(.*\/libs\/platform\/src\/config\/[a-z-]+\.ts:\d+:\d+\)/u);
  expect(stderr).toMatch(/\/apps\/server\/src\/run-server\.ts:\d+:\d+/u);
});

describe('a server that cannot start says why and what to do, in one line', () => {
  it('when the port is taken', async () => {
    const holder: Server = createServer();
    await new Promise<void>((done) => holder.listen(0, '127.0.0.1', done));
    cleanUp.push(() => void holder.close());
    const address = holder.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const dataDir = join(folder(), 'data');
    expectOneLine(await attempt({ PORT: String(port), DATA_DIR: dataDir }), /PORT/, /port/i);
    expect(embeddedPostgresPid(dataDir)).toBeNull();
  });

  it.each([
    ['PORT', 'http'],
    ['LOG_LEVEL', 'loud'],
    ['OBJECT_STORAGE', 'floppy'],
    ['DATABASE_URL', 'mysql://somewhere/else'],
    ['PUBLIC_URL', 'suite.exemple.fr'],
    ['ROLES', 'king'],
  ])('when %s is “%s”', async (name, value) => {
    expectOneLine(await attempt({ [name]: value }), new RegExp(name));
  });

  it('when PUBLIC_URL is http and leaves this machine', async () => {
    expectOneLine(await attempt({ PUBLIC_URL: 'http://suite.exemple.fr' }), /PUBLIC_URL/, /https/);
  });

  it('when its endpoints are outside the sovereignty profile, naming variable and rule', async () => {
    expectOneLine(await attempt({ SOVEREIGNTY_PROFILE: 'fr' }), /« fr »/, /règle « registre »/, /"here"/);
    const aws = {
      OBJECT_STORAGE: 'ceph',
      S3_ENDPOINT: 'https://s3.eu-west-3.amazonaws.com',
      S3_BUCKET: 'maroquin',
    };
    expectOneLine(
      await attempt({ SOVEREIGNTY_PROFILE: 'eu', ...aws, S3_ACCESS_KEY: 'a', S3_SECRET_KEY: 'b' }),
      /S3_ENDPOINT, règle « droit-etranger »/,
    );
  });

  it('when another major version of PostgreSQL wrote the data, which stays untouched', async () => {
    const dataDir = join(folder(), 'data');
    mkdirSync(join(dataDir, 'postgres/cluster'), { recursive: true });
    writeFileSync(join(dataDir, 'postgres/cluster/PG_VERSION'), '12\n');
    writeFileSync(join(dataDir, 'postgres/superuser-password'), 'secret\n');
    expectOneLine(await attempt({ DATA_DIR: dataDir }), /PostgreSQL/);
  });

  it('when the data folder is a file', async () => {
    const path = join(folder(), 'data');
    writeFileSync(path, '');
    expectOneLine(await attempt({ DATA_DIR: path }), /DATA_DIR/);
  });

  it.skipIf(isRoot)('when the data folder may not be read', async () => {
    const path = join(folder(), 'data');
    mkdirSync(path, { mode: 0o000 });
    cleanUp.push(() => chmodSync(path, 0o700));
    expectOneLine(await attempt({ DATA_DIR: path }), /DATA_DIR/);
  });

  it('when the disk is full', async ({ skip }) => {
    const disk = folder();
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m,mode=0711', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      skip('only root may mount a small disk');
    }
    cleanUp.push(() => void execFileSync('umount', [disk]));
    expectOneLine(await attempt({ DATA_DIR: join(disk, 'data') }), /plein|full/i);
  });

  it('when a Maroquin runs on the same folder, which goes on', async () => {
    const server = await started();
    expectOneLine(await attempt({ DATA_DIR: server.dataDir }), /DATA_DIR|déjà/);
    expect((await fetch(`${server.url}/healthz/ready`)).status).toBe(200);
  });
});

describe('a server that starts', () => {
  it('prints one ready line and a one-use link, again until somebody has set it up', async () => {
    const server = await started();
    expect(server.stdout.match(/^Maroquin is ready at /gm)).toHaveLength(1);
    await until(() => server.links[0], 'a link');
    const unused = server.links[0] ?? '';
    await server.restart();
    await firstAdministrator(server);
    const used = server.links[0] ?? '';
    expect(used).not.toBe(unused);
    await expect(redeem(server, used)).rejects.toThrow(Refused);
    await server.restart();
    expect(server.links).toEqual([]);
  });

  it('stops everything it started at SIGTERM, and says so with code 0', async () => {
    const server = await started();
    const postgres = embeddedPostgresPid(server.dataDir);
    expect(postgres).not.toBeNull();
    const all = [postgres ?? 0, ...descendants(server.pid), ...descendants(postgres ?? 0)];
    expect(await server.stop()).toBe(0);
    await until(() => !all.some(isAlive), 'all of it has ended');
  });

  it('recovers by itself after kill -9 of everything', async () => {
    const server = await started();
    const { http } = await firstAdministrator(server);
    const id = await http.create('/documents', { title: 'Avant la panne' });
    await server.kill9('everything');
    await server.start();
    const { headers } = await http.call('GET', `/api/v1/documents/${id}`);
    expect(headers.get('content-type')).toMatch(/json/);
  });

  it.runIf(isRoot)('serves as an ordinary account, whose PostgreSQL is its own', async ({ skip }) => {
    const nobody = { uid: 65534, gid: 65534 };
    try {
      execFileSync(process.execPath, ['-e', `require('node:fs').accessSync(${JSON.stringify(SERVER)})`], {
        ...nobody,
        stdio: 'ignore',
      });
    } catch {
      skip('the checkout is closed to other accounts');
    }
    const home = folder();
    chownSync(home, nobody.uid, nobody.gid);
    const server = await started({ dataDir: join(home, 'data'), account: nobody, env: { HOME: home } });
    const { http } = await firstAdministrator(server);
    await http.create('/documents', { title: 'Sans privilège' });
    const postgres = embeddedPostgresPid(server.dataDir) ?? 0;
    expect(statSync(`/proc/${String(postgres)}`).uid).toBe(nobody.uid);
  });

  it('makes the demonstration and a link for each of its two people', async () => {
    const server = await started({ arguments: ['--demo'] });
    await until(() => server.links.length === 2, 'two links');
    for (const link of server.links) {
      const me = await (await redeem(server, link)).me();
      expect(me.organisation.name).toBe('Préfecture de démonstration');
    }
  });
});
