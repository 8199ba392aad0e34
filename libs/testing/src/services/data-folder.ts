import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asRole, migrate, preparePostgres, startEmbeddedPostgres } from '@maroquin/platform/database';
import { installJobs } from '@maroquin/platform/jobs';

/** The suite's own database in the embedded server. */
const DATABASE = 'maroquin';
/** Each server gives its roles passwords of its own when it starts. */
const passwords = { owner: 'owner-for-tests', app: 'app-for-tests', reader: 'reader-for-tests' };
const log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

interface PreparedDataFolder {
  /** A stopped cluster with the schema of this build, and nothing else: no key, no instance. Copied, never used itself. */
  readonly dataDir: string;
  readonly remove: () => void;
}

/**
 * What the first start of a server makes that is the same for all of them, once a run: initdb and the migrations take
 * longer than the rest of a start.
 */
export async function prepareDataFolder(): Promise<PreparedDataFolder> {
  const base = mkdtempSync(join(tmpdir(), 'maroquin-prepared-'));
  chmodSync(base, 0o711);
  const dataDir = join(base, 'data');
  const remove = (): void => rmSync(base, { recursive: true, force: true });
  try {
    const server = await startEmbeddedPostgres({ dataDir, log });
    try {
      await preparePostgres(server.connection, DATABASE, passwords);
      const owner = asRole(server.connection, 'owner', passwords, DATABASE);
      await migrate(owner, { beforeEach: installJobs });
    } finally {
      await server.stop();
    }
    return { dataDir, remove };
  } catch (error) {
    remove();
    throw error;
  }
}
