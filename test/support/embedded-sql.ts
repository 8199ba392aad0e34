import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';

/** The embedded database as its superuser: the eyes of a curious database administrator. */
export async function asSuperuser<T>(
  dataDir: string,
  work: (client: Client) => Promise<T>,
  database = 'maroquin',
): Promise<T> {
  const lines = readFileSync(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n');
  const password = readFileSync(join(dataDir, 'postgres/superuser-password'), 'utf8').trim();
  const client = new Client({
    host: lines[4]?.trim() ?? '',
    port: Number(lines[3]),
    user: 'postgres',
    password,
    database,
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
