import type { Role } from '@maroquin/contracts';
import type { Clock } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { Events } from '@maroquin/platform/events';
import type { AccessChange, AccessStore } from './access-store.js';
import { Freshness } from './freshness.js';
import type { RightsCache } from './rights-cache.js';
import { decideLive, type Watch, Watches } from './watches.js';

export interface AccessWatch {
  close(): void;
}

/** One person's right on one resource, at hand. */
export interface RoleWatch extends AccessWatch {
  /**
   * The right in force at this moment, from memory, for each frame of an open socket. null: none, or in the trash.
   * @throws {DomainError} server.unavailable when the node could not ask PostgreSQL for 5 seconds: nobody lost a right,
   * but nothing may be done.
   */
  current(): Role | null;
}
export type WatchingActor = Pick<Actor, 'personId' | 'orgs'>;

/** Without an act for this long, and nothing watched, the node forgets what it knows and stops looking. */
const IDLE_AFTER_MS = 60_000;

interface LiveRightsOptions {
  readonly store: AccessStore;
  readonly cache: RightsCache;
  readonly clock: Clock;
  readonly events: Events;
  readonly onError: (error: unknown) => void;
  /** Milliseconds of a clock that never steps. */
  readonly monotonic?: (() => number) | undefined;
}

/** Follows the feed of changes, so that what the node keeps and what its open connections may do stays true. */
export class LiveRights {
  private readonly cache: RightsCache;
  private readonly watches: Watches;
  private readonly freshness: Freshness;
  private readonly clock: Clock;
  private readonly events: Events;
  private readonly monotonic: () => number;
  private readonly stopListening: () => void;
  private usedAt = 0;
  private sockets = 0;

  constructor({
    store,
    cache,
    clock,
    events,
    onError,
    monotonic = () => performance.now(),
  }: LiveRightsOptions) {
    this.clock = clock;
    this.events = events;
    this.monotonic = monotonic;
    this.cache = cache;
    this.watches = new Watches(cache, onError);
    this.freshness = new Freshness({
      store,
      monotonic,
      onError,
      apply: async (changes) => {
        if (changes === 'everything') this.cache.clear();
        else this.forget(changes);
        await this.watches.refresh();
        this.watches.judge(this.now(), true);
        this.events.publish({ type: 'rights.changed', changes });
      },
      polled: () => {
        this.watches.judge(this.now(), false);
      },
      needed: () => this.isNeeded(),
    });
    this.stopListening = events.on('changes.recorded', () => {
      this.freshness.hint();
    });
  }

  private forget(changes: readonly AccessChange[]): void {
    this.cache.apply(changes);
    const sessionIds = changes.flatMap(({ sessionId }) => sessionId ?? []);
    if (sessionIds.length > 0) this.events.publish({ type: 'session.ended', sessionIds });
  }

  private now(): number {
    return this.clock.now().getTime();
  }

  private isNeeded(): boolean {
    if (this.watches.size > 0 || this.sockets > 0) return true;
    if (this.monotonic() - this.usedAt > IDLE_AFTER_MS) this.cache.clear();
    return !this.cache.empty;
  }

  /** Before anything is decided: the node knows what was committed until a moment ago. @throws {DomainError} server.unavailable */
  ready(): Promise<void> {
    this.usedAt = this.monotonic();
    return this.freshness.ensure();
  }

  /** Looks at once for changes that have just been committed elsewhere. */
  poll(): Promise<void> {
    return this.freshness.poll();
  }

  /**
   * Keeps a pair decided until closed; `onChange` is called with each other role, within 250 ms of its commit or expiry.
   * @throws {DomainError} server.unavailable
   */
  async watch(
    actor: WatchingActor,
    resourceId: string,
    onChange: (role: Role | null) => void,
  ): Promise<RoleWatch> {
    const watch: Watch = {
      personId: actor.personId,
      orgs: actor.orgs,
      resourceId,
      onChange,
      rights: null,
      role: null,
      until: null,
      decided: false,
    };
    // Listed first: a change that is committed while it is read is not missed.
    this.watches.add(watch);
    try {
      await this.ready();
      const rights = await this.cache.load(watch);
      watch.rights ??= rights;
      this.watches.decide(watch, this.now());
      watch.decided = true;
    } catch (error) {
      this.watches.remove(watch);
      throw error;
    }
    return {
      current: () => this.currentRole(watch),
      close: () => {
        this.watches.remove(watch);
      },
    };
  }

  private currentRole(watch: Watch): Role | null {
    if (!this.freshness.known) throw new DomainError('server.unavailable', { retryAfterSeconds: 2 });
    // A right with an end may be over since the last look.
    return watch.until === null ? watch.role : decideLive(watch.rights, this.now()).role;
  }

  /**
   * For a socket: `session.ended` is published within 250 ms of its commit on any node, from now until closed. What
   * ended before is not: authenticate after this.
   * @throws {DomainError} server.unavailable
   */
  async followSessions(): Promise<AccessWatch> {
    this.sockets += 1;
    let open = true;
    const close = (): void => {
      if (open) this.sockets -= 1;
      open = false;
    };
    try {
      await this.ready();
    } catch (error) {
      close();
      throw error;
    }
    return { close };
  }

  close(): void {
    this.stopListening();
    this.freshness.close();
  }
}
