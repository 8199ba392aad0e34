import { Injectable } from '@nestjs/common';
import { AccessService, type LockedTx } from '@maroquin/access';
import { nameSchema } from '@maroquin/contracts';
import { RecentResults } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { WriteFile } from '../files/write-file.js';
import { DavConditions } from './dav-conditions.js';
import { badName, DavError } from './dav-error.js';
import { lengthOf } from '../files/content-length.js';
import { answer, type DavExchange, seen } from './dav-exchange.js';
import { DavLocks, type Touched } from './dav-locks.js';
import { endsInSlash } from './dav-paths.js';
import { DavResources } from './dav-resources.js';
import { type DavNode, DavTree, isCollection } from './dav-tree.js';

/** Where something new is to stand. */
export interface NewPlace {
  readonly parent: DavNode;
  readonly parentId: string;
  readonly orgId: string;
  readonly name: string;
}

/** A document is not deleted by whoever has just failed to write over it, milliseconds. */
const KEPT_AFTER_MS = 10_000;

/** PUT, MKCOL and DELETE; and what COPY and MOVE share with them. */
@Injectable()
export class DavWrites {
  /** Who tried to write over which document, and when. */
  private readonly refused = new RecentResults<number>(1_000);

  constructor(
    private readonly tree: DavTree,
    private readonly conditions: DavConditions,
    private readonly access: AccessService,
    private readonly writer: WriteFile,
    private readonly resources: DavResources,
    private readonly locks: DavLocks,
  ) {}

  /** A new file, or the newest version of one (RFC 4918 §9.7). */
  async put(exchange: DavExchange): Promise<void> {
    const { actor, names, path, request, response } = exchange;
    if (request.headers['content-range'] !== undefined) throw new DavError(400);
    const node = await this.tree.resolve(actor, names);
    if (node !== null && isCollection(node)) throw new DavError(405);
    if (node?.view?.kind === 'document')
      this.refused.set(`${actor.personId} ${node.view.id}`, performance.now(), 1);
    requireNoDocument(node);
    if (endsInSlash(path)) throw new DavError(409);
    await this.conditions.requireHeaders(actor, request, path, node);
    const length = lengthOf(request);
    if (node?.view?.kind === 'file') {
      const { view, version } = node;
      const orgId = await this.tree.orgOf(actor, view.id);
      const touched = [{ id: view.id, deep: false }];
      await this.conditions.requireUnlocked(actor, request, orgId, touched);
      const stillHolds = this.conditions.stillUnlocked(exchange, orgId, touched);
      const file = {
        parentId: view.parentId ?? view.id,
        name: view.name,
        fileId: view.id,
        length,
        stillHolds,
      };
      const ifVersion = isOneVersion(request.headers['if-match']) ? version?.number : undefined;
      await seen(
        this.writer.write(actor, { ...file, ...(ifVersion !== undefined && { ifVersion }) }, request),
      );
      await this.sendVersion(exchange);
      answer(exchange, 204);
      return;
    }
    await this.create(exchange, request, length);
    response.set('Location', path);
    answer(exchange, 201);
  }

  /** A new file under the address. Answers its id. */
  async create(
    exchange: DavExchange,
    bytes: Parameters<WriteFile['write']>[2],
    length: number | null,
  ): Promise<string> {
    const { actor, names, request } = exchange;
    const { parentId, orgId, name } = await this.newPlace(actor, names);
    const touched = [{ id: parentId, deep: false, isPlace: true }];
    await this.conditions.requireUnlocked(actor, request, orgId, touched);
    const stillHolds = this.conditions.stillUnlocked(exchange, orgId, touched);
    const file = { parentId, name, fileId: null, length, stillHolds };
    const id = await seen(this.writer.write(actor, file, bytes));
    await this.sendVersion(exchange);
    return id;
  }

  private async sendVersion({ actor, names, response }: DavExchange): Promise<void> {
    const written = await this.tree.resolve(actor, names);
    const etag = written?.version?.etag;
    if (etag !== undefined) response.set('ETag', etag);
  }

  async mkcol(exchange: DavExchange): Promise<void> {
    const { actor, names, path, request } = exchange;
    const node = await this.tree.resolve(actor, names);
    if (node !== null) throw new DavError(405);
    const { parentId, orgId, name } = await this.newPlace(actor, names);
    if (lengthOf(request) !== 0) throw new DavError(415);
    await this.conditions.requireHeaders(actor, request, path, node);
    const touched = [{ id: parentId, deep: false, isPlace: true }];
    await this.conditions.requireUnlocked(actor, request, orgId, touched);
    const stillHolds = this.conditions.stillUnlocked(exchange, orgId, touched);
    await seen(this.resources.makeFolder(actor, orgId, { parentId, name, stillHolds }));
    answer(exchange, 201);
  }

