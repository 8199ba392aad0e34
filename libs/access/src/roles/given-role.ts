import {
  type ExtraAct,
  type GivenRole,
  type HeldRight,
  rightCovers,
  type Role,
  roleSchema,
} from '@maroquin/contracts';
import { DomainError } from '@maroquin/platform/errors';
import type { RightsRow } from '@maroquin/platform/proofs';
import type { LockedTx } from '../engine/locked-tx.js';
import type { ResourceFacts } from '../engine/resource-facts.js';
import { toActs } from '../policy/extra-acts.js';
import { knownActs } from './role-summaries.js';

/** A right as it is written: a standard role, or a custom one by its base and what it adds. */
export interface RoleToWrite {
  readonly role: Role;
  readonly customRoleId?: string | null;
  readonly acts?: readonly ExtraAct[];
}

/** @throws {DomainError} access.unknown-role, sealed.damaged for a role that nobody here wrote as it is */
export async function resolveRole(
  tx: LockedTx,
  orgId: string,
  given: GivenRole,
): Promise<Required<RoleToWrite>> {
  const standard = roleSchema.safeParse(given);
  if (standard.success) return { role: standard.data, customRoleId: null, acts: [] };
  const [row] = await tx.query<RightsRow & { base: Role; acts: string[] }>(
    'select org_id, id, base, acts, deleted_at, proof from custom_role where org_id = $1 and id = $2 and deleted_at is null',
    [orgId, given],
  );
  if (row === undefined) throw new DomainError('access.unknown-role');
  if (!tx.isGenuine('custom_role', row)) throw new DomainError('sealed.damaged');
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
