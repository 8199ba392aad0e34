import type { Action, AnyResourceKind, OrganisationAction, ResourceKind } from '@maroquin/contracts';
import type { Actor, Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { proveWritten, type Relation, type RightsRow } from '@maroquin/platform/proofs';
import type { EntityManager } from 'typeorm';
import { AccessStore } from './access-store.js';
import type { Genuine } from './genuine-rows.js';
import { permits } from './permits.js';
import { type ResourceFacts, toFacts } from './resource-facts.js';
import { decide } from './rights.js';
import type { SeatKind } from './subject.entities.js';
import { organisationPolicy } from '../policy/organisation.policy.js';
import { dependsOnContents, tokenCovers, tokenCoversOrganisation } from '../policy/token-scopes.policy.js';

/** What the system does by itself, by nobody's right: named, so that a reader sees what asks nobody. */
export type SystemAct =
  /** Somebody proved who it is, and gets its account or seat by that. */
  | 'sign-in'
  /** What a directory or a provisioning client says of people and teams; its own credentials were checked. */
  | 'directory'
  /** The command line, on the machine where the server runs. */
  | 'command'
  /** Who keeps an organisation's keys, by that duty, also while nobody of the organisation is let in. */
  | 'custody'
  /** A review's own rule, a guest's end: what was decided before and is due now. */
  | 'schedule';

type Who = Pick<Actor, 'personId' | 'orgId' | 'sessionId' | 'tokenId' | 'tokenScopes' | 'standing'>;

/** Seats by organisation, as the database knows them under the lock. */
type Seats = ReadonlyMap<string, SeatKind>;

interface Change {
  readonly orgId: string;
  readonly scopeIds: readonly string[];
  readonly personIds: readonly string[];
}

/**
 * A transaction that holds the lock of what it changes (rights-locks.ts). Rights are asked for again here, of the
 * database and not of what the node remembers: an act that waited behind a withdrawal fails. One that asks for none is
 * rolled back.
 */
export class LockedTx implements Tx {
  private readonly store: AccessStore;
  private readonly actors = new Map<string, Promise<Seats>>();
  private readonly changes: Change[] = [];
  private asked = false;

  constructor(
    private readonly tx: Tx,
    /** When the act happens: once it has the lock. */
    readonly now: Date,
    private readonly genuine: Genuine,
  ) {
    this.store = new AccessStore(
      {
        readAlong: (_orgs, statement, params) => tx.query(statement.text, params),
        call: (sql, params) => tx.query(sql, params),
      },
      genuine,
    );
  }

  get manager(): EntityManager {
    return this.tx.manager;
  }
  get orgs(): readonly string[] {
    return this.tx.orgs;
  }
  query<R extends object>(sql: string, params?: readonly unknown[]): Promise<R[]> {
    return this.tx.query<R>(sql, params);
  }
  afterCommit(work: () => void): void {
    this.tx.afterCommit(work);
  }

  /** May this be done, now that nobody else changes it? @throws {DomainError} request.not-found */
  async require(actor: Who, action: Action, resourceId: string): Promise<ResourceFacts> {
    const facts = await this.permitted(actor, action, resourceId);
    if (facts === null) throw new DomainError('request.not-found');
    this.asked = true;
    return facts;
  }

  /** What this person acts as, as the database knows it under the lock. */
  async actsAs(personId: string): Promise<readonly string[]> {
    return [...((await this.store.subjects(this.orgs, [personId])).get(personId)?.ids ?? [])];
  }

  /** For making something of this kind there. @throws {DomainError} request.not-found */
  async requireCreate(actor: Who, kind: ResourceKind, parentId: string): Promise<ResourceFacts> {
    if (!tokenCovers(actor.tokenScopes, 'resource.create', kind)) throw new DomainError('request.not-found');
    // As AccessService.requireCreate: a file is sent in a conversation.
    const isSent = kind === 'file' && (await this.may(actor, 'message.post', parentId));
    return this.require(actor, isSent ? 'message.post' : 'resource.create', parentId);
  }

  /** Beside a right that was asked for: is this allowed as well? */
  async may(actor: Who, action: Action, resourceId: string): Promise<boolean> {
    return (await this.permitted(actor, action, resourceId)) !== null;
  }

  private async permitted(actor: Who, action: Action, resourceId: string): Promise<ResourceFacts | null> {
    if (!tokenCovers(actor.tokenScopes, action)) return null;
    await this.seatsOf(actor);
    const placement = (await this.store.placements(this.orgs, [resourceId])).get(resourceId);
    const subjects = (await this.store.subjects(this.orgs, [actor.personId])).get(actor.personId);
    if (placement === undefined || subjects === undefined) return null;
    const grants = await this.store.grantsOf(this.orgs, placement.scopeId, [...subjects.ids]);
    const { role, extras } = decide(placement, subjects, grants, this.now.getTime());
    const held = dependsOnContents(actor.tokenScopes, action, placement.kind)
      ? await this.kindsBelow(placement.orgId, resourceId)
      : undefined;
    if (role === null || !permits(actor, action, { placement, role, extras }, held)) return null;
    return toFacts(placement, role, extras);
  }

  private async kindsBelow(orgId: string, id: string): Promise<AnyResourceKind[]> {
    const rows = await this.tx.query<{ kind: AnyResourceKind }>(
      `select distinct r.kind from subtree_of($1, $2) s join resource r on r.org_id = $1 and r.id = any (s.ids)
       where r.id <> $2`,
      [orgId, id],
    );
    return rows.map(({ kind }) => kind);
  }

  /** @throws {DomainError} request.not-found when the actor may not do this in that organisation (its home by default). */
  async requireOrganisation(
    actor: Who,
    action: OrganisationAction,
    orgId: string = actor.orgId,
  ): Promise<void> {
    if (!(await this.mayInOrganisation(actor, action, orgId))) throw new DomainError('request.not-found');
    this.asked = true;
  }

  /** Beside a right that was asked for. */
  async mayInOrganisation(
    actor: Who,
    action: OrganisationAction,
    orgId: string = actor.orgId,
  ): Promise<boolean> {
    if (actor.standing !== undefined || !tokenCoversOrganisation(actor.tokenScopes)) return false;
    const seat = (await this.seatsOf(actor)).get(orgId);
    const member = orgId === actor.orgId && (seat === 'member' || seat === 'admin');
    return organisationPolicy[action]({ member, admin: seat === 'admin' });
  }

  /**
   * For rights that are none of the model (over one's own sessions, to provision): who acts is still there, with such a
   * seat at home. @throws {DomainError} request.not-found
   */
  async requirePresent(actor: Who, seat?: SeatKind): Promise<void> {
    const seats = await this.seatsOf(actor);
    if (seat !== undefined && seats.get(actor.orgId) !== seat) throw new DomainError('request.not-found');
    this.asked = true;
  }

  /** An administration account, for an organisation that it administers. @throws {DomainError} request.not-found */
  async requireAdministrator({ id, sessionId }: { id: string; sessionId: string }): Promise<void> {
    const [row] = await this.tx.query<{ present: boolean }>(
      'select hold_administrator($1, $2, $3) as present',
      [id, sessionId, this.now],
    );
    if (row?.present !== true) throw new DomainError('request.not-found');
    this.asked = true;
  }

  /** Nobody's right is needed. */
  actAsSystem(act: SystemAct): void {
    this.asked = act.length > 0;
  }

  /**
   * The actor's seats, locked until the transaction ends, so that nobody closes its account, session or visit meanwhile.
   * @throws {DomainError} request.not-found when one of them is over
   */
  private seatsOf(actor: Who): Promise<Seats> {
    const key = `${actor.personId} ${actor.sessionId ?? ''} ${actor.tokenId ?? ''}`;
    const known = this.actors.get(key) ?? this.hold(actor);
    this.actors.set(key, known);
    return known;
  }

  private async hold({ personId, sessionId, tokenId, standing }: Who): Promise<Seats> {
    if (standing === 'visitor') {
      const visit = await this.tx.query(
        'select 1 from link_visit where id = $1 and ended_at is null and expires_at > $2 for share',
        [personId, this.now],
      );
      if (visit.length === 0) throw new DomainError('request.not-found');
      return new Map();
    }
    const held = await this.tx.query<RightsRow & { org_id: string; kind: SeatKind }>(
      'select * from hold_actor($1, $2, $3, $4)',
      [personId, sessionId, tokenId, this.now],
    );
    const seats = held.filter((seat) => this.genuine('seat', seat));
    if (seats.length === 0) throw new DomainError('request.not-found');
    return new Map(seats.map(({ org_id, kind }) => [org_id, kind]));
  }

  /** Nodes are told when it is committed; written last, so that the instance's one row is held for a moment only. */
  recordChange(change: Change): void {
    this.changes.push(change);
  }

  /** For what is copied from one row of rights into another: nothing that somebody planted is. */
  isGenuine(relation: Relation, row: RightsRow): boolean {
    return this.genuine(relation, row);
  }

  /**
   * Before it is committed: refuses an act that asked nobody, proves the rows of rights that it wrote, and writes down
   * what it changed.
   * @throws {DomainError} sealed.damaged where it changed a row of rights that nobody here wrote
   */
  async finish(): Promise<void> {
    if (!this.asked) throw new Error('an act under the lock asked for no right');
    await proveWritten(this.tx);
    for (const { orgId, scopeIds, personIds } of merged(this.changes))
      await this.tx.query('select note_access_changes($1, $2::uuid[], $3::uuid[], $4)', [
        ...[orgId, scopeIds, personIds, this.now],
      ]);
  }
}

/** One for each organisation. What names nothing is everything of it. */
function merged(changes: readonly Change[]): Change[] {
  return [...new Set(changes.map(({ orgId }) => orgId))].map((orgId) => {
    const own = changes.filter((change) => change.orgId === orgId);
    const all = own.some(({ scopeIds, personIds }) => scopeIds.length + personIds.length === 0);
    return {
      orgId,
      scopeIds: all ? [] : [...new Set(own.flatMap(({ scopeIds }) => scopeIds))],
      personIds: all ? [] : [...new Set(own.flatMap(({ personIds }) => personIds))],
    };
  });
}
