import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { tmpdir } from 'node:os';
import { resourcePageSchema } from '@maroquin/contracts';
import { clamdIsInstalled, startClamd } from '@maroquin/testing';
import { type Machine, machine, residentMb } from '../../../bench/machine.js';
import { asSuperuser } from '../../support/embedded-sql.js';
import { Maroquin } from '../../support/maroquin.js';
import { firstAdministrator, type Person, tokenOf } from '../../support/people.js';
import { pause, until } from '../../support/until.js';
import { upload } from '../../support/uploads.js';
import { badSchema, readExpected } from '../office.js';
import { OfficeServer } from '../office-server.js';
import { officeBombs } from './office-bombs.js';
import { type Answered, Others } from './others.js';
import { pictureBombs } from './picture-bombs.js';
import { textBombs } from './text-bombs.js';

/** A refusal within this time costs nobody anything; what takes longer must end within the limit of its way. */
const AT_ONCE_MS = 1_000;
/** Of an import: `IMPORT_LIMITS.pandocMs`, and what stands before it. Of what is only stored, the upload itself. */
const LIMIT_MS = 30_000;
/** More than this is no XML that the mounted tree reads: it hangs up. */
const XML_BYTES = 128 * 1024;
const GROWTH_MB = 150;
const NOTED_MB = 8;
const WARM_FILES = 10;
const OTHERS_MS = 100;
/** On a machine where others run: as much slower than it was before. */
const OTHERS_TIMES = 3;
const CHUNK = 8 * 1024 ** 2;
const DRAINED_MS = 900_000;

interface BadFilesRun {
  /** The folder of `bad/expected.json`; null: the bombs alone. */
  readonly corpus: string | null;
  readonly only: RegExp | null;
  readonly say: (line: string) => void;
}

interface Tried {
  readonly name: string;
  readonly path: string;
}

interface BadFilesResult {
  readonly suite: 'bad-files';
  readonly machine: Machine;
  readonly files: number;
  /** Whether clamd looked at each as well. */
  readonly antivirus: boolean;
  readonly failed: number;
  readonly failures: readonly string[];
  /** Answers that took longer than a second, and how long. */
  readonly slow: readonly string[];
  /** Of the server's own process, above what it held before. */
  readonly growthMb: number;
  /** With which file it came to hold more than ever, and how much. */
  readonly grewWith: readonly string[];
  readonly others: { readonly before: Answered; readonly meanwhile: Answered };
}

/**
 * Every bad file of the corpus and every bomb comes by import, by the web and by the mounted tree, is scanned where clamd is
 * installed, and read for the search: each is refused or stored within its limit, the server's memory grows little, and
 * somebody else is answered meanwhile.
 */
