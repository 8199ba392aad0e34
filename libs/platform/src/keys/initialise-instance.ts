import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { Clock } from '../config/index.js';
import { type PgConnection, toPgConfig } from '../database/index.js';
import { DomainError } from '../errors/index.js';
import type { KeyProvider } from './key-provider.js';
import { CHECK_PURPOSE, INSTANCE_PURPOSE } from './key-purposes.js';
import { lockKeys } from './lock-keys.js';
import { InstanceKeys } from './instance-keys.js';
import { checkedInstanceKeys, ownCheckOf } from './key-check.js';
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
    const key = randomBytes(32);
    const instanceKey = await wrapChecked(provider, null, key, INSTANCE_PURPOSE);
    const check = await wrapChecked(provider, null, randomBytes(32), CHECK_PURPOSE);
    await client.query(
      `insert into instance (created_at, instance_key, key_check, own_check) values ($1, $2, $3, $4)
       on conflict do nothing`,
      [clock.now(), instanceKey, check, ownCheckOf(key)],
    );
  });
}

interface InstanceRow {
  readonly instance_key: Buffer;
  readonly own_check: Buffer | null;
  readonly rights_proofs: Readonly<Record<string, string>>;
}

/**
 * What the instance signs by, for what is done before it opens. An instance from before the upgrade gets its check.
 * @throws {DomainError} key.missing for another key, key.wrong
 */
export async function openInstanceKeys(owner: PgConnection, provider: KeyProvider): Promise<InstanceKeys> {
  return withClient(owner, async (client) => {
    const { rows } = await client.query<InstanceRow>('select * from instance');
    const [row] = rows;
    if (row === undefined) throw new DomainError('key.missing');
    const key = await provider.unwrap(null, row.instance_key, INSTANCE_PURPOSE);
    if (row.own_check !== null) return checkedInstanceKeys(key, row.own_check);
    const keys = checkedInstanceKeys(key, hasSigned(row, key) ? ownCheckOf(key) : null);
    await client.query('update instance set own_check = $1', [ownCheckOf(key)]);
    return keys;
  });
}

/** Of before the upgrade: whether the marks of former rows are this key's, where there are any. */
function hasSigned({ rights_proofs }: InstanceRow, key: Buffer): boolean {
  const keys = new InstanceKeys(key);
  const marks = Object.entries(rights_proofs);
  return (
    marks.length === 0 ||
    marks.some(([relation, mark]) => keys.formerRightsProof(relation).toString('hex') === mark)
  );
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
