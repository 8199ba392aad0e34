import { resolve } from 'node:path';
import { createBackup, verifyBackup } from '@maroquin/platform/backup';
import { requirePrivileged } from '@maroquin/platform/instance';
import { answer, say } from '../common/output.js';
import { withInstance } from '../common/with-suite.js';

/** `maroquin backup create DIR` */
export async function backupCreate(folder: string, { json = false }: { json?: boolean }): Promise<void> {
  const manifest = await withInstance(({ connections, storage, clock }) =>
    createBackup({ reader: requirePrivileged(connections.reader), storage, clock }, resolve(folder)),
  );
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  answer(
    json,
    { folder: resolve(folder), tables: manifest.tables.length, rows, objects: manifest.objects.length },
    [
      say(
        `Sauvegarde faite : ${String(rows)} lignes, ${String(manifest.objects.length)} objets. Gardez la clé (KEY_FILE, ou celle de votre fournisseur de clés) ailleurs : elle n’y est pas.`,
        `Backup made: ${String(rows)} rows, ${String(manifest.objects.length)} objects. Keep the key (KEY_FILE, or that of your key provider) elsewhere: it is not in it.`,
      ),
    ],
  );
}

/** `maroquin backup verify DIR`: exit 1 when a file is missing or does not have its hash. */
export async function backupVerify(folder: string, { json = false }: { json?: boolean }): Promise<void> {
  const damaged = await verifyBackup(resolve(folder));
  if (damaged.length > 0) process.exitCode = 1;
  answer(json, { intact: damaged.length === 0, damaged }, [
    damaged.length === 0
      ? say('Sauvegarde intacte.', 'The backup is intact.')
      : say(
          `Sauvegarde endommagée : ${damaged.join(', ')}. Prenez-en une autre.`,
          `Damaged backup: ${damaged.join(', ')}. Take another one.`,
        ),
  ]);
}
