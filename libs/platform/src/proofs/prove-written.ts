import type { Tx } from '../database/index.js';
import { DomainError } from '../errors/index.js';
import { instanceKeysOf } from '../keys/index.js';
import {
  isProven,
  nameOf,
  proofFor,
  type Relation,
  relationsOfActs,
  type RightsRow,
  saidOf,
} from './relations.js';

interface Written {
  readonly relation: Relation;
  readonly place: string;
  readonly row: object;
  /** As it was before this transaction; null: it is new. */
  readonly was: RightsRow | null;
}

/** Proven at once. */
const BATCH = 10_000;

/** Only what this transaction wrote: a row without a proof that somebody else left there stays without. */
const WRITTEN = `${relationsOfActs
  .map(
    (relation) => `select '${relation}' as relation, t.ctid::text as place, ${saidOf(relation)} as row, t.was
    from ${relation} t where t.proof is null and t.xmin = pg_current_xact_id_if_assigned()::xid`,
  )
  .join(' union all ')} limit ${String(BATCH)}`;

/**
 * Gives every row of rights that this transaction wrote its proof. Before it is committed, under the lock of the act.
 * @throws {DomainError} sealed.damaged for a row that nobody here wrote and this transaction changed
 */
export async function proveWritten(tx: Tx): Promise<void> {
  const keys = instanceKeysOf(tx);
  for (;;) {
    const rows = await tx.query<Written>(WRITTEN);
    for (const { relation, row, was } of rows)
      if (was !== null && !isProven(keys, relation, was))
        throw new DomainError('sealed.damaged', {
          cause: new Error(`a row without a valid proof: ${JSON.stringify(nameOf(relation, row))}`),
        });
    for (const relation of relationsOfActs) {
      const own = rows.filter((row) => row.relation === relation);
      if (own.length === 0) continue;
      await tx.query(
        `update ${relation} t set proof = v.proof, was = null
         from unnest($1::tid[], $2::bytea[]) v(place, proof) where t.ctid = v.place`,
        [own.map(({ place }) => place), own.map(({ row }) => proofFor(keys, relation, row))],
      );
    }
    if (rows.length < BATCH) return;
  }
}
