import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { Clock } from '../config/index.js';
import { type PgConnection, toPgConfig } from '../database/index.js';
import { DomainError } from '../errors/index.js';
import type { KeyProvider } from './key-provider.js';
import { CHECK_PURPOSE, INSTANCE_PURPOSE } from './key-purposes.js';
import { lockKeys } from './lock-keys.js';
import { InstanceKeys } from './organisation-keys.js';
import { wrapChecked } from './wrap-checked.js';

/** @throws {DomainError} key.missing when this is not the key that an instance was sealed with. */
export async function requireKey(provider: KeyProvider, keyCheck: Buffer): Promise<void> {
  await provider.unwrap(null, keyCheck, CHECK_PURPOSE);
}

/** True when nothing is sealed in this database yet, so that a key may be made. Asked as the owner, after migrating. */
export async function isInstanceNew(owner: PgConnection): Promise<boolean> {
  return withClient(owner, async (client) => (await client.query('select 1 from instance')).rowCount === 0);
}

/** Seals the instance key with the customer's key. Runs again without harm. */
export async function initialiseInstance(
  owner: PgConnection,
  provider: KeyProvider,
  clock: Clock,
): Promise<void> {
  await withClient(owner, async (client) => {
    await lockKeys(client);
    await provider.ensureKey(null);
    const instanceKey = await wrapChecked(provider, null, randomBytes(32), INSTANCE_PURPOSE);
    const check = await wrapChecked(provider, null, randomBytes(32), CHECK_PURPOSE);
    await client.query(
      'insert into instance (created_at, instance_key, key_check) values ($1, $2, $3) on conflict do nothing',
      [clock.now(), instanceKey, check],
    );
  });
}

/** What the instance signs by, for what is done before it opens. @throws {DomainError} key.missing for another key */
export async function openInstanceKeys(owner: PgConnection, provider: KeyProvider): Promise<InstanceKeys> {
  const row = await withClient(owner, async (client) => {
    const { rows } = await client.query<{ instance_key: Buffer }>('select instance_key from instance');
    return rows[0];
  });
  if (row === undefined) throw new DomainError('key.missing');
  return new InstanceKeys(await provider.unwrap(null, row.instance_key, INSTANCE_PURPOSE));
}

async function withClient<T>(connection: PgConnection, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(toPgConfig(connection));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