export async function runBadFiles({ corpus, only, say }: BadFilesRun): Promise<BadFilesResult> {
  const folder = mkdtempSync(join(tmpdir(), 'maroquin-bad-files-'));
  const clamd = clamdIsInstalled() ? await startClamd() : null;
  const env = { LOG_LEVEL: 'error', ...(clamd !== null && { CLAMD: clamd.address }) };
  const server = await Maroquin.start({ env });
  try {
    const files = await filesOf(folder, corpus, only);
    const claire = await firstAdministrator(server);
    const trial = new Trial(server, claire, await Site.open(server, claire), say);
    return { ...(await trial.run(files)), antivirus: clamd !== null };
  } finally {
    await server.dispose();
    await clamd?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Made before anything is measured: to make them costs more than to refuse them. */
async function filesOf(folder: string, corpus: string | null, only: RegExp | null): Promise<Tried[]> {
  const bombs = [...officeBombs, ...pictureBombs, ...textBombs].map((bomb, index) => {
    const path = join(folder, String(index), bomb.filename);
    return { name: bomb.name, path, make: bomb.make };
  });
  const wanted = bombs.filter(({ name }) => only === null || only.test(name));
  for (const { path, make } of wanted) {
    mkdirSync(join(path, '..'));
    writeFileSync(path, make());
  }
  const found = corpus === null ? [] : await readExpected(badSchema, join(corpus, 'bad', 'expected.json'));
  const bad = found.map(({ file }) => ({ name: file, path: join(corpus ?? '', 'bad', file) }));
  return [...bad.filter(({ name }) => only === null || only.test(name)), ...wanted];
}

/** Where it all comes to, and who goes on working beside it. */
class Site {
  private constructor(
    readonly spaceId: string,
    readonly workId: string,
    readonly authorization: string,
    readonly office: OfficeServer,
  ) {}

  static async open(server: Maroquin, person: Person): Promise<Site> {
    const spaceId = await person.http.create('/spaces', { name: 'Bombes' });
    const workId = await person.http.create('/spaces', { name: 'Travail' });
    for (let n = 0; n < 50; n += 1)
      await person.http.create('/folders', { name: `Dossier ${String(n)}`, parentId: workId });
    const password = await tokenOf(server, person.email, 'files');
    const token = await tokenOf(server, person.email, 'documents');
    const authorization = `Basic ${Buffer.from(`agent:${password}`).toString('base64')}`;
    return new Site(spaceId, workId, authorization, new OfficeServer({ baseUrl: server.url, token }));
  }
}

class Trial {
  private readonly failures: string[] = [];
  private readonly slow: string[] = [];

  constructor(
    private readonly server: Maroquin,
    private readonly person: Person,
    private readonly site: Site,
    private readonly say: (line: string) => void,
  ) {}

  async run(files: readonly Tried[]): Promise<Omit<BadFilesResult, 'antivirus'>> {
    const described = machine();
    const { workId } = this.site;
    const ask = (): Promise<unknown> =>
      this.person.http.get(resourcePageSchema, `/resources/${workId}/children?limit=50`);
    await this.warmUp();
    const before = await pausedFor(new Others(ask), 3_000);
    const memory = new OwnMemory(this.server.pid);
    const others = new Others(ask);
    const grewWith: string[] = [];
    for (const [index, file] of files.entries()) {
      const held = memory.growth;
      await this.one(file, index);
      if (memory.growth > held + NOTED_MB) grewWith.push(`${file.name}: +${String(memory.growth - held)} MB`);
    }
    this.say('all are there: their texts are read');
    await until(async () => (await this.waiting()) === 0, 'every text is read and scanned', DRAINED_MS);
    const meanwhile = await others.stop();
    const growthMb = memory.stop();
    if (growthMb > GROWTH_MB) this.failures.push(`the server's memory grew by ${String(growthMb)} MB`);
    if (meanwhile.p99Ms > Math.max(OTHERS_MS, OTHERS_TIMES * before.p99Ms))
      this.failures.push(`others were answered in ${String(meanwhile.p99Ms)} ms`);
    return {
      ...{ suite: 'bad-files', machine: described, files: files.length, failed: this.failures.length },
      ...{ failures: this.failures, slow: this.slow, growthMb, grewWith, others: { before, meanwhile } },
    };
  }

  /** Honest files first, by every way: a server that has just begun takes memory for its own work. */
  private async warmUp(): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'maroquin-honest-'));
    const path = join(folder, 'note.md');
    writeFileSync(path, 'Un paragraphe.\n\n'.repeat(20_000));
    for (let n = 0; n < WARM_FILES; n += 1) await this.one({ name: 'an honest file', path }, -1 - n);
    rmSync(folder, { recursive: true });
  }

  private async one({ name, path }: Tried, index: number): Promise<void> {
    const bytes = readFileSync(path);
    const filename = `${String(index)} ${basename(path)}`;
    await this.timed(`${name}, imported`, async () => {
      const answer = await this.site.office.import(path, LIMIT_MS + 10_000);
      await answer.arrayBuffer();
      return answer.status === 201 || (answer.status >= 400 && answer.status < 500) ? null : answer.status;
    });
    await this.timed(`${name}, sent`, async () => {
      const id = await upload(this.person.http, bytes, {
        ...{ filename, parentId: this.site.spaceId, chunkSize: CHUNK },
      });
      const back = await this.person.http.call('GET', `/api/v1/files/${id}/content`);
      const { length } = Buffer.from(await back.arrayBuffer());
      return length === bytes.length ? null : length;
    });
    await this.timed(`${name}, mounted`, async () => {
      const url = `${this.server.url}/dav/Bombes/${encodeURIComponent(`dav ${filename}`)}`;
      const { authorization } = this.site;
      const put = await fetch(url, { method: 'PUT', body: bytes, headers: { authorization } });
      // What is no XML, or more than any client sends, in the place of XML.
      const asked = await fetch(url, {
        method: 'PROPFIND',
        body: bytes.subarray(0, XML_BYTES),
        headers: { authorization, depth: '0' },
      });
      await asked.arrayBuffer();
      if (put.status !== 201) return put.status;
      return [207, 400, 413].includes(asked.status) ? null : asked.status;
    });
  }

  private async timed(what: string, act: () => Promise<number | null>): Promise<void> {
    const from = performance.now();
    const wrong = await act().catch((error: unknown) => (error instanceof Error ? error.message : 'failed'));
    const ms = Math.round(performance.now() - from);
    if (wrong !== null) this.failures.push(`${what}: ${String(wrong)}`);
    if (ms > LIMIT_MS) this.failures.push(`${what}: took ${String(ms)} ms`);
    if (ms > AT_ONCE_MS) this.slow.push(`${what}: ${String(ms)} ms`);
    this.say(`${what}: ${wrong === null ? 'ok' : String(wrong)}, ${String(ms)} ms`);
  }

  /** Texts that are to be read, and files that are to be scanned. */
  private waiting(): Promise<number> {
    return asSuperuser(this.server.dataDir, async (client) => {
      const { rows } = await client.query<{ n: number }>(
        `select count(*)::int as n from graphile_worker.jobs where task_identifier in ('file.read-text', 'blobs.scan') and attempts < max_attempts`,
      );
      return rows[0]?.n ?? 0;
    });
  }
}

/** The highest that a process held above what it held at first. */
class OwnMemory {
  private readonly before: number;
  private highest: number;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly pid: number) {
    this.before = residentMb(pid);
    this.highest = this.before;
    this.timer = setInterval(() => {
      this.highest = Math.max(this.highest, residentMb(pid));
    }, 100);
  }

  get growth(): number {
    return this.highest - this.before;
  }

  stop(): number {
    clearInterval(this.timer);
    return this.growth;
  }
}

async function pausedFor(others: Others, ms: number): Promise<Answered> {
  await pause(ms);
  return others.stop();
}
