import { loadConfig, systemClock } from '@maroquin/platform/config';
import { migrateInstance } from '@maroquin/platform/instance';
import { answer, say } from '../common/output.js';
import { commandLogger } from '../common/with-suite.js';

/** `maroquin migrate`: brings the schema up to this version, as the owner; a first time, seals the instance's key. */
export async function migrateVerb({ json = false }: { json?: boolean }): Promise<void> {
  const config = loadConfig(process.env);
  await migrateInstance(config, systemClock, commandLogger(config));
  answer(json, { migrated: true }, [say('La base est à jour.', 'The database is up to date.')]);
}
