import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AnchorFolder } from './anchors.js';
import type { BegunChains } from './seal-entries.js';

/** A file beside the data of the instance, and the ends that were kept in the folder of anchors. */
export class ChainMemory implements BegunChains {
  private readonly file: string;
  private readonly anchors: AnchorFolder | null;
  private known: ReadonlySet<string> = new Set();

  constructor({
    dataDir,
    auditAnchors: { folder },
  }: {
    readonly dataDir: string;
    readonly auditAnchors: { readonly folder: string | null };
  }) {
    this.file = join(dataDir, 'audit', 'chains-begun');
    this.anchors = folder === null ? null : new AnchorFolder(folder);
  }

  /** @throws {Error} when the file is there and cannot be read */
  async knows(orgId: string): Promise<boolean> {
    if (this.known.has(orgId)) return true;
    await this.read();
    if (this.known.has(orgId)) return true;
    return this.anchors !== null && (await this.anchors.kept(orgId)).length > 0;
  }

  /** @throws {Error} when the folder cannot be written */
  async remember(orgId: string): Promise<void> {
    if (this.known.has(orgId)) return;
    await this.read();
    if (this.known.has(orgId)) return;
    await mkdir(join(this.file, '..'), { recursive: true, mode: 0o700 });
    await appendFile(this.file, `${orgId}\n`, { mode: 0o600, flush: true });
    await this.read();
  }

  /** Again each time that something is not known: another process beside the same data may have written it. */
  private async read(): Promise<void> {
    const text = await readFile(this.file, 'utf8').catch((error: unknown) => {
      // What cannot be read may know every chain.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return '';
    });
    this.known = new Set(text.split('\n').filter((line) => line !== ''));
  }
}
