import type { Role } from '@maroquin/contracts';
import { randomBytes } from 'node:crypto';
import { type Clock, newId } from '@maroquin/platform/config';
import type { Actor, Database, Tx } from '@maroquin/platform/database';
import { PasswordHasher } from '@maroquin/platform/passwords';
import { Events } from '@maroquin/platform/events';
import {
  createTestOrganisation,
  openTestPlatform,
  sharedPostgres,
  type TestPlatform,
} from '@maroquin/testing';
import {
  accessEntities,
  AccessLists,
  AccessService,
  BreakGlasses,
  RunningBreakGlasses,
  CloseReviews,
  CustomRoles,
  DecideReview,
  Duties,
  ExportReview,
  ExternalLinks,
  Grants,
  LinkLists,
  LinkSecrets,
  ListResources,
  LinkVisits,
  MoveResource,
  OpenReview,
  PeopleNames,
  PersonRightsService,
  PreviewMove,
  PreviewRestriction,
  ResourceSummaries,
  RestoreGrant,
  RestoreLink,
  RestrictAccess,
  NameIndexes,
  ResourceNames,
  ResourceRightsService,
  ResourceTree,
  ResourceViews,
  ReviewActs,
  ReviewItems,
  ReviewViews,
  Reviews,
  Spaces,
  SubjectIndex,
  SubjectNames,
  Subjects,
  TeamChanges,
  Teams,
  TrashResources,
  WithdrawLinks,
} from '@maroquin/access';

/** The first page of a list. */
export const PAGE = { limit: 50 };

/** A clock that tests turn forward. */
class TestClock implements Clock {
  private ahead = 0;
  now(): Date {
    return new Date(Date.now() + this.ahead);
  }
  forward(milliseconds: number): void {
    this.ahead += milliseconds;
  }
}

export interface Node {
  readonly access: AccessService;
  readonly events: Events;
  readonly tree: ResourceTree;
  readonly mover: MoveResource;
  readonly previews: PreviewMove;
  readonly trash: TrashResources;
  readonly lists: ListResources;
  readonly spaces: Spaces;
  readonly grants: Grants;
  readonly restricting: RestrictAccess;
  readonly restrictions: PreviewRestriction;
  readonly accessLists: AccessLists;
  readonly links: ExternalLinks;
  readonly linkLists: LinkLists;
  readonly visits: LinkVisits;
  readonly withdrawing: WithdrawLinks;
  readonly restoring: { readonly grant: RestoreGrant; readonly link: RestoreLink };
  readonly duties: Duties;
  readonly breakGlass: { readonly service: BreakGlasses; readonly running: RunningBreakGlasses };
  readonly roles: CustomRoles;
  readonly personRights: PersonRightsService;
  readonly resourceRights: ResourceRightsService;
  readonly reviews: {
    readonly list: Reviews;
    readonly items: ReviewItems;
    readonly opening: OpenReview;
    readonly deciding: DecideReview;
    readonly closing: CloseReviews;
    readonly exporting: ExportReview;
  };
  readonly teams: Teams;
  readonly subjects: Subjects;
}

