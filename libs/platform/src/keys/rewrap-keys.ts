import { Client } from 'pg';
import { type PgConnection, toPgConfig } from '../database/index.js';
import { CHECK_PURPOSE, INSTANCE_PURPOSE, organisationPurpose } from './key-purposes.js';
import type { KeyProvider } from './key-provider.js';
import { lockKeys } from './lock-keys.js';

interface OrganisationRow {
  readonly org_id: string;
  readonly generation: number;
  readonly wrapped: Buffer;
}

/**
 * Wraps every key of the hierarchy's top again with the provider's present key, while people work: what those keys
 * opened stays as it is, nothing that was sealed is written again. Runs again without harm when it was cut off.
 * @param rotate whether the provider makes a new version of each of its keys first
 * @throws {DomainError} key.missing, key.provider-down
 */
export async function rewrapKeys(
  owner: PgConnection,
  provider: KeyProvider,
  rotate: boolean,
): Promise<{ readonly organisations: number }> {
  const client = new Client(toPgConfig(owner));
  await client.connect();
  try {
    await lockKeys(client);
    await rewrapInstance(client, provider, rotate);
    const { rows } = await client.query<OrganisationRow>(
      'select org_id, generation, wrapped from organisation_key order by org_id, generation',
    );
    const done = new Set<string>();
    for (const row of rows) {
      if (!done.has(row.org_id)) {
        await provider.ensureKey(row.org_id);
        if (rotate && provider.keyPerOrganisation) await provider.rotateKey(row.org_id);
      }
      done.add(row.org_id);
      await rewrapOrganisation(client, provider, row);
    }
    return { organisations: done.size };
  } finally {
    await client.end();
  }
}

async function rewrapInstance(client: Client, provider: KeyProvider, rotate: boolean): Promise<void> {
  await provider.ensureKey(null);
  if (rotate) await provider.rotateKey(null);
  const { rows } = await client.query<{ instance_key: Buffer; key_check: Buffer }>(
    'select instance_key, key_check from instance',
  );
  for (const row of rows) {
    const key = await provider.unwrap(null, row.instance_key, INSTANCE_PURPOSE);
    const check = await provider.unwrap(null, row.key_check, CHECK_PURPOSE);
    await client.query('update instance set instance_key = $1, key_check = $2 where instance_key = $3', [
      await provider.wrap(null, key, INSTANCE_PURPOSE),
      await provider.wrap(null, check, CHECK_PURPOSE),
      row.instance_key,
    ]);
  }
}

async function rewrapOrganisation(
  client: Client,
  provider: KeyProvider,
  { org_id, generation, wrapped }: OrganisationRow,
): Promise<void> {
  const purpose = organisationPurpose(org_id, generation);
  const key = await provider.unwrap(org_id, wrapped, purpose);
  await client.query(
    'update organisation_key set wrapped = $4 where org_id = $1 and generation = $2 and wrapped = $3',
    [org_id, generation, wrapped, await provider.wrap(org_id, key, purpose)],
  );
}
