import { resolve } from 'node:path';
import { restoreBackup } from '@maroquin/platform/backup';
import { loadConfig } from '@maroquin/platform/config';
import { openForRestore } from '@maroquin/platform/instance';
import { createLogger } from '@maroquin/platform/logging';
import { answer, say } from '../common/output.js';

/** `maroquin restore DIR`: into an empty place, with the key of the instance that was backed up. */
export async function restore(folder: string, { json = false }: { json?: boolean }): Promise<void> {
  const config = loadConfig(process.env);
  const target = await openForRestore(config, createLogger({ logLevel: 'warn' }));
  try {
    const manifest = await restoreBackup(target, resolve(folder));
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    answer(json, { rows, objects: manifest.objects.length }, [
      say(
        `Restauré : ${String(rows)} lignes, ${String(manifest.objects.length)} objets. Lancez Maroquin.`,
        `Restored: ${String(rows)} rows, ${String(manifest.objects.length)} objects. Start Maroquin.`,
      ),
    ]);
  } finally {
    await target.close();
  }
}
