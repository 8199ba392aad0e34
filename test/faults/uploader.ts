import { createHash } from 'node:crypto';
import { resourcePageSchema } from '@maroquin/contracts';
import type { HttpClient } from '../support/http-client.js';
import { upload } from '../support/uploads.js';
import type { Random } from './random.js';
import { RepeatedWork } from './repeated-work.js';
import type { Verdict } from './verdict.js';

interface Stored {
  readonly id: string;
  readonly filename: string;
  readonly sha256: string;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Puts one file after the other into a folder, each resumed until it is there. */
export class Uploader extends RepeatedWork {
  readonly stored: Stored[] = [];

  constructor(
    readonly name: string,
    private readonly http: HttpClient,
    private readonly folderId: string,
    random: Random,
  ) {
    super(random, [5, 50]);
  }

  get acked(): number {
    return this.stored.length;
  }

  protected async act(): Promise<void> {
    const bytes = this.random.bytes(this.random.between(1_000, 600_000));
    const filename = `${this.name}-${String(this.stored.length + 1)}.bin`;
    const id = await upload(this.http, bytes, { filename, parentId: this.folderId, chunkSize: 48 * 1024 });
    this.stored.push({ id, filename, sha256: sha256(bytes) });
  }
}

/** All that is listed in a folder. */
export async function namesIn(
  reader: HttpClient,
  folderId: string,
): Promise<{ readonly id: string; readonly name: string }[]> {
  const found: { id: string; name: string }[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = await reader.get(resourcePageSchema, `/resources/${folderId}/children?limit=200${after}`);
    found.push(...page.items);
    cursor = page.next;
  }
  return found;
}

/** Every acknowledged file is there once, byte by byte. */
export async function checkFolder(
  reader: HttpClient,
  folderId: string,
  uploaders: readonly Uploader[],
  verdict: Verdict,
): Promise<void> {
  const names = new Map<string, number>();
  for (const { name } of await namesIn(reader, folderId)) names.set(name, (names.get(name) ?? 0) + 1);
  const all = uploaders.flatMap(({ stored }) => stored);
  verdict.acked += all.length;
  for (const { id, filename, sha256: expected } of all) {
    const bytes = await reader.bytes(`/files/${id}/content`).catch(() => null);
    if (bytes === null || sha256(bytes) !== expected) verdict.blame('lost', `bytes of ${filename}`);
    if (names.get(filename) !== 1)
      verdict.blame('lost', `${filename} is listed ${String(names.get(filename) ?? 0)} ×`);
  }
  if (names.size > all.length)
    verdict.blame('duplicated', `${String(names.size)} files for ${String(all.length)} uploads`);
}
