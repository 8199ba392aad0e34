import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);
const answerSchema = z.object({ dataDir: z.string() });

/**
 * Gives a data folder that does not exist yet a migrated cluster, copied from the one of this run of tests, so that the
 * server neither runs initdb nor migrates. Does nothing in benches and fault runs, which measure a real first start.
 */
export async function copyPreparedData(dataDir: string): Promise<void> {
  const services = process.env['TEST_SERVICES'];
  if (services === undefined || existsSync(dataDir)) return;
  const { dataDir: prepared } = answerSchema.parse(await ask(services, '/data-folder'));
  await mkdir(dataDir, { mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const parts = readdirSync(prepared).filter((name) => name.startsWith('postgres'));
  // With owners and modes: PostgreSQL refuses a folder that is not its own account's.
  await run('cp', ['-a', '--reflink=auto', ...parts.map((name) => join(prepared, name)), dataDir]);
}

function ask(socketPath: string, path: string): Promise<unknown> {
  return new Promise((done, fail) => {
    const outgoing = request({ socketPath, path }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        if (response.statusCode === 200) done(JSON.parse(text));
        else fail(new Error(`${path} did not start: ${text}`));
      });
    });
    outgoing.once('error', fail).end();
  });
}
