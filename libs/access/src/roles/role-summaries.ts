import { type CustomRoleSummary, type ExtraAct, extraActs } from '@maroquin/contracts';
import type { Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { Keys, OrganisationKeys } from '@maroquin/platform/keys';
import type { RightsRow } from '@maroquin/platform/proofs';
import type { LockedTx } from '../engine/locked-tx.js';

interface Row {
  readonly id: string;
  readonly name_sealed: Buffer;
  readonly acts: string[];
}

/** In the order of the permission table; an act that this version does not know is left out. */
export const knownActs = (acts: readonly string[] | null): ExtraAct[] =>
  acts === null ? [] : extraActs.filter((act) => acts.includes(act));

export const openRoleName = (keys: OrganisationKeys, { id, name_sealed }: Omit<Row, 'acts'>): string =>
  keys.openText({ table: 'custom_role', column: 'name', row: id }, name_sealed);

/** What these custom roles are called and add, deleted ones too. null stands for a standard role. */
export async function roleSummaries(
  { database, keys }: { readonly database: Database; readonly keys: Keys },
  orgId: string,
  ids: readonly (string | null)[],
): Promise<(id: string | null) => CustomRoleSummary | null> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return () => null;
  const rows = await database.inOrgs({ orgs: [orgId] }, (tx) =>
    tx.query<Row>(
      'select id, name_sealed, acts from custom_role where org_id = $1 and id = any($2::uuid[])',
      [orgId, wanted],
    ),
  );
  const opened = await keys.forOrg(orgId);
  const summaries = new Map(
    rows.map((row) => [row.id, { id: row.id, name: openRoleName(opened, row), acts: knownActs(row.acts) }]),
  );
  return (id) => (id === null ? null : (summaries.get(id) ?? null));
}

/**
 * What a right has beyond its role. Hold the tree, so that nobody changes the role meanwhile.
 * @throws {DomainError} sealed.damaged for a role that nobody here wrote as it is
 */
export async function actsOfRole(tx: LockedTx, orgId: string, id: string | null): Promise<ExtraAct[]> {
  if (id === null) return [];
  const [row] = await tx.query<RightsRow & { acts: string[] }>(
    'select org_id, id, base, acts, deleted_at, proof from custom_role where org_id = $1 and id = $2',
    [orgId, id],
  );
  if (row === undefined) return [];
  if (!tx.isGenuine('custom_role', row)) throw new DomainError('sealed.damaged');
  return knownActs(row.acts);
}
