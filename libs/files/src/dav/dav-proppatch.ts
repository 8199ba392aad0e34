import { Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import { DavConditions } from './dav-conditions.js';
import { DavError } from './dav-error.js';
import { answerXml, type DavExchange, seen } from './dav-exchange.js';
import { hrefOf } from './dav-paths.js';
import { emptyElement, isLive } from './dav-props.js';
import { DavTree, isCollection } from './dav-tree.js';
import { requireNoDocument } from './dav-writes.js';
import { childOf, DAV, escapeXml, isDav, propertiesIn, type XmlElement, xmlOf } from './dav-xml.js';
import { DeadProperties, type PropertyChange } from './dead-properties.js';

/** PROPPATCH (RFC 4918 §9.2): all that is asked for, or nothing. */
@Injectable()
export class DavProppatch {
  constructor(
    private readonly tree: DavTree,
    private readonly conditions: DavConditions,
    private readonly access: AccessService,
    private readonly dead: DeadProperties,
  ) {}

  async proppatch(exchange: DavExchange): Promise<void> {
    const { actor, body, names, path, request } = exchange;
    const changes = changesOf(xmlOf(body));
    const node = await this.tree.resolve(actor, names);
    if (node === null) throw new DavError(404);
    if (node.view === null) throw new DavError(403);
    requireNoDocument(node);
    await this.conditions.requireHeaders(actor, request, path, node);
    const { id, kind } = node.view;
    const right = kind === 'file' ? 'file.write' : 'resource.create';
    const { orgId } = await seen(this.access.require(actor, right, id));
    await this.conditions.requireUnlocked(actor, request, orgId, [{ id, deep: false }]);
    const isRefused = changes.some(({ ns, name }) => isLive(ns, name));
    if (!isRefused)
      await this.access.locks.holdPlace(actor, orgId, id, async (tx) => {
        await tx.require(actor, right, id);
        await this.dead.change(tx, orgId, id, changes);
      });
    const href = escapeXml(hrefOf(node.names, isCollection(node)));
    answerXml(
      exchange,
      207,
      `<D:multistatus xmlns:D="DAV:"><D:response><D:href>${href}</D:href>${changes
        .map((change) => resultOf(change, isRefused))
        .join('')}</D:response></D:multistatus>`,
    );
  }
}

function resultOf({ ns, name }: PropertyChange, isRefused: boolean): string {
  const isOurs = isLive(ns, name);
  const status = isOurs ? '403 Forbidden' : isRefused ? '424 Failed Dependency' : '200 OK';
  const why = isOurs ? '<D:error><D:cannot-modify-protected-property/></D:error>' : '';
  return `<D:propstat><D:prop>${emptyElement(ns, name)}</D:prop><D:status>HTTP/1.1 ${status}</D:status>${why}</D:propstat>`;
}

/** In their order. @throws {DavError} 400 */
function changesOf(body: XmlElement | null): PropertyChange[] {
  if (body === null || !isDav(body, 'propertyupdate')) throw new DavError(400);
  const acts = body.children.filter(({ ns, name }) => ns === DAV && (name === 'set' || name === 'remove'));
  propertiesIn(acts.flatMap((act) => childOf(act, 'prop') ?? []));
  return acts.flatMap((act) =>
    (childOf(act, 'prop')?.children ?? []).map(({ ns, name, lang, text }) => ({
      ns,
      name,
      property: act.name === 'set' ? { ns, name, lang, value: text } : null,
    })),
  );
}
