import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import type { Action, AnyResourceKind } from '@maroquin/contracts';
import { DavConditions, ifHeaderOf } from './dav-conditions.js';
import { DavError } from './dav-error.js';
import { answer, answerXml, type DavExchange, depthOf, seen } from './dav-exchange.js';
import { type DavLock, DavLocks, tokenOfLock } from './dav-locks.js';
import { hrefOf } from './dav-paths.js';
import { activeLock } from './dav-props.js';
import { DavTree, isCollection } from './dav-tree.js';
import { DavWrites, requireNoDocument } from './dav-writes.js';
import { childOf, isDav, type XmlElement, xmlOf } from './dav-xml.js';
import { parseIf, submittedTokens } from './if-header.js';

/** What Office renews before it ends, where a client asks for nothing. */
const DEFAULT_SECONDS = 10 * 60;
const MAX_OWNER = 2_000;

/** LOCK and UNLOCK (RFC 4918 §9.10, §9.11). */
@Injectable()
export class DavLocking {
  constructor(
    private readonly tree: DavTree,
    private readonly conditions: DavConditions,
    private readonly access: AccessService,
    private readonly locks: DavLocks,
    private readonly writes: DavWrites,
  ) {}

  /** With a body a new lock, without one a lock that goes on. */
  async lock(exchange: DavExchange): Promise<void> {
    const { actor, names, path, request, response } = exchange;
    const body = xmlOf(exchange.body);
    if (body === null) {
      await this.renew(exchange);
      return;
    }
    const wanted = wantedOf(body);
    const depth = depthOf(request, 'infinity');
    if (depth === '1') throw new DavError(400);
    const before = await this.tree.resolve(actor, names);
    // Programs that want to write ask for a lock first, and open it to be read where there is none.
    requireNoDocument(before);
    await this.conditions.requireHeaders(actor, request, path, before);
    // What is not there yet is an empty file from now on (§7.3).
    if (before === null) await this.writes.create(exchange, Readable.from([]), 0);
    const node = before ?? (await this.tree.resolve(actor, names));
    if (node === null || node.view === null || node.view.kind === 'space') throw new DavError(403);
    const { id, kind } = node.view;
    const right = rightToLock(kind);
    const { orgId } = await seen(this.access.require(actor, right, id));
    const taken = this.locks.take(actor, orgId, right, {
      ...wanted,
      resourceId: id,
      deep: depth === 'infinity',
      href: hrefOf(node.names, isCollection(node)),
      timeoutSeconds: secondsOf(request.headers['timeout']),
    });
    const lock = await seen(taken);
    response.set('Lock-Token', `<${tokenOfLock(lock)}>`);
    answerXml(exchange, before === null ? 201 : 200, discovery(lock));
  }

  private async renew(exchange: DavExchange): Promise<void> {
    const { actor, names, path, request } = exchange;
    const node = await this.tree.resolve(actor, names);
    if (node === null || node.view === null) throw new DavError(404);
    await this.conditions.requireHeaders(actor, request, path, node);
    const orgId = await this.tree.orgOf(actor, node.view.id);
    const shown = submittedTokens(parseIf(ifHeaderOf(request)));
    const held = (await this.locks.covering(orgId, [node.view.id])).get(node.view.id) ?? [];
    const lock = held.find((one) => one.wopi === null && shown.has(tokenOfLock(one)));
    if (lock === undefined)
      throw new DavError(shown.size === 0 ? 400 : 412, 'lock-token-matches-request-uri');
    // A lock of its own, or a deep one of a folder above.
    const right = lock.resourceId === node.view.id ? rightToLock(node.view.kind) : 'resource.create';
    const seconds = secondsOf(request.headers['timeout']);
    const renewed = await seen(this.locks.renew(actor, orgId, right, lock, seconds));
    answerXml(exchange, 200, discovery(renewed));
  }

  async unlock(exchange: DavExchange): Promise<void> {
    const { actor, names, request } = exchange;
    const header = request.headers['lock-token'];
    const urn = /^<([^<>\s]+)>$/u.exec(typeof header === 'string' ? header.trim() : '')?.[1];
    if (urn === undefined) throw new DavError(400);
    const node = await this.tree.resolve(actor, names);
    if (node === null || node.view === null) throw new DavError(404);
    const orgId = await this.tree.orgOf(actor, node.view.id);
    const held = (await this.locks.covering(orgId, [node.view.id])).get(node.view.id) ?? [];
    const lock = held.find((one) => tokenOfLock(one) === urn);
    if (lock === undefined) throw new DavError(409, 'lock-token-matches-request-uri');
    if (lock.accountId !== actor.personId || lock.wopi !== null) throw new DavError(403);
    await this.locks.release(orgId, lock.id);
    answer(exchange, 204);
  }
}

/** Who may not write has nothing to keep others from. */
const rightToLock = (kind: AnyResourceKind): Action => (kind === 'file' ? 'file.write' : 'resource.create');

const discovery = (lock: DavLock): string =>
  `<D:prop xmlns:D="DAV:"><D:lockdiscovery>${activeLock(lock)}</D:lockdiscovery></D:prop>`;

/** @throws {DavError} 400 */
function wantedOf(body: XmlElement): { exclusive: boolean; owner: string } {
  const scope = isDav(body, 'lockinfo') ? childOf(body, 'lockscope') : undefined;
  const type = childOf(body, 'locktype');
  const exclusive = scope !== undefined && childOf(scope, 'exclusive') !== undefined;
  const shared = scope !== undefined && childOf(scope, 'shared') !== undefined;
  if (exclusive === shared || type === undefined || childOf(type, 'write') === undefined)
    throw new DavError(400);
  const owner = childOf(body, 'owner')?.text ?? '';
  if (owner.length > MAX_OWNER) throw new DavError(400);
  return { exclusive, owner };
}

/** `Timeout` (§10.7): the first that is understood. */
function secondsOf(header: string | readonly string[] | undefined): number {
  const seconds = /Second-(\d{1,10})/iu.exec(typeof header === 'string' ? header : '')?.[1];
  return seconds === undefined ? DEFAULT_SECONDS : Math.max(1, Number(seconds));
}
