import {
  type ExtraAct,
  type GivenRole,
  type HeldRight,
  rightCovers,
  type Role,
  roleSchema,
} from '@maroquin/contracts';
import type { Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { ResourceFacts } from '../engine/resource-facts.js';
import { toActs } from '../policy/extra-acts.js';
import { knownActs } from './role-summaries.js';

/** A right as it is written: a standard role, or a custom one by its base and what it adds. */
export interface RoleToWrite {
  readonly role: Role;
  readonly customRoleId?: string | null;
  readonly acts?: readonly ExtraAct[];
}

/** Under the lock. @throws {DomainError} access.unknown-role */
export async function resolveRole(tx: Tx, orgId: string, given: GivenRole): Promise<Required<RoleToWrite>> {
  const standard = roleSchema.safeParse(given);
  if (standard.success) return { role: standard.data, customRoleId: null, acts: [] };
  const [row] = await tx.query<{ base: Role; acts: string[] }>(
    'select base, acts from custom_role where org_id = $1 and id = $2 and deleted_at is null',
    [orgId, given],
  );
  if (row === undefined) throw new DomainError('access.unknown-role');
  return { role: row.base, customRoleId: given, acts: knownActs(row.acts) };
}

export const heldBy = ({ role, extras }: Pick<ResourceFacts, 'role' | 'extras'>): HeldRight => ({
  role,
  acts: toActs(extras),
});

/** Nobody gives, takes or changes a right that allows more than its own. @throws {DomainError} access.beyond-own */
export function requireWithinOwn(held: HeldRight, ...rights: readonly HeldRight[]): void {
  if (!rights.every((right) => rightCovers(held, right))) throw new DomainError('access.beyond-own');
}
