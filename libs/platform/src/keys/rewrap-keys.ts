import { Client } from 'pg';
import { type PgConnection, toPgConfig } from '../database/index.js';
import { DomainError } from '../errors/index.js';
import { CHECK_PURPOSE, INSTANCE_PURPOSE, organisationPurpose } from './key-purposes.js';
import type { KeyProvider } from './key-provider.js';
import { checkedInstanceKeys, requireRightKey } from './key-check.js';
import type { InstanceKeys } from './instance-keys.js';
import { OwnerRefused } from './owner-refused.js';
import { lockKeys } from './lock-keys.js';
import { wrapChecked } from './wrap-checked.js';

interface OrganisationRow {
  readonly org_id: string;
  readonly generation: number;
  readonly wrapped: Buffer;
  readonly key_check: Buffer | null;
  readonly name_sealed: Buffer;
}

export interface Rewrapped {
  readonly organisations: number;
  /** Organisations whose key the provider does not have any more, or does not allow: left as they were. */
  readonly missing: readonly string[];
}

/**
 * Wraps every key of the hierarchy's top again with the provider's present key, while people work: what those keys
 * opened stays as it is, nothing that was sealed is written again. Runs again without harm when it was cut off.
 * @param rotate whether the provider makes a new version of each of its keys first
 * @throws {DomainError} key.missing for the instance's key, key.wrong, key.provider-down
 */
export async function rewrapKeys(
  owner: PgConnection,
  provider: KeyProvider,
  rotate: boolean,
): Promise<Rewrapped> {
  const client = new Client(toPgConfig(owner));
  await client.connect();
  try {
    await lockKeys(client);
    const instance = await rewrapInstance(client, provider, rotate);
    const { rows } = await client.query<OrganisationRow>(
      `select k.org_id, k.generation, k.wrapped, k.key_check, o.name_sealed
       from organisation_key k join organisation o on o.id = k.org_id where k.destroyed_at is null order by k.org_id, k.generation`,
    );
    const orgIds = [...new Set(rows.map(({ org_id }) => org_id))];
    const missing: string[] = [];
    for (const orgId of orgIds) {
      const own = rows.filter(({ org_id }) => org_id === orgId);
      if (!(await rewrapOrganisation(client, provider, { instance, orgId, rows: own, rotate })))
        missing.push(orgId);
    }
    return { organisations: orgIds.length - missing.length, missing };
  } finally {
    await client.end();
  }
}

async function rewrapInstance(client: Client, provider: KeyProvider, rotate: boolean): Promise<InstanceKeys> {
  await provider.ensureKey(null);
  if (rotate) await provider.rotateKey(null);
  const { rows } = await client.query<{ instance_key: Buffer; key_check: Buffer; own_check: Buffer | null }>(
    'select instance_key, key_check, own_check from instance',
  );
  const [row] = rows;
  if (row === undefined) throw new DomainError('key.missing');
  const key = await provider.unwrap(null, row.instance_key, INSTANCE_PURPOSE);
  const instance = checkedInstanceKeys(key, row.own_check);
  const check = await provider.unwrap(null, row.key_check, CHECK_PURPOSE);
  await client.query('update instance set instance_key = $1, key_check = $2 where instance_key = $3', [
    await wrapChecked(provider, null, key, INSTANCE_PURPOSE),
    await wrapChecked(provider, null, check, CHECK_PURPOSE),
    row.instance_key,
  ]);
  return instance;
}

interface OfOrganisation {
  readonly instance: InstanceKeys;
  readonly orgId: string;
  readonly rows: readonly OrganisationRow[];
  readonly rotate: boolean;
}

/** @returns whether its keys still open; otherwise nothing was made or changed, at the provider neither */
async function rewrapOrganisation(
  client: Client,
  provider: KeyProvider,
  { instance, orgId, rows, rotate }: OfOrganisation,
): Promise<boolean> {
  const opened = await unwrapAll(provider, orgId, rows);
  if (opened === null) return false;
  // What is wrapped from now on replaces the only copy.
  for (const { generation, key, key_check: check, name_sealed } of opened)
    await requireRightKey(instance, { orgId, generation, key, check }, () => Promise.resolve(name_sealed));
  await provider.ensureKey(orgId);
  if (rotate && provider.keyPerOrganisation) await provider.rotateKey(orgId);
  for (const { generation, wrapped, key } of opened) {
    const next = await wrapChecked(provider, orgId, key, organisationPurpose(orgId, generation));
    await client.query(
      `update organisation_key set wrapped = $4, key_check = $5, wrapped_at = now()
       where org_id = $1 and generation = $2 and wrapped = $3`,
      [orgId, generation, wrapped, next, instance.organisationKeyCheck(orgId, generation, key)],
    );
  }
  return true;
}

/** null: the provider does not have or allow its key, and must not be asked for a new one of that name. */
async function unwrapAll(
  provider: KeyProvider,
  orgId: string,
  rows: readonly OrganisationRow[],
): Promise<(OrganisationRow & { readonly key: Buffer })[] | null> {
  try {
    const opened: (OrganisationRow & { readonly key: Buffer })[] = [];
    for (const row of rows) {
      const key = await provider.unwrap(orgId, row.wrapped, organisationPurpose(orgId, row.generation));
      opened.push({ ...row, key });
    }
    return opened;
  } catch (error) {
    if (error instanceof OwnerRefused) return null;
    if (error instanceof DomainError && error.code === 'key.missing') return null;
    throw error;
  }
}
