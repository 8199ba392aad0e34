import { createHash } from 'node:crypto';
import type { HttpClient } from '../support/http-client.js';
import { pause } from '../support/until.js';
import type { Random } from './random.js';
import { RepeatedWork } from './repeated-work.js';
import type { Verdict } from './verdict.js';
import { namesIn } from './uploader.js';

const AGAIN_MS = 250;
const ANSWER_MS = 20_000;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What opens the mounted tree, and one folder in it. */
interface MountedFolder {
  readonly url: string;
  readonly password: string;
}

/** Saves files through the mounted tree as programs do: a new one, over an old one, or beside and moved over it. */
export class Mounter extends RepeatedWork {
  /** What each file holds since its last answer. */
  readonly saved = new Map<string, string>();
  acked = 0;

  constructor(
    readonly name: string,
    private readonly folder: MountedFolder,
    random: Random,
  ) {
    super(random, [5, 50]);
  }

  protected async act(): Promise<void> {
    const bytes = this.random.bytes(this.random.between(1_000, 400_000));
    const old = this.random.pick([...this.saved.keys()]);
    const isNew = old === undefined || this.random.chance(0.4);
    const name = isNew ? `${this.name}-${String(this.saved.size + 1)}.bin` : old;
    if (isNew || this.random.chance(0.5)) await this.put(name, bytes);
    else await this.moveOver(name, bytes);
    this.saved.set(name, sha256(bytes));
    this.acked += 1;
  }

  private async put(name: string, body: Uint8Array): Promise<void> {
    await this.untilOk(() => this.ask('PUT', name, { body: Buffer.from(body) }));
  }

  private async moveOver(name: string, bytes: Uint8Array): Promise<void> {
    const beside = `${name}.tmp`;
    await this.put(beside, bytes);
    const headers = { destination: `${this.folder.url}/${name}` };
    await this.untilOk(async () => {
      const moved = await this.ask('MOVE', beside, { headers });
      // The answer to the one before was cut off: what it moved is there.
      return moved.status === 404 ? this.holds(name, bytes) : moved;
    });
  }

  private async holds(name: string, bytes: Uint8Array): Promise<Response> {
    const answer = await this.ask('GET', name);
    if (!answer.ok) return answer;
    const isThere = sha256(new Uint8Array(await answer.arrayBuffer())) === sha256(bytes);
    return new Response(null, { status: isThere ? 204 : 500 });
  }

  /** Asks again until it is answered well: a service that dies or is full comes back. */
  private async untilOk(ask: () => Promise<Response>): Promise<void> {
    for (;;) {
      const answer = await ask().catch(() => null);
      if (answer?.ok === true) return;
      if (answer !== null && [400, 401, 403, 404, 405, 409, 412].includes(answer.status))
        throw new Error(`the mounted tree answers ${String(answer.status)}`);
      await pause(AGAIN_MS);
    }
  }

  private async ask(method: string, name: string, init: RequestInit = {}): Promise<Response> {
    const authorization = `Basic ${Buffer.from(`agent:${this.folder.password}`).toString('base64')}`;
    return fetch(`${this.folder.url}/${name}`, {
      ...{ ...init, method, signal: AbortSignal.timeout(ANSWER_MS) },
      headers: { ...(init.headers as Record<string, string> | undefined), authorization },
    });
  }
}

/** Each file is there once, under its name, with what was saved last. */
export async function checkMounted(
  reader: HttpClient,
  folderId: string,
  mounters: readonly Mounter[],
  verdict: Verdict,
): Promise<void> {
  const found = await namesIn(reader, folderId);
  const all = mounters.flatMap(({ saved }) => [...saved]);
  verdict.acked += mounters.reduce((sum, { acked }) => sum + acked, 0);
  for (const [name, expected] of all) {
    const ids = found.filter((one) => one.name === name).map(({ id }) => id);
    const [id] = ids;
    if (ids.length !== 1) verdict.blame('lost', `${name} is listed ${String(ids.length)} ×`);
    const bytes = id === undefined ? null : await reader.bytes(`/files/${id}/content`).catch(() => null);
    if (bytes === null || sha256(bytes) !== expected) verdict.blame('lost', `bytes of ${name}`);
  }
  if (found.length > all.length)
    verdict.blame('duplicated', `${String(found.length)} files for ${String(all.length)} names`);
}
