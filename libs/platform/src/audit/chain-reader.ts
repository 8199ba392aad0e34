import type { Database } from '../database/index.js';
import type { InstanceKeys } from '../keys/index.js';
import { type AuditRow, ENTRY_COLUMNS, toEntry, toSealedEntry } from './audit-row.js';
import type { Checkpoint, KeptEnd } from './checkpoint.js';
import { type Entry, ORIGIN, type SealedEntry } from './entry.js';
import { HEAD_COLUMNS, type HeadRow, toChainEnd } from './seal-entries.js';
import { type ChainReport, type ReadTimeStamp, verifyChain } from './verify-chain.js';

type Reader = Pick<Database, 'inOrgs'>;

const PAGE = 1_000;
/** What is recorded and not sealed is a moment's worth; more than this is told by its number alone. */
const MAX_WAITING = 5_000;
const ALL = Number.MAX_SAFE_INTEGER;
const NIL = '00000000-0000-0000-0000-000000000000';

export type StoredEnd = Checkpoint & { readonly closedToOld: boolean };

export async function readEnd(database: Reader, orgId: string): Promise<StoredEnd | null> {
  const [head] = await database.inOrgs({ orgs: [orgId] }, (tx) =>
    tx.query<HeadRow>(`select ${HEAD_COLUMNS} from audit_chain where org_id = $1`, [orgId]),
  );
  if (head === undefined) return null;
  return { ...toChainEnd(head), signature: head.signature, closedToOld: head.closed_to_old };
}

export async function readCheckpoints(database: Reader, orgId: string): Promise<Checkpoint[]> {
  const rows = await database.inOrgs({ orgs: [orgId] }, (tx) =>
    tx.query<HeadRow>(
      `select org_id, number, hash, (extract(epoch from sealed_at) * 1000000)::bigint::text as sealed_at, signature
       from audit_checkpoint where org_id = $1 order by number`,
      [orgId],
    ),
  );
  return rows.map((row) => ({ ...toChainEnd(row), signature: row.signature }));
}

/** A chain's entries in their order up to one of them, a page a transaction. */
export async function* readEntries(
  database: Reader,
  orgId: string,
  through = ALL,
): AsyncGenerator<SealedEntry> {
  let after = { number: String(-ALL), id: NIL, key: '-infinity' };
  for (;;) {
    const rows = await database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<AuditRow & { key: string }>(
        `select ${ENTRY_COLUMNS}, a.at::text as key from audit a
         where a.org_id = $1 and a.number <= $2 and (a.number, a.id, a.at) > ($3::bigint, $4::uuid, $5::timestamptz)
         order by a.number, a.id, a.at limit $6`,
        [orgId, through, after.number, after.id, after.key, PAGE],
      ),
    );
    for (const row of rows) yield toSealedEntry(row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = { number: String(last.number), id: last.id, key: last.key };
  }
}

/** Recorded and not sealed when `end` was read. */
async function readWaiting(database: Reader, orgId: string, end: StoredEnd | null): Promise<Entry[]> {
  const rows = await database.inOrgs({ orgs: [orgId] }, (tx) =>
    tx.query<AuditRow>(
      `select ${ENTRY_COLUMNS} from audit a where a.org_id = $1 and (a.number is null or a.number > $2) limit $3`,
      [orgId, end?.number ?? ALL, MAX_WAITING],
    ),
  );
  const takesOld = end?.closedToOld !== true;
  return rows.filter(({ origin }) => !takesOld || origin !== ORIGIN.old).map(toEntry);
}

/** Entries behind the end of the chain, both seen at the same moment: nobody sealed them. */
async function hasStrayEntries(database: Reader, orgId: string): Promise<boolean> {
  const rows = await database.inOrgs({ orgs: [orgId] }, (tx) =>
    tx.query(
      `select 1 from audit a, audit_chain c where a.org_id = $1 and c.org_id = $1 and (a.number > c.number or a.number < 1) limit 1`,
      [orgId],
    ),
  );
  return rows.length > 0;
}

export interface ChainSource {
  readonly database: Reader;
  readonly keys: InstanceKeys;
  /** null: no authority is known here whose time stamps could be read. */
  readonly readTimeStamp?: ReadTimeStamp | null;
}

/** Verifies an organisation's audit in the database. Servers may go on meanwhile. */
export async function verifyStoredChain(
  source: ChainSource,
  orgId: string,
  anchors: readonly KeptEnd[] = [],
): Promise<ChainReport> {
  const report = await verifyOnce(source, orgId, anchors);
  // Somebody may have been erased between two pages.
  const isDoubtful = report.findings.some(({ kind }) => kind === 'erasure-unexplained');
  return isDoubtful ? verifyOnce(source, orgId, anchors) : report;
}

async function verifyOnce(
  { database, keys, readTimeStamp = null }: ChainSource,
  orgId: string,
  anchors: readonly KeptEnd[],
): Promise<ChainReport> {
  const end = await readEnd(database, orgId);
  const checkpoints = (await readCheckpoints(database, orgId)).filter(
    ({ number }) => end === null || number <= end.number,
  );
  const report = await verifyChain({
    orgId,
    entries: readEntries(database, orgId, end?.number),
    waiting: await readWaiting(database, orgId, end),
    end,
    checkpoints,
    anchors: anchors.filter((anchor) => anchor.orgId === orgId),
    publicKey: keys.auditPublicKey,
    proofOf: (content) => keys.auditProof(content),
    readTimeStamp,
  });
  if (!(await hasStrayEntries(database, orgId))) return report;
  return { ...report, findings: [...report.findings, { kind: 'end-differs', number: report.entries }] };
}
