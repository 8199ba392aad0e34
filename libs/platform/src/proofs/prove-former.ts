import { Client } from 'pg';
import { type PgConnection, toPgConfig } from '../database/index.js';
import type { InstanceKeys } from '../keys/index.js';
import type { Logger } from '../logging/index.js';
import { proofFor, type Relation, relations, saidOf } from './relations.js';
import type { RightsMemory } from './rights-memory.js';

/** Proven at once. */
const BATCH = 10_000;

export interface ProveParts {
  readonly keys: InstanceKeys;
  readonly memory: Pick<RightsMemory, 'known' | 'remember'>;
  readonly logger: Pick<Logger, 'info' | 'error' | 'warn'>;
  /** Somebody said that the database was put back to before the upgrade: what lost its proofs gets them again. */
  readonly signsLost?: boolean;
}

/**
 * Gives the rows that were there before the upgrade their proofs, once for each table. Where it was done already and the
 * database does not know it, nothing is proven: rows without a proof give no right.
 * @returns tables none of whose rows has a proof any more: put back to before the upgrade, or meddled with
 */
export async function proveFormer(
  owner: PgConnection,
  { keys, memory, logger, signsLost = false }: ProveParts,
): Promise<readonly Relation[]> {
  const client = new Client(toPgConfig(owner));
  await client.connect();
  try {
    const { rows } = await client.query<{ proofs: Record<string, string> }>(
      'select rights_proofs as proofs from instance',
    );
    const proofs = rows[0]?.proofs ?? {};
    const known = await memory.known();
    const lost: Relation[] = [];
    for (const relation of relations) {
      // Of this instance's key: another one, on the same folder, has its own.
      const mark = keys.formerRightsProof(relation).toString('hex');
      if (proofs[relation] !== mark) {
        const { proven, unproven } = await rowsFound(client, relation);
        const isLost = unproven && !proven && known.has(mark);
        if (isLost) lost.push(relation);
        // Half: the service wrote here since the upgrade, and somebody took the mark of it away.
        if ((unproven && proven) || (isLost && !signsLost)) {
          logger.error({ relation }, 'rows of rights lost their proofs: they give no right any more');
          continue;
        }
        const count = await proveAll(client, relation, keys, mark);
        if (count > 0) logger.info({ relation, count }, 'rows of rights got their proofs');
      }
      if (!known.has(mark)) await remember(memory, mark, logger);
    }
    return lost;
  } finally {
    await client.end();
  }
}

async function remember(
  memory: ProveParts['memory'],
  mark: string,
  logger: ProveParts['logger'],
): Promise<void> {
  try {
    await memory.remember(mark);
  } catch (err) {
    logger.warn({ err }, 'that rows of rights have their proofs could not be kept');
  }
}

interface Found {
  readonly proven: boolean;
  readonly unproven: boolean;
}

/** Of an empty table neither: nothing is there that somebody could have planted. */
async function rowsFound(client: Client, relation: Relation): Promise<Found> {
  const { rows } = await client.query<Found>(
    `select exists (select 1 from ${relation} where proof is null) as unproven,
       exists (select 1 from ${relation} where proof is not null) as proven`,
  );
  return rows[0] ?? { proven: false, unproven: false };
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
        `select ctid::text as place, ${saidOf(relation)} as row from ${relation} t
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