  /** To the bin: nothing is deleted for good from here. */
  async delete(exchange: DavExchange): Promise<void> {
    const { actor, names, path, request } = exchange;
    const node = await this.tree.resolve(actor, names);
    if (node === null) throw new DavError(404);
    await this.conditions.requireHeaders(actor, request, path, node);
    const { id, orgId } = await this.movable(actor, node);
    // rclone takes away what it could not write, which it holds for its own half file: here it would be the document.
    const since = performance.now() - (this.refused.get(`${actor.personId} ${id}`) ?? -Infinity);
    if (since < KEPT_AFTER_MS) throw new DomainError('file.read-only');
    await this.remove(exchange, orgId, id, removed(node, id));
    answer(exchange, 204);
  }

  /** @throws {DavError} 403 */
  async requireRemovable(actor: Actor, id: string): Promise<void> {
    await seen(this.access.require(actor, 'resource.trash', id));
  }

  /** To the bin, with the locks on it and on all below it. @throws {DavError} 423 */
  async remove(exchange: DavExchange, orgId: string, id: string, touched: readonly Touched[]): Promise<void> {
    const { actor, request } = exchange;
    await this.conditions.requireUnlocked(actor, request, orgId, touched);
    await seen(this.resources.trash(actor, id, this.endingLocks(exchange, orgId, id, touched)));
  }

  /** To the bin until something else has taken its place: its locks stay, for it may have to come back. @throws {DavError} 423 */
  async putAside(
    exchange: DavExchange,
    orgId: string,
    id: string,
    touched: readonly Touched[],
  ): Promise<void> {
    const { actor, request } = exchange;
    await this.conditions.requireUnlocked(actor, request, orgId, touched);
    await seen(this.resources.trash(actor, id, this.conditions.stillUnlocked(exchange, orgId, touched)));
  }

  /** Of what was put aside and does not come back (RFC 4918 §9.9.4). */
  endLocks(orgId: string, id: string): Promise<void> {
    return this.locks.releaseWithin(orgId, id);
  }

  /** Asked in the transaction of the act, which ends the locks on what it takes away (RFC 4918 §9.6.1, §9.9.3). */
  endingLocks(
    exchange: DavExchange,
    orgId: string,
    id: string,
    touched: readonly Touched[],
  ): (tx: LockedTx) => Promise<void> {
    const stillHolds = this.conditions.stillUnlocked(exchange, orgId, touched);
    return async (tx) => {
      await stillHolds(tx);
      await this.locks.endWithin(tx, orgId, id);
    };
  }

  /** Spaces, and what holds them, are made and ended in the web, where it is said what that does. @throws {DavError} 403 */
  async movable(actor: Actor, { view }: DavNode): Promise<{ id: string; orgId: string }> {
    if (view === null || view.kind === 'space') throw new DavError(403);
    return { id: view.id, orgId: await this.tree.orgOf(actor, view.id) };
  }

  /** @throws {DavError} 403 for a name that nothing may have, and below the root; 409 where there is no collection, 404 where there is no such space */
  async newPlace(actor: Actor, names: readonly string[]): Promise<NewPlace> {
    const parent = await this.tree.resolve(actor, names.slice(0, -1));
    if (parent === null) {
      // Of a space that the person does not see, nothing below is known either.
      const space = await this.tree.resolve(actor, names.slice(0, 1));
      throw new DavError(space === null ? 404 : 409);
    }
    if (!isCollection(parent)) throw new DavError(409);
    if (parent.view === null) throw new DavError(403);
    const name = nameSchema.safeParse(names.at(-1));
    if (!name.success || name.data !== names.at(-1)) throw badName();
    await seen(this.access.require(actor, 'resource.create', parent.view.id));
    return {
      parent,
      parentId: parent.view.id,
      orgId: await this.tree.orgOf(actor, parent.view.id),
      name: name.data,
    };
  }
}

/** What a document holds is written in the web alone. @throws {DomainError} file.read-only */
export function requireNoDocument(node: DavNode | null): void {
  if (node?.view?.kind === 'document') throw new DomainError('file.read-only');
}

/** Any version is meant by `*`: then it is no other writer's fault that there is a newer one. */
const isOneVersion = (ifMatch: string | undefined): boolean =>
  ifMatch !== undefined && ifMatch.trim() !== '*';

/** It, all below it, and the place that loses it. */
export const removed = ({ view }: DavNode, id: string): Touched[] => [
  { id, deep: true },
  ...[view?.parentId ?? []].flat().map((parentId) => ({ id: parentId, deep: false, isPlace: true })),
];
