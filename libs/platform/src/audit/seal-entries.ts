import type { Tx } from '../database/index.js';
import { type InstanceKeys, instanceKeysOf } from '../keys/index.js';
import { type AuditRow, ENTRY_COLUMNS, toEntry } from './audit-row.js';
import { type ChainEnd, isSigned, signEnd } from './checkpoint.js';
import { chainStart, type Entry, entryHash, linkHash, ORIGIN } from './entry.js';

/** Sealed in one transaction. */
const BATCH = 500;
/** A signed checkpoint is kept this often while something happens. */
const CHECKPOINT_US = 3_600_000_000n;

export interface Sealed {
  /** How many got their place. */
  readonly count: number;
  /** Of these, how many were not written by the service. */
  readonly strangers: number;
}

/** The end of the chain in the database is not what this instance signed, or it is gone: nothing is added to such a chain. */
export class BrokenChain extends Error {}

/** Which chains have begun, kept where who holds the database does not reach: such a chain does not begin a second time. */
export interface BegunChains {
  knows(orgId: string): Promise<boolean>;
  remember(orgId: string): Promise<void>;
}

export interface HeadRow {
  readonly org_id: string;
  readonly number: string;
  readonly hash: Buffer;
  readonly sealed_at: string;
  readonly closed_to_old: boolean;
  readonly signature: Buffer;
}

export const HEAD_COLUMNS = `org_id, number, hash, (extract(epoch from sealed_at) * 1000000)::bigint::text as sealed_at,
  closed_to_old, signature`;

export const toChainEnd = (row: Pick<HeadRow, 'org_id' | 'number' | 'hash' | 'sealed_at'>): ChainEnd => ({
  orgId: row.org_id,
  number: Number(row.number),
  hash: row.hash,
  sealedAt: row.sealed_at,
});

/**
 * Gives the next acts of one organisation their places. The row of the chain's end is the lease: another node that seals
 * the same chain at this moment leaves it to us. Who writes acts waits for nothing.
 * @throws {BrokenChain}
 */
export async function sealEntries(tx: Tx, orgId: string, begun: BegunChains): Promise<Sealed> {
  const none = { count: 0, strangers: 0 };
  const keys = instanceKeysOf(tx);
  const head = await takeHead(tx, orgId, { keys, begun });
  if (head === null) return none;
  const rows = await tx.query<AuditRow & { now: string }>(
    `select ${ENTRY_COLUMNS}, (extract(epoch from date_trunc('milliseconds', clock_timestamp())) * 1000000)::bigint::text as now
     from audit a where a.org_id = $1 and a.number is null order by a.origin = $3 desc, a.id limit $2`,
    [orgId, BATCH, ORIGIN.old],
  );
  const [first] = rows;
  if (first === undefined) return none;
  const takesOld = !head.closed_to_old && first.origin === ORIGIN.old;
  const batch = takesOld ? rows.filter(({ origin }) => origin === ORIGIN.old) : rows;
  const { links, end } = chain(head, batch, { sealedAt: first.now, takesOld, keys });
  await tx.query(
    `update audit a set number = l.number, origin = l.origin, hash = l.hash, sealed_at = to_timestamp($5::numeric / 1000000)
     from unnest($1::uuid[], $2::bigint[], $3::smallint[], $4::bytea[]) as l(id, number, origin, hash)
     where a.org_id = $6 and a.id = l.id and a.number is null`,
    [
      links.map(({ id }) => id),
      links.map(({ number }) => number),
      links.map(({ origin }) => origin),
      links.map(({ hash }) => hash),
      end.sealedAt,
      orgId,
    ],
  );
  await writeHead(tx, end, !takesOld, keys);
  return { count: links.length, strangers: links.filter(({ origin }) => origin === ORIGIN.stranger).length };
}

interface Link {
  readonly id: string;
  readonly number: number;
  readonly origin: number;
  readonly hash: Buffer;
}

function chain(
  head: HeadRow,
  rows: readonly AuditRow[],
  { sealedAt, takesOld, keys }: { sealedAt: string; takesOld: boolean; keys: InstanceKeys },
): { links: Link[]; end: ChainEnd } {
  let [number, hash] = [Number(head.number), head.hash];
  const links = rows.map((row): Link => {
    const entry = toEntry(row);
    const content = entryHash(entry);
    number += 1;
    const origin = takesOld ? ORIGIN.old : originOf(entry, content, keys);
    hash = linkHash(hash, { number, origin, sealedAt }, { proof: row.proof, content });
    return { id: row.id, number, origin, hash };
  });
  return { links, end: { orgId: head.org_id, number, hash, sealedAt } };
}

const originOf = (entry: Entry, content: Buffer, keys: InstanceKeys): number =>
  entry.proof?.equals(keys.auditProof(content)) === true ? ORIGIN.service : ORIGIN.stranger;

interface SealParts {
  readonly keys: InstanceKeys;
  readonly begun: BegunChains;
}

/** null: another node is at it. @throws {BrokenChain} */
async function takeHead(tx: Tx, orgId: string, parts: SealParts): Promise<HeadRow | null> {
  const [head] = await tx.query<HeadRow>(
    `select ${HEAD_COLUMNS} from audit_chain where org_id = $1 for update skip locked`,
    [orgId],
  );
  if (head === undefined) return beginChain(tx, orgId, parts);
  if (
    !isSigned(
      { ...toChainEnd(head), signature: head.signature },
      head.closed_to_old,
      parts.keys.auditPublicKey,
    )
  )
    throw new BrokenChain(orgId);
  return head;
}

async function beginChain(
  tx: Tx,
  orgId: string,
  { keys, begun: chains }: SealParts,
): Promise<HeadRow | null> {
  const [known] = await tx.query<{ locked: boolean; sealed: boolean }>(
    `select exists (select 1 from audit_chain where org_id = $1) as locked,
       exists (select 1 from audit where org_id = $1 and number is not null) as sealed`,
    [orgId],
  );
  if (known?.locked === true) return null;
  // Rows said to be from before the chain are taken once: where it had begun, its end was deleted.
  if (known?.sealed === true || (await chains.knows(orgId))) throw new BrokenChain(orgId);
  const end = { orgId, number: 0, hash: chainStart(orgId), sealedAt: '0' };
  const begun = await tx.query<HeadRow>(
    `insert into audit_chain (org_id, number, hash, sealed_at, closed_to_old, signature)
     values ($1, 0, $2, 'epoch', false, $3) on conflict do nothing returning ${HEAD_COLUMNS}`,
    [orgId, end.hash, signEnd(end, false, keys.auditKey)],
  );
  return begun[0] ?? null;
}

async function writeHead(tx: Tx, end: ChainEnd, closedToOld: boolean, keys: InstanceKeys): Promise<void> {
  const { orgId, number, hash, sealedAt } = end;
  await tx.query(
    `update audit_chain set number = $2, hash = $3, sealed_at = to_timestamp($4::numeric / 1000000), closed_to_old = $5,
       signature = $6 where org_id = $1`,
    [orgId, number, hash, sealedAt, closedToOld, signEnd(end, closedToOld, keys.auditKey)],
  );
  if (!closedToOld) return;
  await tx.query(
    `insert into audit_checkpoint (org_id, number, hash, sealed_at, signature)
     select $1, $2, $3, to_timestamp($4::numeric / 1000000), $5
     where not exists (select 1 from audit_checkpoint c
       where c.org_id = $1 and c.sealed_at > to_timestamp(($4::numeric - $6::numeric) / 1000000))`,
    [orgId, number, hash, sealedAt, signEnd(end, true, keys.auditKey), String(CHECKPOINT_US)],
  );
}