/** What one server process holds. */
export function startNode(
  platform: TestPlatform,
  clock: Clock,
  database: Database = platform.database,
  indexes = new NameIndexes(database, platform.keys),
): Node {
  const { keys } = platform;
  const events = new Events({ error: () => undefined });
  const access = new AccessService({ database, keys, clock, events, onError: () => undefined });
  const names = new ResourceNames();
  const people = new PeopleNames(database, keys, clock);
  const views = new ResourceViews(access, database, keys, names, people);
  const mover = new MoveResource(access, keys, views, events, clock);
  const subjectNames = new SubjectNames(database, keys, people);
  const accessLists = new AccessLists(access, database, keys, people, subjectNames, clock);
  const faces = new ResourceSummaries(access, database, keys, names);
  const linkLists = new LinkLists(access, database, keys, people, clock);
  const grants = new Grants(access, events, clock);
  const duties = new Duties(access, database, keys, subjectNames, clock);
  const reviewViews = new ReviewViews(access, keys, faces, people, clock);
  const reviews = new Reviews(access, database, keys, reviewViews, duties);
  const items = new ReviewItems(reviews, database, keys, faces, subjectNames);
  const hasher = new PasswordHasher();
  const visits = new LinkVisits(access, database, keys, hasher, clock);
  const withdrawing = new WithdrawLinks(access, grants, database, visits, clock);
  const acts = new ReviewActs(access, grants, withdrawing, clock);
  const secrets = new LinkSecrets(keys, hasher, { publicUrl: 'https://maroquin.example' });
  return {
    access,
    events,
    tree: new ResourceTree(access, database, keys, views, events, clock),
    mover,
    previews: new PreviewMove(access, database, subjectNames, clock),
    trash: new TrashResources(access, database, keys, events, mover, clock),
    lists: new ListResources(access, database, keys, indexes, views, clock),
    spaces: new Spaces(access, database, keys, clock),
    grants,
    restricting: new RestrictAccess(access, grants, keys, events),
    restrictions: new PreviewRestriction(access, database, subjectNames, clock),
    reviews: {
      list: reviews,
      items,
      opening: new OpenReview(access, database, keys, clock),
      deciding: new DecideReview(access, reviews, items, database, acts),
      closing: new CloseReviews(reviews, acts, database, access.locks, clock),
      exporting: new ExportReview(access, reviews, items, database, clock),
    },
    accessLists,
    links: new ExternalLinks(access, grants, secrets, clock),
    linkLists,
    visits,
    withdrawing,
    restoring: {
      grant: new RestoreGrant(access, grants, keys, clock),
      link: new RestoreLink(access, grants, database, keys, clock),
    },
    duties,
    breakGlass: {
      service: new BreakGlasses(access, duties, grants, database, keys, clock),
      running: new RunningBreakGlasses(access, duties, database, people, clock),
    },
    roles: new CustomRoles(access, duties, database, keys, clock),
    personRights: new PersonRightsService(duties, database, keys, faces, subjectNames, clock),
    resourceRights: new ResourceRightsService(duties, database, faces, accessLists, linkLists),
    teams: new Teams(
      access,
      database,
      keys,
      new SubjectIndex(database, keys, clock),
      new TeamChanges(access, clock),
    ),
    subjects: new Subjects(access, clock),
  };
}

/** A fresh database, one node, one organisation, and short words for what tests do all the time. */
export class AccessWorld {
  private constructor(
    readonly platform: TestPlatform,
    readonly clock: TestClock,
    readonly node: Node,
    readonly orgId: string,
  ) {}

  static async open(): Promise<AccessWorld> {
    const superuser = await sharedPostgres();
    const platform = await openTestPlatform(superuser, accessEntities);
    const clock = new TestClock();
    const node = startNode(platform, clock);
    const world = new AccessWorld(platform, clock, node, await createTestOrganisation(platform));
    await platform.database.inOrgs({ orgs: [world.orgId] }, (tx) =>
      node.subjects.addEveryone(tx, world.orgId),
    );
    return world;
  }

  async close(): Promise<void> {
    this.node.access.close();
    await this.platform.close();
  }

  /** Somebody with a seat, an account and a space of its own. */
  async person(name = 'Camille Durand', orgId = this.orgId): Promise<Actor> {
    const personId = newId();
    const orgKeys = await this.platform.keys.forOrg(orgId);
    const sessionId = await this.node.access.locks.changeOrganisation(null, orgId, async (tx) => {
      tx.actAsSystem('command');
      await this.node.subjects.addPerson(tx, orgId, personId);
      const session = await this.signIn(tx, orgId, personId, name);
      await this.node.subjects.addSeat(tx, orgId, personId, 'member');
      await this.node.spaces.createPersonal(tx, orgKeys, orgId, personId);
      return session;
    });
    return {
      personId,
      orgId,
      orgs: [orgId],
      adminOf: [],
      tokenScopes: null,
      sessionId,
      tokenId: null,
      locale: 'fr',
    };
  }

