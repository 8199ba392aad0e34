import { answer, say } from '../output.js';
import { withInstance } from '../with-suite.js';

/** `maroquin migrate`: brings the schema up to this version. Opening the instance does it. */
export async function migrateVerb({ json = false }: { json?: boolean }): Promise<void> {
  await withInstance(() => Promise.resolve());
  answer(json, { migrated: true }, [say('La base est à jour.', 'The database is up to date.')]);
}
