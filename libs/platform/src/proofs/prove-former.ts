import { Client } from 'pg';
import { type PgConnection, toPgConfig } from '../database/index.js';
import type { InstanceKeys } from '../keys/index.js';
import type { Logger } from '../logging/index.js';
import { proofFor, type Relation, relations } from './relations.js';
import type { RightsMemory } from './rights-memory.js';

/** Proven at once. */
const BATCH = 10_000;

interface ProveParts {
  readonly keys: InstanceKeys;
  readonly memory: Pick<RightsMemory, 'known' | 'remember'>;
  readonly logger: Pick<Logger, 'info' | 'error' | 'warn'>;
}

/**
 * Gives the rows that were there before the upgrade their proofs, once for each table. Where it was done already and the
 * database does not know it, nothing is proven: rows without a proof give no right.
 */
export async function proveFormer(owner: PgConnection, { keys, memory, logger }: ProveParts): Promise<void> {
  const client = new Client(toPgConfig(owner));
  await client.connect();
  try {
    const { rows } = await client.query<{ proofs: Record<string, string> }>(
      'select rights_proofs as proofs from instance',
    );
    const proofs = rows[0]?.proofs ?? {};
    const known = await memory.known();
    for (const relation of relations) {
      const proof = keys.formerRightsProof(relation).toString('hex');
      if (proofs[relation] !== proof) {
        if (known.has(relation) || (await isHalfProven(client, relation))) {
          logger.error({ relation }, 'rows of rights lost their proofs: they give no right any more');
          continue;
        }
        const count = await proveAll(client, relation, keys, proof);
        if (count > 0) logger.info({ relation, count }, 'rows of rights got their proofs');
      }
      if (!known.has(relation)) await remember(memory, relation, logger);
    }
  } finally {
    await client.end();
  }
}

async function remember(
  memory: ProveParts['memory'],
  relation: Relation,
  logger: ProveParts['logger'],
): Promise<void> {
  try {
    await memory.remember(relation);
  } catch (err) {
    logger.warn({ err }, 'that rows of rights have their proofs could not be kept');
  }
}

/** The service wrote here since the upgrade, and somebody took the mark of it away. */
async function isHalfProven(client: Client, relation: Relation): Promise<boolean> {
  const { rows } = await client.query<{ half: boolean }>(
    `select exists (select 1 from ${relation} where proof is null)
       and exists (select 1 from ${relation} where proof is not null) as half`,
  );
  return rows[0]?.half === true;
}

/** All of a table, or none: who is interrupted begins again. */
async function proveAll(
  client: Client,
  relation: Relation,
  keys: InstanceKeys,
  mark: string,
): Promise<number> {
  let count = 0;
  await client.query('begin');
  try {
    for (let more = true; more;) {
      const { rows } = await client.query<{ place: string; row: object }>(
        `select ctid::text as place, to_jsonb(t) - '{proof,was}'::text[] as row from ${relation} t
         where proof is null limit $1`,
        [BATCH],
      );
      await client.query(
        `update ${relation} t set proof = v.proof from unnest($1::tid[], $2::bytea[]) v(place, proof)
         where t.ctid = v.place`,
        [rows.map(({ place }) => place), rows.map(({ row }) => proofFor(keys, relation, row))],
      );
      count += rows.length;
      more = rows.length === BATCH;
    }
    await client.query(
      'update instance set rights_proofs = rights_proofs || jsonb_build_object($1::text, $2::text)',
      [relation, mark],
    );
    await client.query('commit');
    return count;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}
