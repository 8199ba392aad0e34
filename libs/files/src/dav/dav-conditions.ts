import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { LockedTx } from '@maroquin/access';
import type { Actor } from '@maroquin/platform/database';
import { isKept } from '../files/content-headers.js';
import { DavError } from './dav-error.js';
import { type DavLock, DavLocks, tokenOfLock, type Touched } from './dav-locks.js';
import { destinationOf, segmentsOf } from './dav-paths.js';
import { type DavNode, DavTree } from './dav-tree.js';
import { type IfState, ifHolds, parseIf, submittedTokens } from './if-header.js';

/** Preconditions of an act: If-Match and If-None-Match (RFC 9110 §13), If (RFC 4918 §10.4), and locks (§7). */
@Injectable()
export class DavConditions {
  constructor(
    private readonly tree: DavTree,
    private readonly locks: DavLocks,
  ) {}

  /** @throws {DavError} 412 */
  async requireHeaders(
    actor: Actor,
    request: IncomingMessage,
    path: string,
    node: DavNode | null,
  ): Promise<void> {
    const etag = node?.version?.etag ?? null;
    const ifMatch = request.headers['if-match'];
    if (ifMatch !== undefined && (node === null || (ifMatch !== '*' && !isKept(ifMatch, etag ?? ''))))
      throw new DavError(412);
    const ifNoneMatch = request.headers['if-none-match'];
    if (
      ifNoneMatch !== undefined &&
      node !== null &&
      (ifNoneMatch === '*' || isKept(ifNoneMatch, etag ?? ''))
    )
      throw new DavError(412);
    const lists = parseIf(ifHeaderOf(request));
    const holds = await ifHolds(lists, (tag) =>
      this.stateOf(actor, tag === null ? path : destinationOf(tag, [request.headers.host ?? ''])),
    );
    if (!holds) throw new DavError(412);
  }

  private async stateOf(actor: Actor, path: string): Promise<IfState> {
    const names = segmentsOf(path);
    const node = await this.tree.resolve(actor, names);
    const held = node ?? (await this.tree.resolve(actor, names.slice(0, -1)));
    if (held === null || held.view === null) return { etag: null, tokens: new Set() };
    const orgId = await this.tree.orgOf(actor, held.view.id);
    const locks = (await this.locks.covering(orgId, [held.view.id])).get(held.view.id) ?? [];
    const covering = node === null ? locks.filter(({ deep }) => deep) : locks;
    return { etag: node?.version?.etag ?? null, tokens: new Set(covering.map(tokenOfLock)) };
  }

  /** Whoever holds a lock on what is touched must show it. @throws {DavError} 423 */
  async requireUnlocked(
    actor: Actor,
    request: IncomingMessage,
    orgId: string,
    touched: readonly Touched[],
  ): Promise<void> {
    const groups = [
      ...(
        await this.locks.covering(
          orgId,
          touched.map(({ id }) => id),
        )
      ).values(),
    ];
    for (const { id, deep } of touched)
      if (deep) groups.push(...byResource(await this.locks.within(orgId, id)));
    requireShown(actor, request, touched, groups);
  }

  /** The same once more, in the transaction of the act: somebody may have locked it since. Throws {DavError} 423. */
  stillUnlocked(
    { actor, request }: { readonly actor: Actor; readonly request: IncomingMessage },
    orgId: string,
    touched: readonly Touched[],
  ): (tx: LockedTx) => Promise<void> {
    return async (tx) => {
      requireShown(actor, request, touched, await this.locks.touchedInTransaction(tx, orgId, touched));
    };
  }
}

/** @throws {DavError} 423 */
function requireShown(
  actor: Actor,
  request: IncomingMessage,
  touched: readonly Touched[],
  groups: readonly (readonly DavLock[])[],
): void {
  const tokens = submittedTokens(parseIf(ifHeaderOf(request)));
  // The office editor's lock is shown by no client of the mounted tree, whoever took it.
  const shows = ({ accountId, wopi, ...lock }: DavLock): boolean =>
    wopi === null && accountId === actor.personId && tokens.has(tokenOfLock(lock));
  for (const locks of groups) {
    // Of several shared locks one is enough.
    if (locks.length === 0 || locks.some(shows)) continue;
    // Only addresses of what the person named: of a folder above it may know nothing.
    const named = locks.filter(
      ({ resourceId, wopi }) => wopi === null && touched.some(({ id }) => id === resourceId),
    );
    throw new DavError(
      423,
      'lock-token-submitted',
      named.map(({ href }) => href),
    );
  }
}

function byResource(locks: readonly DavLock[]): DavLock[][] {
  const groups = new Map<string, DavLock[]>();
  for (const lock of locks) groups.set(lock.resourceId, [...(groups.get(lock.resourceId) ?? []), lock]);
  return [...groups.values()];
}

export function ifHeaderOf({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined {
  const value = headers['if'];
  return Array.isArray(value) ? value.join(' ') : value;
}
