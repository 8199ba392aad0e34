import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { Actor } from '@maroquin/platform/database';
import { isKept } from '../files/content-headers.js';
import { DavError } from './dav-error.js';
import { type DavLock, DavLocks, tokenOfLock } from './dav-locks.js';
import { destinationOf, segmentsOf } from './dav-paths.js';
import { type DavNode, DavTree } from './dav-tree.js';
import { type IfState, ifHolds, parseIf, submittedTokens } from './if-header.js';

/** What an act reaches, for locks: each names a resource whose locks must be held, or all below it as well. */
export interface Touched {
  readonly id: string;
  /** Everything below it is taken along. */
  readonly deep: boolean;
}

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
    const lists = parseIf(ifHeaderOf(request));
    const tokens = submittedTokens(lists);
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
    for (const locks of groups) {
      // The office editor's lock is shown by no client of the mounted tree, whoever took it.
      const shows = ({ accountId, wopi, ...lock }: DavLock): boolean =>
        wopi === null && accountId === actor.personId && tokens.has(tokenOfLock(lock));
      // Of several shared locks one is enough.
      if (locks.length > 0 && !locks.some(shows)) throw new DavError(423, 'lock-token-submitted');
    }
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
