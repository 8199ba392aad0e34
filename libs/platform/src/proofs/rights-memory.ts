import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Marks of the tables that have their proofs, in a file beside the data of the instance: who holds the database does not
 * reach it, and cannot have rows of its own taken for those of before the upgrade. A mark is a hash by the instance's key,
 * so that a new database on the same folder does not pass for one that lost its proofs.
 */
export class RightsMemory {
  private readonly file: string;

  constructor({ dataDir }: { readonly dataDir: string }) {
    this.file = join(dataDir, 'audit', 'rights-proven');
  }

  /** @throws {Error} when the file is there and cannot be read: it may know every mark */
  async known(): Promise<ReadonlySet<string>> {
    const text = await readFile(this.file, 'utf8').catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return '';
    });
    return new Set(text.split('\n').filter((line) => line !== ''));
  }

  /** @throws {Error} when the folder cannot be written */
  async remember(mark: string): Promise<void> {
    await mkdir(dirname(this.file), { recursive: true, mode: 0o700 });
    await appendFile(this.file, `${mark}\n`, { mode: 0o600, flush: true });
  }
}
