import type { Clock } from '@maroquin/platform/config';
import type { Database } from '@maroquin/platform/database';
import { Poller } from '@maroquin/platform/jobs';
import type { Logger } from '@maroquin/platform/logging';
import type { SearchSources } from './feed-sources.js';
import type { IndexNames } from './index-names.js';
import { isOfKeys, SetAside } from './set-aside.js';

const FEEDS_AT_ONCE = 2_000;
/** Between two looks, milliseconds; after a long one, ten times as long as it took. */
const POLL_MS = 1_000;
const PAUSE_FOR_EACH_MS = 10;
/** Who types without a pause is indexed this often. */
const LONGEST_WAIT_MS = 60_000;
/** A feed that could not be read is tried again after this long. */
const AFTER_FAILURE_MS = 60_000;

interface Due {
  readonly org_id: string;
  readonly feed_id: string;
  readonly kind: string;
  readonly after: string;
  readonly head: string;
}

/** A feed that is being written in. */
interface Waiting {
  readonly head: string;
  readonly since: number;
  readonly quietSince: number;
}

const DUE = {
  name: 'feeds to index',
  text: 'select org_id, feed_id, kind, after, head from search_due_feeds($1, $2)',
};

/**
 * Keeps the index up to date, on every node that runs jobs: asks PostgreSQL which feeds go on behind what is indexed of
 * them and which names were changed. Nothing is remembered elsewhere, so nothing is missed.
 */
export class SearchIndexer {
  private readonly poller = new Poller(POLL_MS, () => this.poll());
  private readonly waiting = new Map<string, Waiting>();
  private readonly failed = new Map<string, number>();
  private readonly setAside: SetAside;

  constructor(
    private readonly database: Pick<Database, 'callPrepared'>,
    private readonly names: IndexNames,
    private readonly sources: SearchSources,
    private readonly clock: Clock,
    private readonly logger: Pick<Logger, 'warn' | 'error'>,
  ) {
    this.setAside = new SetAside(clock, logger);
  }

  start(): void {
    this.poller.start();
  }

  /** Lets what is being indexed come to its end. */
  stop(): Promise<void> {
    return this.poller.stop();
  }

  private async poll(): Promise<number> {
    const began = performance.now();
    try {
      const more = await this.runBatch();
      const took = performance.now() - began;
      return more ? took : Math.max(POLL_MS, took * PAUSE_FOR_EACH_MS);
    } catch (err) {
      this.logger.warn({ err }, 'the search index could not be brought up to date');
      return POLL_MS;
    }
  }

  /**
   * One look at everything. `patient`: a document that is being written in waits for a pause.
   * @returns whether there is more to do at once
   * @throws {DomainError} server.unavailable
   */
  async runBatch(patient = true): Promise<boolean> {
    let more = await this.names.runBatch(this.setAside);
    const due = await this.database.callPrepared<Due>(DUE, [FEEDS_AT_ONCE, this.setAside.organisations()]);
    this.forgetAllBut(due);
    for (const one of due) {
      if (patient && this.poller.isStopped) return false;
      if (this.setAside.has(one.org_id) || this.isToWait(one, patient)) continue;
      more = (await this.index(one)) || more;
    }
    return more;
  }

  private async index({ org_id, feed_id, kind, after, head }: Due): Promise<boolean> {
    const source = this.sources.feedsOf(kind);
    if (source === null) return false;
    try {
      await source.index({ orgId: org_id, feedId: feed_id, after: Number(after), head: Number(head) });
      this.waiting.delete(feed_id);
      this.failed.delete(feed_id);
      return true;
    } catch (err) {
      if (isOfKeys(err)) {
        this.setAside.note(org_id, err);
        return false;
      }
      this.failed.set(feed_id, this.clock.now().getTime());
      this.logger.error({ err, feedId: feed_id }, 'a feed could not be indexed');
      return false;
    }
  }

  private isToWait({ feed_id, kind, head }: Due, patient: boolean): boolean {
    const now = this.clock.now().getTime();
    const failedAt = this.failed.get(feed_id);
    if (failedAt !== undefined && now - failedAt < AFTER_FAILURE_MS) return true;
    const quietMs = this.sources.feedsOf(kind)?.quietMs ?? 0;
    if (quietMs === 0 || !patient) return false;
    const before = this.waiting.get(feed_id);
    const waiting: Waiting = {
      head,
      since: before?.since ?? now,
      quietSince: before?.head === head ? before.quietSince : now,
    };
    this.waiting.set(feed_id, waiting);
    return now - waiting.quietSince < quietMs && now - waiting.since < LONGEST_WAIT_MS;
  }

  private forgetAllBut(due: readonly Due[]): void {
    const ids = new Set(due.map(({ feed_id }) => feed_id));
    for (const id of this.waiting.keys()) if (!ids.has(id)) this.waiting.delete(id);
    for (const id of this.failed.keys()) if (!ids.has(id)) this.failed.delete(id);
  }
}
