import { appendFile, mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../config/index.js';
import type { Database } from '../database/index.js';
import type { Logger } from '../logging/index.js';
import { readEnd } from './chain-reader.js';
import { type Checkpoint, checkpointLine, type KeptEnd } from './checkpoint.js';
import { readAnchors } from './export-chain.js';

export type AnchorKind = 'folder' | 'mail' | 'time-stamp' | 'bucket' | 'syslog';

/** A place outside the database that keeps ends of chains: who holds the database cannot take them back there. */
export interface AnchorPlace {
  readonly kind: AnchorKind;
  /** It is kept when this resolves. */
  keep(checkpoint: Checkpoint): Promise<void>;
}

export interface AnchorState {
  readonly kind: AnchorKind;
  readonly keptAt: Date | null;
  readonly number: number | null;
  readonly failingSince: Date | null;
}

/** Each organisation's ends, one file each, appended to: a folder of another machine, or one that is written once. */
export class AnchorFolder implements AnchorPlace {
  readonly kind = 'folder';

  constructor(private readonly folder: string) {}

  /** @param timeStamp what an authority said of it, kept beside it */
  async keep(checkpoint: Checkpoint, timeStamp: Buffer | null = null): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    const path = this.pathOf(checkpoint.orgId);
    await appendFile(path, `${checkpointLine(checkpoint, timeStamp)}\n`, { mode: 0o600 });
    const file = await open(path, 'r');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** What was kept of an organisation; nothing where the folder does not answer. */
  async kept(orgId: string): Promise<KeptEnd[]> {
    const text = await readFile(this.pathOf(orgId), 'utf8').catch(() => '');
    return readAnchors(text);
  }

  private pathOf(orgId: string): string {
    return join(this.folder, `audit-${orgId}.jsonl`);
  }
}

export async function readAnchorStates(
  database: Pick<Database, 'inOrgs'>,
  orgId: string,
): Promise<AnchorState[]> {
  const rows = await database.inOrgs({ orgs: [orgId] }, (tx) =>
    tx.query<{ kind: AnchorKind; kept_at: Date | null; number: string | null; failing_since: Date | null }>(
      'select kind, kept_at, number, failing_since from audit_anchor where org_id = $1 order by kind',
      [orgId],
    ),
  );
  return rows.map((row) => ({
    kind: row.kind,
    keptAt: row.kept_at,
    number: row.number === null ? null : Number(row.number),
    failingSince: row.failing_since,
  }));
}

/** Whether each place took what it was given last, by this node. */
export class AnchorOutcomes {
  private readonly failing = new Set<AnchorKind>();

  recordResult(kind: AnchorKind, kept: boolean): void {
    if (kept) this.failing.delete(kind);
    else this.failing.add(kind);
  }

  works(kind: AnchorKind): boolean {
    return !this.failing.has(kind);
  }
}

interface AnchorPorts {
  readonly database: Pick<Database, 'inOrgs'>;
  readonly places: readonly AnchorPlace[];
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'error'>;
  readonly outcomes?: AnchorOutcomes;
}

/**
 * Keeps the end of an organisation's chain in every place that does not have it yet. What fails is tried again when this
 * runs again, and shown meanwhile.
 */
export async function anchorChain(
  { database, places, clock, logger, outcomes }: AnchorPorts,
  orgId: string,
): Promise<void> {
  const end = await readEnd(database, orgId);
  if (end?.closedToOld !== true) return;
  const known = new Map((await readAnchorStates(database, orgId)).map((state) => [state.kind, state]));
  for (const place of places) {
    const state = known.get(place.kind);
    if (state?.number === end.number && state.failingSince === null) continue;
    const { kind } = place;
    const now = clock.now();
    const failed = await place.keep(end).then(
      () => false,
      (err: unknown) => {
        logger.error({ err, kind }, 'the end of the audit could not be kept elsewhere');
        return true;
      },
    );
    outcomes?.recordResult(kind, !failed);
    await database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query(
        failed
          ? `insert into audit_anchor (org_id, kind, failing_since) values ($1, $2, $3)
             on conflict (org_id, kind) do update set failing_since = coalesce(audit_anchor.failing_since, excluded.failing_since)`
          : `insert into audit_anchor (org_id, kind, kept_at, number) values ($1, $2, $3, $4)
             on conflict (org_id, kind) do update set kept_at = excluded.kept_at, number = excluded.number, failing_since = null`,
        failed ? [orgId, kind, now] : [orgId, kind, now, end.number],
      ),
    );
  }
}
