import { loadConfig } from '@maroquin/platform/config';
import { openInstance } from '@maroquin/platform/instance';
import { createLogger } from '@maroquin/platform/logging';
import { proveWritten } from '@maroquin/platform/proofs';
import type { Maroquin } from './maroquin.js';

/** One statement on the database of a running server, as the service: rows of rights that it writes have their proofs. */
export async function asService(
  server: Pick<Maroquin, 'env'>,
  sql: string,
  params: readonly unknown[],
): Promise<void> {
  const config = loadConfig(server.env);
  const logger = createLogger({ logLevel: 'error' });
  const instance = await openInstance({ config, logger, entities: [], join: true });
  try {
    const orgs = (await instance.database.call<{ id: string }>('select all_organisations() as id')).map(
      ({ id }) => id,
    );
    await instance.database.inOrgs({ orgs }, async (tx) => {
      await tx.query(sql, params);
      await proveWritten(tx);
      // Whatever nodes remember of rights is over.
      for (const org of orgs) await tx.query(`select note_access_changes($1, '{}', '{}', now())`, [org]);
    });
  } finally {
    await instance.close();
  }
}
