import { Inject, Injectable } from '@nestjs/common';
import type { Action, AnyResourceKind, Place, ResourceKind, ResourceView } from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { type Actor, Database, isUniqueViolation, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Events } from '@maroquin/platform/events';
import { Keys } from '@maroquin/platform/keys';
import { AccessService } from '../engine/access.service.js';
import type { LockedTx } from '../engine/locked-tx.js';
import { tokenCovers } from '../policy/token-scopes.policy.js';
import { sealResourceName } from './resource-names.js';
import { type ResourceDetail, ResourceSettings } from './resource-settings.js';
import { ResourceViews } from './resource-views.js';
import { Resource } from './resource.entity.js';
import { closeUnsent, openToAuthor } from './unsent-files.js';
import { type Ancestor, ANCESTORS, ancestorsOf, MAX_DEPTH } from './tree-queries.js';

interface NewResource {
  readonly id: string;
  readonly kind: Exclude<ResourceKind, 'space'>;
  readonly parentId: string;
  readonly name: string;
  readonly detail?: ResourceDetail;
  /** The right on the parent that is enough; default: to create there. */
  readonly right?: Action;
  /** Closed to guests and visitors by link. Default false. */
  readonly internal?: boolean;
}

const isConversation = (kind: AnyResourceKind): boolean => kind === 'channel' || kind === 'direct';
/** What may stand below what. A discussion stands beside its document, and files are sent in conversations. */
const mayHold = (parent: AnyResourceKind, child: ResourceKind): boolean =>
  parent === 'space' ||
  parent === 'folder' ||
  (parent === 'document' && child === 'channel') ||
  (isConversation(parent) && child === 'file');

/** @throws {DomainError} resource.name-taken when a key of names refused it. */
export function toNameTaken(error: unknown): never {
  if (isUniqueViolation(error, 'resource_name'))
    throw new DomainError('resource.name-taken', { cause: error });
  throw error;
}

const TOUCH_FREE = `with worked as (select * from unnest($1::uuid[], $2::uuid[]) as w (id, person_id)),
  free as (select id from resource where id = any($1) for no key update skip locked),
  touched as (update resource r set updated_at = greatest(r.updated_at, $3), updated_by = w.person_id
    from free join worked w using (id) where r.id = free.id)
  select id from resource where id = any($1) and id not in (select id from free)`;