  /** An account, and a browser that is signed in to it. */
  private async signIn(tx: Tx, orgId: string, personId: string, name: string): Promise<string> {
    const { keys } = this.platform;
    const orgKeys = await keys.forOrg(orgId);
    const email = `${personId}@example.fr`;
    await tx.query(
      `insert into account (id, org_id, email_hash, email_sealed, name_sealed, created_at) values ($1, $2, $3, $4, $5, now())`,
      [
        ...[personId, orgId, keys.instance.emailHash(email)],
        orgKeys.seal({ table: 'account', column: 'email', row: personId }, email),
        orgKeys.seal({ table: 'account', column: 'name', row: personId }, name),
      ],
    );
    const sessionId = newId();
    await tx.query(
      `insert into session (id, org_id, account_id, token_hash, method, created_at, last_seen_at, expires_at)
       values ($1, $2, $3, $4, 'link', now(), now(), now() + interval '10 years')`,
      [sessionId, orgId, personId, randomBytes(32)],
    );
    return sessionId;
  }

  /** Somebody whose seat is an administrator's. */
  async administrator(name: string): Promise<Actor> {
    const actor = await this.person(name);
    await this.platform.asService(`update seat set kind = 'admin' where account_id = $1`, [actor.personId]);
    return { ...actor, adminOf: [actor.orgId] };
  }

  /** Somebody from outside, with a right to read in one space. */
  async guest(spaceId: string): Promise<Actor> {
    const personId = newId();
    const { orgId } = this;
    const sessionId = await this.node.access.locks.changeOrganisation(null, orgId, async (tx) => {
      tx.actAsSystem('command');
      await this.node.subjects.addPerson(tx, orgId, personId);
      const session = await this.signIn(tx, orgId, personId, 'Dominique Invité');
      await this.node.subjects.addSeat(tx, orgId, personId, 'guest', this.inAYear());
      await this.node.grants.setInTransaction(tx, { personId }, orgId, {
        resourceId: spaceId,
        subjectId: personId,
        role: 'reader',
        expiresAt: null,
      });
      return session;
    });
    return {
      ...{ personId, orgId, orgs: [orgId], adminOf: [], tokenScopes: null, sessionId },
      ...{ tokenId: null, locale: 'fr', standing: 'guest' },
    };
  }

  private inAYear(): Date {
    return new Date(this.clock.now().getTime() + 365 * 86_400_000);
  }

  async space(actor: Actor, name = 'Cabinet'): Promise<string> {
    return (await this.node.spaces.create(actor, name)).id;
  }

  async put(
    actor: Actor,
    parentId: string,
    kind: 'folder' | 'document' | 'file' | 'channel',
    name = `${kind} ${newId()}`,
  ): Promise<string> {
    const id = newId();
    await this.node.access.require(actor, 'resource.create', parentId);
    await this.node.access.locks.holdPlace(actor, actor.orgId, parentId, (tx) =>
      this.node.tree.create(tx, actor, { id, kind, parentId, name }),
    );
    return id;
  }

  grant(
    actor: Actor,
    resourceId: string,
    subject: Actor | string,
    role: Role,
    expiresAt: Date | null = null,
  ): Promise<unknown> {
    const subjectId = typeof subject === 'string' ? subject : subject.personId;
    return this.node.grants.set(actor, { resourceId, subjectId, role, expiresAt });
  }

  role(actor: Actor, resourceId: string): Promise<Role | null> {
    return this.node.access.roleOf(actor, resourceId);
  }
}

/** Waits for a condition, for at most five seconds. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('the condition did not come true in five seconds');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
