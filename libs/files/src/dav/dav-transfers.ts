import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '@maroquin/platform/config';
import { DomainError } from '@maroquin/platform/errors';
import { DavConditions } from './dav-conditions.js';
import { DavCopies } from './dav-copies.js';
import { DavError } from './dav-error.js';
import { answer, type DavExchange, depthOf, seen } from './dav-exchange.js';
import { destinationOf, segmentsOf } from './dav-paths.js';
import { type DavNode, DavTree } from './dav-tree.js';
import type { Touched } from './dav-locks.js';
import { DavResources } from './dav-resources.js';
import { titleUnder } from './mounted-documents.js';
import { DavWrites, type NewPlace, removed, requireNoDocument } from './dav-writes.js';

interface Transfer {
  readonly source: DavNode;
  readonly target: DavNode | null;
  readonly names: readonly string[];
}

/** COPY and MOVE (RFC 4918 §9.8, §9.9). A file that stands in the way gets a version, anything else goes to the bin. */
@Injectable()
export class DavTransfers {
  constructor(
    private readonly tree: DavTree,
    private readonly conditions: DavConditions,
    private readonly writes: DavWrites,
    private readonly resources: DavResources,
    private readonly copies: DavCopies,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  async copy(exchange: DavExchange): Promise<void> {
    const transfer = await this.transfer(exchange);
    const { actor, request } = exchange;
    const { source, target } = transfer;
    if (target !== null && target.view?.id === source.view?.id) throw new DavError(403);
    const isDeep = depthOf(request, 'infinity') !== '0';
    if (isOntoFile(transfer)) await this.onto(exchange, transfer);
    else
      await this.intoRoom(exchange, transfer, ({ orgId, parentId, name }) => {
        const stillHolds = this.conditions.stillUnlocked(exchange, orgId, [
          { id: parentId, deep: false, isPlace: true },
        ]);
        const named = nameOf(source, name);
        return this.copies.copy(actor, source, { orgId, parentId, name: named, isDeep, stillHolds });
      });
    answer(exchange, target === null ? 201 : 204);
  }

  async move(exchange: DavExchange): Promise<void> {
    const transfer = await this.transfer(exchange);
    const { actor, request } = exchange;
    const { source, target, names } = transfer;
    if (depthOf(request, 'infinity') !== 'infinity') throw new DavError(400);
    const { id, orgId } = await this.writes.movable(actor, source);
    const taken = removed(source, id);
    await this.conditions.requireUnlocked(actor, request, orgId, taken);
    const isSame = target?.view?.id === id;
    // "Note" to "note": the same thing under another spelling.
    if (isSame && names.at(-1) === source.names.at(-1)) throw new DavError(403);
    const nameIn = ({ name }: NewPlace): string | undefined =>
      name === source.names.at(-1) ? undefined : nameOf(source, name);
    const moved = (place: NewPlace): Promise<void> => {
      const touched = [...taken, { id: place.parentId, deep: false, isPlace: true }];
      const stillHolds = this.writes.endingLocks(exchange, orgId, id, touched);
      return this.resources.move(actor, source, {
        parentId: place.parentId,
        name: nameIn(place),
        stillHolds,
      });
    };
    if (isSame) {
      const place = await this.writes.newPlace(actor, names);
      await seen(moved(place));
    } else if (isOntoFile(transfer)) {
      // Before what is there has another version: who may not take the file away only copies it.
      await this.writes.requireRemovable(actor, id);
      await this.onto(exchange, transfer, taken);
      await this.writes.remove(exchange, orgId, id, taken);
    } else await this.intoRoom(exchange, transfer, moved);
    answer(exchange, target === null || isSame ? 201 : 204);
  }

  /**
   * A file onto a file: it becomes the newest version of what is there. Programs save so, by writing beside and moving
   * over it; versions, links and rights stay with the file that people know.
   * @param taken what goes away afterwards: where it may not, what is there keeps its version
   */
  private async onto(
    exchange: DavExchange,
    { source, target }: Transfer,
    taken: readonly Touched[] = [],
  ): Promise<void> {
    const { actor, request } = exchange;
    requireReplaceable(request);
    if (source.view === null || target === null) throw new DavError(403);
    const { id, orgId } = await this.writes.movable(actor, target);
    const touched = [{ id, deep: false }, ...taken];
    await this.conditions.requireUnlocked(actor, request, orgId, touched);
    const stillHolds = this.conditions.stillUnlocked(exchange, orgId, touched);
    await seen(this.copies.onto(actor, source.view.id, id, stillHolds));
  }

  private async transfer(exchange: DavExchange): Promise<Transfer> {
    const { actor, names, path, request } = exchange;
    const source = await this.tree.resolve(actor, names);
    if (source === null) throw new DavError(404);
    await this.conditions.requireHeaders(actor, request, path, source);
    await this.writes.movable(actor, source);
    const hosts = [request.headers.host ?? '', new URL(this.config.publicUrl).host];
    const header = request.headers['destination'];
    const wanted = segmentsOf(destinationOf(typeof header === 'string' ? header : undefined, hosts));
    if (isWithin(wanted, names)) throw new DavError(403);
    const target = await this.tree.resolve(actor, wanted);
    // Saved beside it and moved over it, or anything else in its place: its text and its versions would be gone.
    if (target?.view?.id !== source.view?.id) requireNoDocument(target);
    return { source, target, names: wanted };
  }

  /** What is there goes to the bin first, unless it must stay; it comes back, with its locks, where the act fails. @throws {DavError} 412, 423 */
  private async intoRoom(
    exchange: DavExchange,
    { source, target, names }: Transfer,
    act: (place: NewPlace) => Promise<void>,
  ): Promise<void> {
    const { actor, request } = exchange;
    if (target !== null) requireReplaceable(request);
    if (target !== null && isWithin(source.names, target.names)) throw new DavError(403);
    const place = await this.writes.newPlace(actor, names);
    const touched = [{ id: place.parentId, deep: false, isPlace: true }];
    if (target === null) {
      await this.conditions.requireUnlocked(actor, request, place.orgId, touched);
      await seen(act(place));
      return;
    }
    const { id, orgId } = await this.writes.movable(actor, target);
    await this.writes.putAside(exchange, orgId, id, [...touched, { id, deep: true }]);
    try {
      await seen(act(place));
    } catch (error) {
      await this.resources.restore(actor, id).catch(() => undefined);
      throw error;
    }
    await this.writes.endLocks(orgId, id);
  }
}

const isOntoFile = ({ source, target }: Transfer): boolean =>
  source.view?.kind === 'file' && target?.view?.kind === 'file';

/** Of a document the title, whose ending stays as it is. @throws {DomainError} file.ending */
function nameOf({ view }: DavNode, name: string): string {
  if (view?.kind !== 'document') return name;
  const title = titleUnder(view, name);
  if (title === null) throw new DomainError('file.ending');
  return title;
}

/** @throws {DavError} 412 where what is there must stay */
function requireReplaceable({ headers }: DavExchange['request']): void {
  if (String(headers['overwrite'] ?? 'T').toUpperCase() === 'F') throw new DavError(412);
}

const isWithin = (names: readonly string[], above: readonly string[]): boolean =>
  names.length > above.length && above.every((name, depth) => names[depth] === name);
