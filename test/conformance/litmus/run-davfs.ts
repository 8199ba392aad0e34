import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import {
  appendFile,
  mkdir,
  mkdtemp,
  open,
  readFile,
  rename,
  rm,
  stat,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileVersionsSchema, resourcePageSchema } from '@maroquin/contracts';
import { Maroquin } from '../../support/maroquin.js';
import { firstAdministrator, type Person, tokenOf } from '../../support/people.js';
import { until } from '../../support/until.js';
import { MissingProgram } from '../outside/missing-program.js';
import { type MountResult, runTool, Steps } from './steps.js';

const MIB = 1024 ** 2;
const WAIT_MS = 600_000;

/**
 * davfs2 (Debian) mounts the tree as a disk: files are made, edited where they lie, saved as editors do it, renamed, deleted,
 * and one of `megabytes` comes back as it went. Needs root and /dev/fuse. @throws {MissingProgram}
 */
export async function runDavfs(megabytes: number, say: (line: string) => void): Promise<MountResult> {
  if (process.getuid?.() !== 0 || !existsSync('/dev/fuse'))
    throw new MissingProgram('mount.davfs', 'apt-get install davfs2, as root, where /dev/fuse is');
  const server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  const desk = await mkdtemp(join(tmpdir(), 'maroquin-davfs-'));
  const disk = join(desk, 'disque');
  try {
    const claire = await firstAdministrator(server);
    const spaceId = await claire.http.create('/spaces', { name: 'Poste' });
    const url = `${server.url}/dav/Poste/`;
    const steps = new Steps(say);
    await claire.http.create('/documents', { title: 'Avis', parentId: spaceId });
    const ended = await mount(desk, disk, url, await tokenOf(server, claire.email, 'documents,files'));
    steps.note('davfs2 mounts the tree', ended);
    if (ended.code === 0) await new OnDisk({ claire, spaceId, disk, steps }).run(megabytes);
    return steps.result;
  } finally {
    for (const how of [[], ['-l']]) await runTool('umount', [...how, disk]).catch(() => undefined);
    await server.dispose();
    await rm(desk, { recursive: true, force: true });
  }
}

async function mount(desk: string, disk: string, url: string, password: string) {
  await mkdir(disk);
  const [secrets, config] = [join(desk, 'secrets'), join(desk, 'davfs2.conf')];
  await writeFile(secrets, `${url} claire ${password}\n`, { mode: 0o600 });
  // Its cache is that of the system: it takes no other one from here.
  const lines = [`secrets ${secrets}`, 'use_locks 1', 'delay_upload 0', 'gui_optimize 0'];
  const fresh = ['file_refresh 0', 'dir_refresh 0'];
  await writeFile(config, `${[...lines, ...fresh].join('\n')}\n`, { mode: 0o600 });
  return runTool('mount.davfs', [url, disk, '-o', `conf=${config}`]);
}

interface Scene {
  readonly claire: Person;
  readonly spaceId: string;
  readonly disk: string;
  readonly steps: Steps;
}

class OnDisk {
  constructor(private readonly scene: Scene) {}

  async run(megabytes: number): Promise<void> {
    await this.step('a document is read, and not written', async () => {
      const { size } = await stat(this.at('Avis.odt'));
      const bytes = await readFile(this.at('Avis.odt'));
      const refused = await writeFile(this.at('Avis.odt'), 'x').then(
        () => false,
        () => true,
      );
      return bytes.subarray(0, 2).toString() === 'PK' && size === bytes.length && refused;
    });
    await this.step('a file is made', async () => {
      await writeFile(this.at('note.txt'), 'un');
      return this.holds('note.txt', 'un');
    });
    await this.step('it is edited where it lies', async () => {
      await appendFile(this.at('note.txt'), ' deux');
      return this.holds('note.txt', 'un deux');
    });
    await this.step('it is saved beside and moved over, as editors do it, and is the same file', async () => {
      const before = await this.idOf('note.txt');
      await writeFile(this.at('note.txt~'), 'trois');
      await rename(this.at('note.txt~'), this.at('note.txt'));
      return (await this.holds('note.txt', 'trois')) && (await this.idOf('note.txt')) === before;
    });
    await this.step('its versions are in the web', async () => {
      const path = `/files/${(await this.idOf('note.txt')) ?? ''}/versions`;
      return (await this.scene.claire.http.get(fileVersionsSchema, path)).items.length >= 3;
    });
    // Asked of the web: davfs2 1.6 lists no folder at all under Linux 6.18 (EINVAL), whoever serves it.
    await this.step('folders are made, and it is renamed into one', async () => {
      await mkdir(this.at('Été'));
      await rename(this.at('note.txt'), this.at('Été/plan.txt'));
      const isRead = (await readFile(this.at('Été/plan.txt'), 'utf8')) === 'trois';
      return isRead && (await this.namesIn('Été')).includes('plan.txt');
    });
    await this.step('it is deleted', async () => {
      await unlink(this.at('Été/plan.txt'));
      return !existsSync(this.at('Été/plan.txt')) && (await this.namesIn('Été')).length === 0;
    });
    await this.step(`${String(megabytes)} MiB come back as they went`, () => this.large(megabytes));
  }

  private async large(megabytes: number): Promise<boolean> {
    const hash = createHash('sha256');
    const file = await open(this.at('grand.bin'), 'w');
    for (let n = 0; n < megabytes; n += 1) {
      const block = randomBytes(MIB);
      hash.update(block);
      await file.write(block);
    }
    await file.close();
    const id = await this.stored('grand.bin', megabytes * MIB);
    const wanted = hash.digest('hex');
    const web = await this.scene.claire.http.call('GET', `/api/v1/files/${id}/content`);
    const inWeb = createHash('sha256');
    if (web.body !== null) for await (const chunk of web.body) inWeb.update(chunk as Uint8Array);
    const onDisk = createHash('sha256');
    for await (const chunk of createReadStream(this.at('grand.bin'))) onDisk.update(chunk as Buffer);
    const { size } = await stat(this.at('grand.bin'));
    return size === megabytes * MIB && inWeb.digest('hex') === wanted && onDisk.digest('hex') === wanted;
  }

  private at(name: string): string {
    return join(this.scene.disk, name);
  }

  private async step(name: string, act: () => Promise<boolean>): Promise<void> {
    const said = await act().catch((error: unknown) => (error instanceof Error ? error.message : 'failed'));
    this.scene.steps.set(`davfs2: ${name}`, said === true, String(said));
  }

  private async children(id = this.scene.spaceId) {
    const path = `/resources/${id}/children?limit=100`;
    return (await this.scene.claire.http.get(resourcePageSchema, path)).items;
  }

  private async namesIn(folder: string): Promise<string[]> {
    return (await this.children(await this.idOf(folder))).map(({ name }) => name);
  }

  private async idOf(name: string): Promise<string | undefined> {
    return (await this.children()).find((one) => one.name === name)?.id;
  }

  /** davfs2 sends a file after it was closed. */
  private stored(name: string, size: number): Promise<string> {
    return until(
      async () => (await this.children()).find((one) => one.name === name && one.size === size)?.id,
      `${name} is stored`,
      WAIT_MS,
    );
  }

  private async holds(name: string, text: string): Promise<boolean> {
    const id = await this.stored(name, Buffer.byteLength(text));
    const bytes = await this.scene.claire.http.bytes(`/files/${id}/content`);
    return bytes.toString() === text && (await readFile(this.at(name), 'utf8')) === text;
  }
}
