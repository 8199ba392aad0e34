import { setTimeout as pause } from 'node:timers/promises';
import type { Action, HeldRight, OrganisationAction, ResourceKind, Role } from '@maroquin/contracts';
import type { Clock } from '@maroquin/platform/config';
import type { Actor, Database, Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { Events } from '@maroquin/platform/events';
import type { Keys } from '@maroquin/platform/keys';
import type { RowName } from '@maroquin/platform/proofs';
import type { LockedTx } from './locked-tx.js';
import { toActs } from '../policy/extra-acts.js';
import { organisationPolicy } from '../policy/organisation.policy.js';
import { dependsOnContents, tokenCovers, tokenCoversOrganisation } from '../policy/token-scopes.policy.js';
import { AccessStore } from './access-store.js';
import { GenuineRows } from './genuine-rows.js';
import { type ResourceFacts, toFacts } from './resource-facts.js';
import { LiveRights, type WatchingActor } from './live-rights.js';
import { type Found, permits } from './permits.js';
import { BreakGlassReads } from './break-glass-reads.js';
import { decide } from './rights.js';
import { type Rights, RightsCache } from './rights-cache.js';
import { RightsLocks } from './rights-locks.js';

/**
 * Longer than looking takes: what is there and hidden is known from memory, what is not there is looked for in
 * PostgreSQL, and the time of a refusal must not tell which it was.
 */
const REFUSE_AFTER_MS = 10;
/** On the strokes of one clock: timers are rounded to milliseconds, by more or less for who waits less or more. */
const nextStroke = (time: number): number => Math.ceil(time / REFUSE_AFTER_MS) * REFUSE_AFTER_MS;

interface AccessServiceOptions {
  readonly database: Database;
  readonly keys: Pick<Keys, 'instance'>;
  readonly clock: Clock;
  readonly events: Events;
  readonly onError: (error: unknown) => void;
  /** A row of rights that this service did not write was found: it gives nothing. */
  readonly onForged?: (row: RowName) => void;
  /** Milliseconds of a clock that never steps. */
  readonly monotonic?: (() => number) | undefined;
}

/**
 * May this person do this? Decisions are pure intersections of what the node keeps; a change of rights anywhere acts
 * here within 250 ms, and a node that cannot ask PostgreSQL for 5 seconds refuses everything.
 */
export class AccessService {
  /** For acts that change rights or places, which ask again under the lock. */
  readonly locks: RightsLocks;
  /** For open connections, which follow what changes. */
  readonly live: LiveRights;
  readonly genuine: GenuineRows;
  private readonly cache: RightsCache;
  private readonly clock: Clock;
  private readonly events: Events;
  private readonly reads: BreakGlassReads;

  constructor({ database, keys, clock, events, onError, onForged, monotonic }: AccessServiceOptions) {
    this.genuine = new GenuineRows({ database, keys, clock, onError, onForged });
    const store = new AccessStore(database, this.genuine.isGenuine);
    this.locks = new RightsLocks(database, clock, this.genuine.isGenuine);
    this.clock = clock;
    this.events = events;
    this.reads = new BreakGlassReads(database, clock);
    this.cache = new RightsCache(store);
    this.live = new LiveRights({ store, cache: this.cache, clock, events, onError, monotonic });
  }

  /**
   * First line of every service. Not inside a transaction: it may need a connection of its own.
   * @throws {DomainError} request.not-found when there is no such resource or the actor may not do this: the same answer,
   * after the same time.
   */
  async require(actor: Actor, action: Action, resourceId: string): Promise<ResourceFacts> {
    const refusedAt = nextStroke(performance.now() + REFUSE_AFTER_MS);
    const facts = await this.find(actor, action, resourceId);
    if (facts !== null) return facts;
    // Perhaps another node has just allowed it: nobody is sent away on what was true a moment ago.
    if (tokenCovers(actor.tokenScopes, action)) await this.live.poll();
    const now = await this.find(actor, action, resourceId);
    if (now !== null) return now;
    await pause(Math.max(0, refusedAt - performance.now()));
    throw new DomainError('request.not-found');
  }

  /** For making something of this kind there: what a token is not for is refused before any work. @throws {DomainError} request.not-found */
  async requireCreate(actor: Actor, kind: ResourceKind, parentId: string): Promise<ResourceFacts> {
    if (!tokenCovers(actor.tokenScopes, 'resource.create', kind)) throw new DomainError('request.not-found');
    // Whoever may write in a conversation may send files there.
    const isSent = kind === 'file' && (await this.may(actor, 'message.post', parentId));
    return this.require(actor, isSent ? 'message.post' : 'resource.create', parentId);
  }

  /** The same for whoever would ask for something else instead. null: this may not be done. */
  async find(actor: Actor, action: Action, resourceId: string): Promise<ResourceFacts | null> {
    if (!tokenCovers(actor.tokenScopes, action)) return null;
    const found = await this.findPermitted(actor, resourceId);
    if (found === null || found.role === null) return null;
    // What a folder holds is asked under the lock, where nobody adds to it.
    const { kind } = found.placement;
    const held = dependsOnContents(actor.tokenScopes, action, kind) ? [] : undefined;
    if (!permits(actor, action, found, held)) return null;
    await this.reads.note(actor, action, [found]);
    return toFacts(found.placement, found.role, found.extras);
  }

  /** The same question, answered by yes or no. */
  async may(actor: Actor, action: Action, resourceId: string): Promise<boolean> {
    return (await this.find(actor, action, resourceId)) !== null;
  }

  /** The same about many at once, whatever a node knows of them: with which of them may this be done? */
  async which(actor: Actor, action: Action, resourceIds: readonly string[]): Promise<ReadonlySet<string>> {
    const allowed = new Set<string>();
    if (!tokenCovers(actor.tokenScopes, action)) return allowed;
    const all = await this.findAllPermitted(actor, resourceIds);
    for (const [id, found] of all) if (permits(actor, action, found)) allowed.add(id);
    await this.reads.note(
      actor,
      action,
      [...all].flatMap(([id, found]) => (allowed.has(id) ? [found] : [])),
    );
    return allowed;
  }

  /** Subjects with a right there, own or inherited: whoever acts as none of them has none. */
  async subjectsOn(orgId: string, resourceId: string): Promise<readonly string[]> {
    await this.live.ready();
    return [...((await this.cache.grantsOn(orgId, resourceId))?.keys() ?? [])];
  }

  /** Who of these may do this. */
  async whoMay<A extends Actor>(actors: readonly A[], action: Action, resourceId: string): Promise<A[]> {
    await this.live.ready();
    await this.cache.prefetch(actors.map(({ personId, orgs }) => ({ personId, orgs, resourceId })));
    return actors.filter((actor) => {
      const rights = this.cache.peek(actor.personId, resourceId);
      if (rights === null || !actor.orgs.includes(rights.placement.orgId)) return false;
      const found = this.decided(rights);
      return found !== null && found.role !== null && permits(actor, action, found);
    });
  }

  /** The right in force on a resource that is not in the trash; null: none. Token scopes are not looked at. */
  async roleOf(actor: WatchingActor, resourceId: string): Promise<Role | null> {
    const found = await this.findPermitted(actor, resourceId);
    return found === null || found.placement.trashed ? null : found.role;
  }

  /** Rights on many resources at once, also those in the trash. What may not be seen is absent. */
  async rightsOf(actor: WatchingActor, resourceIds: readonly string[]): Promise<Map<string, HeldRight>> {
    const rights = new Map<string, HeldRight>();
    const all = await this.findAllPermitted(actor, resourceIds);
    for (const [id, { role, extras }] of all)
      if (role !== null) rights.set(id, { role, acts: toActs(extras) });
    await this.reads.note(actor, 'resource.read', [...all.values()]);
    return rights;
  }

  /** The same without what custom roles add. */
  async rolesOf(actor: WatchingActor, resourceIds: readonly string[]): Promise<Map<string, Role>> {
    const rights = await this.rightsOf(actor, resourceIds);
    return new Map([...rights].map(([id, { role }]) => [id, role]));
  }

  /**
   * Everything this person acts as: for queries over all that it may see.
   * @throws {DomainError} request.not-found for a token that is for no content at all
   */
  async subjectsOf(actor: WatchingActor & Pick<Actor, 'tokenScopes'>): Promise<readonly string[]> {
    if (!tokenCovers(actor.tokenScopes, 'resource.read')) throw new DomainError('request.not-found');
    return this.actsAs(actor);
  }

  /** The same whatever a token is for: to ask what this person is entrusted with. */
  async actsAs({ orgs, personId }: WatchingActor): Promise<readonly string[]> {
    await this.live.ready();
    return [...(await this.cache.subjects(orgs, personId)).ids];
  }

  private async findPermitted(actor: WatchingActor, resourceId: string): Promise<Found | null> {
    await this.live.ready();
    return this.decided(await this.cache.load({ personId: actor.personId, orgs: actor.orgs, resourceId }));
  }

  /** What does not exist is absent. In few statements, however many they are. */
  private async findAllPermitted(
    { personId, orgs }: WatchingActor,
    resourceIds: readonly string[],
  ): Promise<Map<string, Found>> {
    await this.live.ready();
    const pairs = resourceIds.map((resourceId) => ({ personId, orgs, resourceId }));
    await this.cache.prefetch(pairs);
    const found = new Map<string, Found>();
    for (const pair of pairs) {
      const one = this.decided(await this.cache.load(pair));
      if (one !== null) found.set(pair.resourceId, one);
    }
    return found;
  }

  private decided(rights: Rights | null): Found | null {
    if (rights === null) return null;
    const { role, extras, breakGlass } = decide(
      rights.placement,
      rights.subjects,
      rights.grants,
      this.clock.now().getTime(),
    );
    return { placement: rights.placement, role, extras, breakGlass };
  }

  /** @throws {DomainError} request.not-found when the actor may not do this in that organisation (its home by default). */
  requireOrganisation(actor: Actor, action: OrganisationAction, orgId: string = actor.orgId): void {
    if (!this.mayInOrganisation(actor, action, orgId)) throw new DomainError('request.not-found');
  }

  mayInOrganisation(actor: Actor, action: OrganisationAction, orgId: string = actor.orgId): boolean {
    if (actor.standing !== undefined) return false;
    const facts = { member: orgId === actor.orgId, admin: actor.adminOf.includes(orgId) };
    return tokenCoversOrganisation(actor.tokenScopes) && organisationPolicy[action](facts);
  }

  /**
   * Writes a change of rights in the transaction of the act, which holds the lock of what it changes. Rights set on these
   * scopes, or what these people act as, are read again by every node. Neither: everything of the organisation is.
   */
  recordChange(
    tx: LockedTx,
    {
      orgId,
      scopeIds = [],
      personIds = [],
    }: { orgId: string; scopeIds?: readonly string[]; personIds?: readonly string[] },
  ): void {
    tx.recordChange({ orgId, scopeIds, personIds });
    this.events.publishAfterCommit(tx, { type: 'changes.recorded' });
  }

  /** Writes in the transaction that ends them that these sessions or tokens are over: every node cuts their sockets. */
  async recordSessionsEnded(tx: Tx, sessionIds: readonly string[]): Promise<void> {
    await tx.query('select note_sessions_ended($1::uuid[], $2)', [sessionIds, this.clock.now()]);
    this.events.publishAfterCommit(tx, { type: 'changes.recorded' });
  }

  /** The same for whoever comes from elsewhere and has a seat here: the sockets alone, sessions and tokens stay. */
  async recordSeatsClosed(tx: Tx, orgId: string): Promise<void> {
    await tx.query('select note_seats_closed($1, $2)', [orgId, this.clock.now()]);
    this.events.publishAfterCommit(tx, { type: 'changes.recorded' });
  }

  /** The same for browsers that came in by an external link. */
  async recordVisitsEnded(tx: Tx, visitIds: readonly string[]): Promise<void> {
    await tx.query('select note_visits_ended($1::uuid[], $2)', [visitIds, this.clock.now()]);
    this.events.publishAfterCommit(tx, { type: 'changes.recorded' });
  }

  close(): void {
    this.live.close();
  }
}