/** The tree of everything that can be shared. Moving and trashing: move-resource.ts, trash-resources.ts. */
@Injectable()
export class ResourceTree {
  readonly settings: ResourceSettings;

  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly views: ResourceViews,
    private readonly events: Events,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.settings = new ResourceSettings(events);
  }

  /**
   * Puts a new resource below a parent, with the rights of its place. The transaction holds the parent (`holdPlace`); the
   * right to create there is asked for here. In a conversation several files may have one name, and are their author's until
   * they are sent.
   * @returns the kind of the parent
   * @throws {DomainError} request.not-found, resource.wrong-parent, resource.too-deep, resource.name-taken
   */
  async create(
    tx: LockedTx,
    actor: Actor,
    { id, kind, parentId, name, detail = {}, right, internal = false }: NewResource,
  ): Promise<AnyResourceKind> {
    if (right === undefined) await tx.requireCreate(actor, kind, parentId);
    else if (!tokenCovers(actor.tokenScopes, 'resource.create', kind))
      throw new DomainError('request.not-found');
    else await tx.require(actor, right, parentId);
    const parent = await this.parentFor(tx, parentId, kind);
    const keys = await this.keys.forOrg(parent.orgId, tx);
    const now = this.clock.now();
    const isUnsent = isConversation(parent.kind);
    if (isUnsent) await closeUnsent(tx, { orgId: parent.orgId, id }, parent.scopeId);
    const resource = Object.assign(new Resource(), {
      id,
      orgId: parent.orgId,
      parentId,
      kind,
      scopeId: isUnsent ? id : parent.scopeId,
      marking: parent.marking,
      personalOf: null,
      // What is sent in an internal conversation is as closed as the conversation.
      internal: internal || (isUnsent && parent.internal),
      restricted: isUnsent,
      detailKind: detail.documentKind ?? null,
      detailLanguage: null,
      detailSize: detail.size ?? null,
      detailType: detail.mediaType ?? null,
      detailScan: null,
      detailVirus: null,
      nameSealed: sealResourceName(keys, id, name),
      nameHash: keys.nameHash(parentId, isUnsent ? id : name),
      hashGeneration: keys.generation,
      version: 1,
      createdBy: actor.personId,
      createdAt: now,
      updatedBy: actor.personId,
      updatedAt: now,
      trashedAt: null,
      trashedBy: null,
      archivedAt: null,
      suggestionsOnly: false,
      numberedTitles: false,
      trashRootId: null,
    } satisfies Resource);
    await tx.manager.insert(Resource, resource).catch(toNameTaken);
    if (isUnsent) await openToAuthor(tx, actor, resource);
    // Nobody else is to know that a direct conversation exists.
    if (parent.kind !== 'direct')
      await recordAct(tx, {
        ...{ orgId: parent.orgId, actorId: actor.personId, action: 'resource.created', targetId: id },
        ...{ details: { kind, parentId }, at: now },
      });
    this.events.publishAfterCommit(tx, { type: 'resource.changed', orgId: parent.orgId, parentId, id });
    return parent.kind;
  }

  private async parentFor(tx: Tx, parentId: string, kind: ResourceKind): Promise<Resource> {
    const parent = await tx.manager.findOneBy(Resource, { id: parentId });
    if (parent === null || parent.trashedAt !== null) throw new DomainError('request.not-found');
    if (!mayHold(parent.kind, kind)) throw new DomainError('resource.wrong-parent');
    const above = await ancestorsOf(tx, parent.orgId, parent.id);
    if (above.length + 1 > MAX_DEPTH) throw new DomainError('resource.too-deep');
    return parent;
  }

  /** A resource and where it stands; the breadcrumb holds what the person may see of the way down. */
  async get(actor: Actor, id: string): Promise<Place> {
    const facts = await this.access.require(actor, 'resource.read', id);
    const [resource, breadcrumb] = await Promise.all([
      this.views.viewOf(actor, id),
      this.breadcrumb(actor, facts.orgId, id),
    ]);
    return { resource, breadcrumb, outside: actor.standing !== undefined || actor.orgId !== facts.orgId };
  }

  private async breadcrumb(actor: Actor, orgId: string, id: string): Promise<Place['breadcrumb']> {
    const ancestors = await this.database.readAlong<Ancestor>([orgId], ANCESTORS, [orgId, id]);
    const roles = await this.access.rolesOf(
      actor,
      ancestors.map((ancestor) => ancestor.id),
    );
    const keys = await this.keys.forOrg(orgId);
    return ancestors
      .filter((ancestor) => roles.has(ancestor.id))
      .reverse()
      .flatMap(({ id: ancestorId, kind, name_sealed }) =>
        // A direct conversation is no place.
        kind === 'direct'
          ? []
          : {
              ...{ id: ancestorId, kind },
              name: keys.openText({ table: 'resource', column: 'name', row: ancestorId }, name_sealed),
            },
      );
  }

  /**
   * @param stillHolds asked in the transaction that renames: throws where it no longer holds
   * @throws {DomainError} request.not-found, request.conflict (another version), resource.name-taken
   */
  async rename(
    actor: Actor,
    id: string,
    name: string,
    expectedVersion: number,
    stillHolds?: (tx: LockedTx) => Promise<void>,
  ): Promise<ResourceView> {
    const { orgId } = await this.access.require(actor, 'resource.rename', id);
    const keys = await this.keys.forOrg(orgId);
    await this.access.locks.holdPlace(actor, orgId, id, async (tx) => {
      await tx.require(actor, 'resource.rename', id);
      await stillHolds?.(tx);
      const now = this.clock.now();
      const parentId = await this.requireVersion(tx, orgId, id, expectedVersion);
      await tx.manager
        .update(
          Resource,
          { orgId, id },
          {
            nameSealed: sealResourceName(keys, id, name),
            nameHash: keys.nameHash(parentId, name),
            hashGeneration: keys.generation,
            version: expectedVersion + 1,
            updatedAt: now,
            updatedBy: actor.personId,
          },
        )
        .catch(toNameTaken);
      await recordAct(tx, {
        orgId,
        actorId: actor.personId,
        action: 'resource.renamed',
        targetId: id,
        at: now,
      });
      this.events.publishAfterCommit(tx, { type: 'resource.changed', orgId, parentId, id });
    });
    return this.views.viewOf(actor, id);
  }

  private async requireVersion(tx: Tx, orgId: string, id: string, expected: number): Promise<string | null> {
    const [row] = await tx.query<{ parent_id: string | null; version: number; trashed_at: Date | null }>(
      'select parent_id, version, trashed_at from resource where org_id = $1 and id = $2 for update',
      [orgId, id],
    );
    if (row === undefined || row.trashed_at !== null) throw new DomainError('request.not-found');
    if (row.version !== expected) throw new DomainError('request.conflict');
    return row.parent_id;
  }

  /** What stands there under this name, if anything: names are compared as the key of names compares them. */
  async findNamed(
    tx: Tx,
    place: { readonly orgId: string; readonly parentId: string },
    kind: ResourceKind,
    name: string,
  ): Promise<string | null> {
    const keys = await this.keys.forOrg(place.orgId, tx);
    const [found] = await tx.query<{ id: string }>(
      `select id from resource
       where org_id = $1 and parent_id = $2 and kind = $3 and name_hash = $4 and trashed_at is null`,
      [place.orgId, place.parentId, kind, keys.nameHash(place.parentId, name)],
    );
    return found?.id ?? null;
  }

  /** Somebody worked in it: newest first, without a new version, since its name and place are the same. */
  async touch(tx: Tx, id: string, actor: Pick<Actor, 'personId'>): Promise<void> {
    await tx.query(
      'update resource set updated_at = greatest(updated_at, $2), updated_by = $3 where id = $1',
      [id, this.clock.now(), actor.personId],
    );
  }

  /**
   * The same for many documents at once, by whoever worked in each last. Waits for nobody, so that it cannot stand in
   * anybody's way: answers which of them somebody else is changing right now, and does not touch those.
   */
  async touchFree(tx: Tx, worked: readonly { id: string; personId: string }[]): Promise<string[]> {
    const held = await tx.query<{ id: string }>(TOUCH_FREE, [
      worked.map(({ id }) => id),
      worked.map(({ personId }) => personId),
      this.clock.now(),
    ]);
    return held.map(({ id }) => id);
  }
}
