import { randomBytes } from 'node:crypto';
import { fileVersionsSchema } from '@maroquin/contracts';
import { loadConfig } from '@maroquin/platform/config';
import { createObjectStorage } from '@maroquin/platform/object-storage';
import { Maroquin } from '../../support/maroquin.js';
import { firstAdministrator, tokenOf } from '../../support/people.js';
import { until } from '../../support/until.js';
import { upload } from '../../support/uploads.js';
import { MissingProgram } from '../outside/missing-program.js';
import { STORES } from './stores.js';

const MIB = 1024 ** 2;
/** Several parts, and one that is not whole. */
const LARGE = 5 * MIB + 7;
const BLOBS = 'b/';
const DELETED_MS = 60_000;

interface S3Result {
  readonly suite: 's3';
  readonly passed: number;
  readonly failed: number;
  /** By store: what was tried, and whether it held. */
  readonly stores: Readonly<Record<string, Readonly<Record<string, boolean>>>>;
  readonly said: readonly string[];
  /** Stores that are not on this machine, and how they are had. */
  readonly missing: readonly string[];
}

/** The same work on each store: what the doctor finds, files in, out and by ranges, versions, deletion down to the object. */
export async function runS3(only: RegExp | null, say: (line: string) => void): Promise<S3Result> {
  const stores: Record<string, Record<string, boolean>> = {};
  const [said, missing]: [string[], string[]] = [[], []];
  for (const [name, start] of Object.entries(STORES)) {
    if (only !== null && !only.test(name)) continue;
    try {
      const store = await start();
      try {
        stores[name] = await new OnStore(name, said, say).run(store.env);
      } finally {
        await store.stop();
      }
    } catch (error) {
      if (!(error instanceof MissingProgram)) throw error;
      missing.push(error.message);
      say(error.message);
    }
  }
  const all = Object.values(stores).flatMap((steps) => Object.values(steps));
  const passed = all.filter((holds) => holds).length;
  return { suite: 's3', passed, failed: all.length - passed, stores, said, missing };
}

class OnStore {
  private readonly steps: Record<string, boolean> = {};

  constructor(
    private readonly name: string,
    private readonly said: string[],
    private readonly say: (line: string) => void,
  ) {}

  async run(env: Readonly<Record<string, string>>): Promise<Record<string, boolean>> {
    const server = await Maroquin.prepare({ env: { LOG_LEVEL: 'error', ...env } });
    try {
      await this.step('the doctor finds it whole', async () => {
        const { code, stdout } = await server.command(['doctor', 'storage', '--prepare', '--json']);
        return code === 0 ? null : stdout;
      });
      await server.start();
      await this.work(server);
      return this.steps;
    } finally {
      await server.dispose();
    }
  }

  private async work(server: Maroquin): Promise<void> {
    const { http, email } = await firstAdministrator(server);
    const parentId = await http.create('/spaces', { name: 'Essai' });
    const [first, second] = [randomBytes(LARGE), randomBytes(LARGE)];
    let id = '';
    await this.step('a file goes in and comes out as it was', async () => {
      id = await upload(http, first, { filename: 'essai.bin', parentId });
      return first.equals(await http.bytes(`/files/${id}/content`)) ? null : 'other bytes';
    });
    await this.step('a range of it comes out', async () => {
      const headers = { range: `bytes=${String(MIB - 3)}-${String(MIB + 3)}` };
      const answer = await http.call('GET', `/api/v1/files/${id}/content`, { headers });
      const wanted = first.subarray(MIB - 3, MIB + 4);
      return wanted.equals(Buffer.from(await answer.arrayBuffer()))
        ? null
        : `answered ${String(answer.status)}`;
    });
    await this.step('another version replaces it by the mounted tree, and the first one stays', async () => {
      const password = await tokenOf(server, email, 'files');
      const authorization = `Basic ${Buffer.from(`agent:${password}`).toString('base64')}`;
      const url = `${server.url}/dav/Essai/essai.bin`;
      const { status } = await fetch(url, { method: 'PUT', body: second, headers: { authorization } });
      const { items } = await http.get(fileVersionsSchema, `/files/${id}/versions`);
      const isKept = first.equals(await http.bytes(`/files/${id}/versions/1/content`));
      return status === 204 && items.length === 2 && isKept ? null : `answered ${String(status)}`;
    });
    for (const verb of ['verify', 'recount'])
      await this.step(`storage ${verb} finds nothing`, async () => {
        const { code, stdout } = await server.command(['storage', verb, '--json']);
        return code === 0 ? null : stdout;
      });
    await this.step('what is deleted for good leaves no object', async () => {
      await http.act('POST', `/resources/${id}/trash`);
      await http.act('DELETE', `/resources/${id}`);
      await until(async () => (await objectsOf(server)) === 0, 'no object is left', DELETED_MS);
      return null;
    });
  }

  /** `act` answers what is wrong. */
  private async step(what: string, act: () => Promise<string | null>): Promise<void> {
    const wrong = await act().catch((error: unknown) => (error instanceof Error ? error.message : 'failed'));
    this.steps[what] = wrong === null;
    this.say(`${this.name}: ${what}: ${wrong === null ? 'ok' : 'failed'}`);
    if (wrong !== null) this.said.push(`${this.name}: ${what}: ${wrong.slice(0, 800)}`);
  }
}

async function objectsOf(server: Maroquin): Promise<number> {
  const store = createObjectStorage(loadConfig(server.env).objectStorage);
  try {
    let count = 0;
    for await (const { size } of store.list(BLOBS)) count += size > 0 ? 1 : 0;
    return count;
  } finally {
    store.close();
  }
}
