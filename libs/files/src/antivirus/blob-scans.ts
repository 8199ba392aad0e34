import { Inject, Injectable } from '@nestjs/common';
import type { FileScan } from '@maroquin/contracts';
import { type Clock, CLOCK, CONFIG, type Config } from '@maroquin/platform/config';
import type { Actor, Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { scanLater } from './scan-blobs.task.js';

export type ScanState = FileScan['state'] | 'clean';

/** Content that a version points at, and who brought it. */
interface Brought {
  readonly blobId: string;
  readonly createdBy: string | null;
}

/** Of a row `s`; null: nobody has to wait. */
export const SCAN_STATE = `case when s.state = 'waiting' and s.is_open then null else s.state end`;
/** To join to a row `v` that points at a blob. */
export const SCAN_OF_VERSION = 'left join blob_scan s on s.org_id = v.org_id and s.blob_id = v.blob_id';

/** Something else pointed at it already, and it was never asked about: then it was stored before there was an antivirus. */
const BEGIN = `insert into blob_scan as s (org_id, blob_id, asked_at, is_open)
  values ($1, $2, $3, (select refs > 1 from blob where org_id = $1 and id = $2))
  on conflict (org_id, blob_id) do update set asked_at = s.asked_at returning s.state, s.is_open`;

/** What the antivirus says of content: written where content is stored, asked where it is read. */
@Injectable()
export class BlobScans {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'clamd'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Asks for content to be scanned, in the transaction that stores what points at it. The row stays locked until this
   * ends: whoever scans it meanwhile settles the file that this makes, too.
   * @throws {DomainError} file.infected for content that is known to be
   */
  async begin(tx: Tx, orgId: string, blobId: string): Promise<FileScan | null> {
    if (this.config.clamd === null) return null;
    const [row] = await tx.query<{ state: ScanState; is_open: boolean }>(BEGIN, [
      ...[orgId, blobId, this.clock.now()],
    ]);
    const state = row?.state ?? 'waiting';
    if (state === 'clean') return null;
    if (state === 'infected') throw new DomainError('file.infected');
    if (state === 'waiting') await scanLater(tx, orgId, blobId);
    if (state === 'waiting' && row?.is_open === true) return null;
    return { state, virus: null };
  }

  /** Before its content is given to this person. `state`: as its row says; null: it has none. @throws {DomainError} file.scanning, file.infected */
  requireReadable(
    { personId }: Pick<Actor, 'personId'>,
    createdBy: string | null,
    state: ScanState | null,
  ): void {
    if (state === 'infected') throw new DomainError('file.infected');
    if (this.isOpenToAll(state) || createdBy === personId) return;
    throw new DomainError('file.scanning');
  }

  /** The same, where the row of the version alone is known. @throws {DomainError} file.scanning, file.infected */
  async requireReadableInTransaction(
    tx: Tx,
    actor: Pick<Actor, 'personId'>,
    orgId: string,
    { blobId, createdBy }: Brought,
  ): Promise<void> {
    const states = await this.statesOf(tx, orgId, [blobId]);
    this.requireReadable(actor, createdBy, states.get(blobId) ?? null);
  }

  /** What the antivirus says of each, where it was asked. */
  private async statesOf(
    tx: Tx,
    orgId: string,
    blobIds: readonly string[],
  ): Promise<ReadonlyMap<string, ScanState | null>> {
    const rows = await tx.query<{ blob_id: string; state: ScanState | null }>(
      `select s.blob_id, ${SCAN_STATE} as state from blob_scan s where s.org_id = $1 and s.blob_id = any($2::uuid[])`,
      [orgId, blobIds],
    );
    return new Map(rows.map(({ blob_id, state }) => [blob_id, state]));
  }

  /** Of pictures that go together: without those that are infected. @throws {DomainError} file.scanning */
  async withoutBlocked<B extends Brought>(
    tx: Tx,
    actor: Pick<Actor, 'personId'>,
    orgId: string,
    brought: readonly B[],
  ): Promise<B[]> {
    const states = await this.statesOf(
      tx,
      orgId,
      brought.map(({ blobId }) => blobId),
    );
    const left = brought.filter(({ blobId }) => states.get(blobId) !== 'infected');
    for (const { blobId, createdBy } of left)
      this.requireReadable(actor, createdBy, states.get(blobId) ?? null);
    return left;
  }

  /** Where the antivirus was taken away, nothing waits for it; what it found stays blocked. */
  isOpenToAll(state: ScanState | null): boolean {
    if (state === 'infected') return false;
    return state !== 'waiting' || this.config.clamd === null;
  }
}
