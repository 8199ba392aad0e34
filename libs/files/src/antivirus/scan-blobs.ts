import { Inject, Injectable } from '@nestjs/common';
import { type Clock, CLOCK, CONFIG, type Config, LOGGER } from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { Logger } from '@maroquin/platform/logging';
import { BlobsService } from '../blobs/blobs.service.js';
import type { ScanState } from './blob-scans.js';
import { Clamd, ClamdFailed, ClamdUnavailable, SCAN_MAX_BYTES, type Verdict } from './clamd.js';
import { scanAllAt } from './scan-blobs.task.js';
import { SettleScans } from './settle-scans.js';

/** While one node scans, no other does; longer than a scan may take. */
const TAKEN_MS = 10 * 60_000;
/** A scanner that is away is asked again after this. */
const RETRY_MS = 10_000;
/** Content that the antivirus, or the store, fails on is tried again after this. */
const FAILED_MS = 60_000;

/** Content that the antivirus began with so often, without an end, is called not scanned. */
const MAX_TRIES = 5;
/** Of one organisation, before the others have their turn. */
const AT_ONCE = 20;

const TAKE = `update blob_scan s set taken_until = $3 from blob b
  where b.org_id = s.org_id and b.id = s.blob_id and s.org_id = $1 and not s.is_settled and s.taken_until <= $2
    and s.blob_id = coalesce($4, (select blob_id from blob_scan d
      where d.org_id = $1 and not d.is_settled and d.taken_until <= $2 order by d.taken_until, d.asked_at limit 1 for update skip locked))
  returning s.blob_id, s.state, s.virus, b.size`;

const GIVE_BACK = `update blob_scan set taken_until = $3, tries = tries + $4
  where org_id = $1 and blob_id = $2 returning tries`;

interface Taken {
  readonly blob_id: string;
  readonly state: ScanState;
  readonly virus: string | null;
  readonly size: string;
}

const hasNoKeys = (error: unknown): boolean =>
  error instanceof DomainError && ['key.closed', 'key.destroyed', 'key.missing'].includes(error.code);

/** Gives what waits to the antivirus. When that is away it waits on, which is said once, and it goes on by itself. */
@Injectable()
export class ScanBlobs {
  private readonly clamd: Clamd | null;
  private away: Date | null = null;
  /** It is not asked before. */
  private restUntil = 0;

  constructor(
    @Inject(CONFIG) { clamd }: Pick<Config, 'clamd'>,
    private readonly database: Database,
    @Inject(BlobsService) private readonly blobs: Pick<BlobsService, 'open'>,
    @Inject(SettleScans) private readonly settling: Pick<SettleScans, 'settle'>,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Pick<Logger, 'error' | 'warn'>,
  ) {
    this.clamd = clamd === null ? null : new Clamd(clamd);
  }

  /** Whether an antivirus is configured. */
  get isOn(): boolean {
    return this.clamd !== null;
  }

  /** Whether the antivirus answers, as far as this node tried. */
  get works(): boolean {
    return this.away === null;
  }

  /** Since when it has not answered this node. */
  get downSince(): Date | null {
    return this.away;
  }

  async one(orgId: string, blobId: string): Promise<void> {
    await this.next(orgId, blobId);
  }

  /** What waits in the organisation, the oldest first; after some of it the others have their turn. */
  async due(orgId: string): Promise<void> {
    for (let done = 0; done < AT_ONCE; done += 1) if (!(await this.next(orgId, null))) return;
    await this.askForDue(orgId);
  }

  /** Asks a node with a worker to go on with what waits. */
  async askForDue(orgId: string): Promise<void> {
    await this.database.inOrgs({ orgs: [orgId] }, (tx) => scanAllAt(tx, orgId, this.clock.now()));
  }

  /** @returns whether there may be more to do now */
  private async next(orgId: string, blobId: string | null): Promise<boolean> {
    if (this.clamd === null) return false;
    if (this.clock.now().getTime() < this.restUntil) {
      await this.later(orgId, RETRY_MS);
      return false;
    }
    const taken = await this.take(orgId, blobId);
    if (taken === null) return false;
    try {
      const verdict = await this.verdictOn(this.clamd, orgId, taken);
      await this.settling.settle(orgId, taken.blob_id, verdict);
      return true;
    } catch (error) {
      if (hasNoKeys(error)) throw error;
      return await this.onFailure(orgId, taken.blob_id, error);
    }
  }

  /** @returns whether there may be more to do now */
  private async onFailure(orgId: string, blobId: string, error: unknown): Promise<boolean> {
    const isAway = error instanceof ClamdUnavailable;
    if (isAway) this.recordFailure(error);
    // What the store fails on was never looked at.
    const isTried = error instanceof ClamdFailed || (isAway && error.hadContent);
    // Behind the others: what fails by itself holds up nobody.
    const tries = await this.giveBack(orgId, blobId, isTried, isAway ? RETRY_MS : FAILED_MS);
    if (isTried && tries >= MAX_TRIES) {
      this.logger.warn({ err: error, blobId }, 'content was not scanned: the antivirus fails on it');
      await this.settling.settle(orgId, blobId, { state: 'unscanned', virus: null });
      return !isAway;
    }
    if (!isAway) this.logger.warn({ err: error, blobId }, 'content was not scanned: it waits');
    await this.later(orgId, isAway ? RETRY_MS : FAILED_MS);
    return !isAway;
  }

  private async take(orgId: string, blobId: string | null): Promise<Taken | null> {
    const now = this.clock.now();
    const [taken] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<Taken>(TAKE, [orgId, now, new Date(now.getTime() + TAKEN_MS), blobId]),
    );
    return taken ?? null;
  }

  private async verdictOn(clamd: Clamd, orgId: string, taken: Taken): Promise<Verdict> {
    const { blob_id: blobId, state, virus } = taken;
    // It was scanned before, and this node or another one was killed before it was settled.
    if (state === 'infected') return { state, virus: virus ?? '?' };
    if (state !== 'waiting') return { state, virus: null };
    if (Number(taken.size) > SCAN_MAX_BYTES) return { state: 'unscanned', virus: null };
    const verdict = await clamd.scan(await this.blobs.open(orgId, blobId));
    this.recordWorking();
    return verdict;
  }

  /** @returns how often the antivirus was tried with it */
  private async giveBack(orgId: string, blobId: string, isTried: boolean, afterMs: number): Promise<number> {
    const [row] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ tries: number }>(GIVE_BACK, [orgId, blobId, this.after(afterMs), isTried ? 1 : 0]),
    );
    return row?.tries ?? 0;
  }

  private async later(orgId: string, afterMs: number): Promise<void> {
    await this.database.inOrgs({ orgs: [orgId] }, (tx) => scanAllAt(tx, orgId, this.after(afterMs)));
  }

  private after(ms: number): Date {
    return new Date(this.clock.now().getTime() + ms);
  }

  /** Whoever asks the antivirus says so here: there is one answer to since when it is away. */
  recordFailure(error: ClamdUnavailable): void {
    this.restUntil = this.clock.now().getTime() + RETRY_MS / 2;
    if (this.away !== null) return;
    this.away = this.clock.now();
    this.logger.error({ err: error }, 'the antivirus does not answer: new files wait for it');
  }

  recordWorking(): void {
    this.restUntil = 0;
    if (this.away === null) return;
    this.away = null;
    this.logger.warn('the antivirus answers again');
  }
}
