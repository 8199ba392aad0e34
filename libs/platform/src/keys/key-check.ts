import { createHmac } from 'node:crypto';
import { DomainError } from '../errors/index.js';
import { InstanceKeys } from './instance-keys.js';
import { OrganisationKeys } from './organisation-keys.js';

/** Tells the instance's key from every other, and nothing else about it. */
export const ownCheckOf = (key: Buffer): Buffer =>
  createHmac('sha256', key).update('maroquin check of the instance key').digest().subarray(0, 16);

/** Any 32 bytes would pass for a key, and what was written with them would never open again. */
const wrongKey = (whose: string): DomainError =>
  new DomainError('key.wrong', {
    cause: new Error(`the key provider gave another key than that of ${whose}`),
  });

/** @throws {DomainError} key.wrong where a provider gave another key than the one that was wrapped */
export function checkedInstanceKeys(key: Buffer, ownCheck: Buffer | null): InstanceKeys {
  if (ownCheck?.equals(ownCheckOf(key)) !== true) throw wrongKey('the instance');
  return new InstanceKeys(key);
}

interface CheckedKey {
  readonly orgId: string;
  readonly generation: number;
  readonly key: Buffer;
  /** null: of before the upgrade. */
  readonly check: Buffer | null;
}

/**
 * @param nameSealed asked for a key of before the upgrade alone: the organisation's name, which only its own key opens
 * @throws {DomainError} key.wrong
 */
export async function requireRightKey(
  instance: InstanceKeys,
  { orgId, generation, key, check }: CheckedKey,
  nameSealed: () => Promise<Buffer | null>,
): Promise<void> {
  const isRight =
    check === null
      ? opensName(orgId, generation, key, await nameSealed())
      : check.equals(instance.organisationKeyCheck(orgId, generation, key));
  if (!isRight) throw wrongKey(`organisation ${orgId}`);
}

function opensName(orgId: string, generation: number, key: Buffer, nameSealed: Buffer | null): boolean {
  if (nameSealed === null) return false;
  const keys = new OrganisationKeys(orgId, new Map([[generation, key]]), generation);
  try {
    keys.open({ table: 'organisation', column: 'name', row: orgId }, nameSealed);
    return true;
  } catch {
    return false;
  }
}
