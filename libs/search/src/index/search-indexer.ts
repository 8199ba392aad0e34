import type { Clock } from '@maroquin/platform/config';
import type { Database } from '@maroquin/platform/database';
import { Poller } from '@maroquin/platform/jobs';
import type { Logger } from '@maroquin/platform/logging';
import type { SearchSources } from './feed-sources.js';
import type { IndexNames } from './index-names.js';
import type { DueFeed } from './index-rows.js';
import { isOfKeys, SetAside } from './set-aside.js';

const FEEDS_AT_ONCE = 2_000;
/** Feeds that are indexed by one transaction. */
const TOGETHER = 25;
/** Between two looks, milliseconds; after a long one that found nothing, ten times as long as it took. */
const POLL_MS = 1_000;
const PAUSE_FOR_EACH_MS = 10;
/** Who types without a pause is indexed this often. */
const LONGEST_WAIT_MS = 60_000;
/** A feed that could not be read is tried again after this long. */
const AFTER_FAILURE_MS = 60_000;
/** A feed with so many entries to read is not read to its end at once. */
const LONG = 500;

interface Due {
  readonly org_id: string;
  readonly feed_id: string;
  readonly kind: string;
  readonly after: string;
  readonly head: string;
}

const toDueFeed = ({ org_id, feed_id, after, head }: Due): DueFeed => ({
  ...{ orgId: org_id, feedId: feed_id, after: Number(after), head: Number(head) },
});

const STOPPED = { more: false, found: false };

const isLong = ({ after, head }: Due): boolean => Number(head) - Number(after) >= LONG;

/** Feeds of one kind and organisation, so many at most, in their order. */
function groupsOf(due: readonly Due[]): readonly (readonly Due[])[] {
  const open = new Map<string, Due[]>();
  const groups: Due[][] = [];
  for (const one of due) {
    const key = `${one.org_id} ${one.kind}`;
    const group = open.get(key);
    if (group !== undefined && group.length < TOGETHER) group.push(one);
    else {
      const begun = [one];
      open.set(key, begun);
      groups.push(begun);
    }
  }
  return groups;
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
    private readonly names: Pick<IndexNames, 'runBatch'>,
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
      const { more, found } = await this.look(true);
      const took = performance.now() - began;
      if (more) return took;
      return Math.max(POLL_MS, found ? took : took * PAUSE_FOR_EACH_MS);
    } catch (err) {
      this.logger.warn({ err }, 'the search index could not be brought up to date');
      return POLL_MS;
    }
  }

  /**
   * One look at everything. `patient`: a document that is being written in waits for a pause, and what is written
   * meanwhile for the next look: to go at once after each message would cost more than the message.
   * @returns whether there is more to do at once
   * @throws {DomainError} server.unavailable
   */
  async runBatch(patient = true): Promise<boolean> {
    return (await this.look(patient)).more;
  }

  private async look(patient: boolean): Promise<{ readonly more: boolean; readonly found: boolean }> {
    let more = await this.names.runBatch(this.setAside);
    const due = await this.database.callPrepared<Due>(DUE, [FEEDS_AT_ONCE, this.setAside.organisations()]);
    this.forgetAllBut(due);
    const ready = due.filter((one) => !this.setAside.has(one.org_id) && !this.isToWait(one, patient));
    for (const group of groupsOf(ready)) {
      if (patient && this.poller.isStopped) return STOPPED;
      const left = await this.indexTogether(group);
      more ||= !patient && left.length < group.length;
      for (const one of left) {
        if (patient && this.poller.isStopped) return STOPPED;
        const isIndexed = !this.setAside.has(one.org_id) && (await this.index(one));
        more ||= isIndexed && (!patient || isLong(one));
      }
    }
    const found = ready.length > 0;
    return { more: more || (found && due.length >= FEEDS_AT_ONCE), found };
  }

  /** @returns those that have to be read one by one: what is wrong with one of them must not keep the others */
  private async indexTogether(group: readonly Due[]): Promise<readonly Due[]> {
    const [first] = group;
    const source = first === undefined ? null : this.sources.feedsOf(first.kind);
    if (group.length < 2 || source?.indexTogether === undefined) return group;
    try {
      const left = new Set((await source.indexTogether(group.map(toDueFeed))).map(({ feedId }) => feedId));
      for (const { feed_id } of group)
        if (!left.has(feed_id)) {
          this.waiting.delete(feed_id);
          this.failed.delete(feed_id);
        }
      return group.filter(({ feed_id }) => left.has(feed_id));
    } catch {
      return group;
    }
  }

  private async index(due: Due): Promise<boolean> {
    const { org_id, feed_id, kind } = due;
    const source = this.sources.feedsOf(kind);
    if (source === null) return false;
    try {
      await source.index(toDueFeed(due));
      this.waiting.delete(feed_id);
      this.failed.delete(feed_id);
      return true;
    } catch (err) {
      if (isOfKeys(err)) {
        this.setAside.add(org_id, err);
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
