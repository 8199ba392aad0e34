import { recordAct } from '../audit/index.js';
import type { Clock } from '../config/index.js';
import type { Database, PgConnection } from '../database/index.js';
import { proveFormer, type ProveParts } from './prove-former.js';
import type { Relation } from './relations.js';

interface SignParts extends Omit<ProveParts, 'signsLost'> {
  readonly owner: PgConnection;
  readonly database: Pick<Database, 'call' | 'inOrgs'>;
  readonly clock: Clock;
}

/**
 * For who put the database back to before the upgrade: the rights that stand there are believed once more. In the audit of
 * every organisation before it is done, so that nobody does it unseen.
 * @returns the tables that were signed; none: nothing had lost its proofs
 */
export async function signRights(
  { owner, database, clock, ...parts }: SignParts,
  by: string,
): Promise<readonly Relation[]> {
  const lost = await proveFormer(owner, parts);
  if (lost.length === 0) return lost;
  const organisations = await database.call<{ id: string }>('select all_organisations() as id');
  for (const { id: orgId } of organisations)
    await database.inOrgs({ orgs: [orgId] }, (tx) =>
      recordAct(tx, {
        ...{ orgId, actorId: by, action: 'access.rights-signed', targetId: orgId, at: clock.now() },
        details: { tables: lost.join(' ') },
      }),
    );
  return proveFormer(owner, { ...parts, signsLost: true });
}
