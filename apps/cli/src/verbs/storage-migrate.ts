import { loadConfig } from '@maroquin/platform/config';
import { StartupError } from '@maroquin/platform/errors';
import { createObjectStorage, type MigratedObjects, migrateObjects } from '@maroquin/platform/object-storage';
import { answer, say } from '../common/output.js';

/** Objects between two lines of progress. */
const REPORT_EVERY = 1_000;

/**
 * `maroquin storage migrate`: copies every object of the former store to the store that the servers use by now, which read
 * from the former one what is not there yet. Cut off, it goes on where it stood. Exit 1 when an object does not read back
 * as it was, or came to the former store meanwhile.
 */
export async function storageMigrate({
  compare = false,
  json = false,
}: {
  readonly compare?: boolean;
  readonly json?: boolean;
}): Promise<void> {
  const { objectStorage, formerObjectStorage } = loadConfig(process.env);
  if (formerObjectStorage === null)
    throw new StartupError(
      'Donnez à OBJECT_STORAGE la nouvelle réserve d’objets, à OBJECT_STORAGE_FORMER l’ancienne (.env.example), redémarrez tous les serveurs, puis relancez cette commande.',
      'Give the new object store to OBJECT_STORAGE and the former one to OBJECT_STORAGE_FORMER (.env.example), restart every server, then run this again.',
    );
  const [former, store] = [createObjectStorage(formerObjectStorage), createObjectStorage(objectStorage)];
  try {
    await store.prepare();
    const { copied, bytes, present, damaged, late } = await migrateObjects(former, store, {
      compares: compare,
      onProgress: (done) => {
        const count = done.copied + done.present;
        if (!json && count % REPORT_EVERY === 0) process.stderr.write(`${String(count)}\n`);
      },
    });
    if (damaged.length > 0 || late > 0) process.exitCode = 1;
    answer(json, { copied, bytes, present, damaged, late }, [
      say(
        `${String(copied)} objets copiés et relus à l’identique, ${String(bytes)} octets ; ${String(present)} y étaient déjà.`,
        `${String(copied)} objects copied and read back as they were, ${String(bytes)} bytes; ${String(present)} were there already.`,
      ),
      outcome({ damaged, late }),
      ...damaged,
    ]);
  } finally {
    former.close();
    store.close();
  }
}

function outcome({ damaged, late }: Pick<MigratedObjects, 'damaged' | 'late'>): string {
  if (damaged.length > 0)
    return say(
      `${String(damaged.length)} ne se relisent pas comme ils étaient : relancez la commande, et gardez l’ancienne réserve.`,
      `${String(damaged.length)} do not read back as they were: run this again, and keep the former store.`,
    );
  if (late > 0)
    return say(
      `${String(late)} sont arrivés dans l’ancienne réserve pendant la copie : un serveur y écrit encore. Redémarrez tous les serveurs, relancez la commande, et gardez l’ancienne réserve.`,
      `${String(late)} came to the former store during the copy: a server still writes there. Restart every server, run this again, and keep the former store.`,
    );
  return say(
    'Tout est dans la nouvelle réserve. Retirez OBJECT_STORAGE_FORMER, redémarrez tous les serveurs, lancez `maroquin storage verify`, puis videz l’ancienne.',
    'All is in the new store. Remove OBJECT_STORAGE_FORMER, restart every server, run `maroquin storage verify`, then empty the former one.',
  );
}
