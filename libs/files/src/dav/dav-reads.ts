import { Injectable } from '@nestjs/common';
import { FilesService } from '../files/files.service.js';
import { isKept } from '../files/content-headers.js';
import { sendContent } from '../files/send-content.js';
import { DavDocuments, SIZES_WITHIN_MS } from './dav-documents.js';
import { DavError } from './dav-error.js';
import { type DavExchange, depthOf } from './dav-exchange.js';
import { type DavLock, DavLocks } from './dav-locks.js';
import { type Asked, asksForSize, asksForStorage, type DavStorage, responseOf } from './dav-props.js';
import { Quotas } from '../quotas/quotas.service.js';
import { type DavNode, DavTree, isCollection } from './dav-tree.js';
import { childOf, DAV, isDav, propertiesIn, type XmlElement, XML_HEAD, xmlOf } from './dav-xml.js';
import { type DeadProperty, DeadProperties } from './dead-properties.js';

/** GET, HEAD and PROPFIND. */
@Injectable()
export class DavReads {
  constructor(
    private readonly tree: DavTree,
    private readonly files: FilesService,
    private readonly locks: DavLocks,
    private readonly dead: DeadProperties,
    private readonly quotas: Quotas,
    private readonly documents: DavDocuments,
  ) {}

  async get({ actor, names, request, response }: DavExchange): Promise<void> {
    const node = await this.found(actor, names);
    if (node.view?.kind === 'document') {
      await this.getDocument(actor, node, request, response);
      return;
    }
    if (node.view?.kind === 'file') {
      const content = await this.files.content(actor, node.view.id);
      response.set('Last-Modified', node.version?.createdAt.toUTCString() ?? '');
      await sendContent(content, request, response, { inline: false });
      return;
    }
    const text = 'Maroquin : WebDAV\n';
    response
      .status(200)
      .type('text/plain')
      .set('Content-Length', String(Buffer.byteLength(text)));
    response.end(request.method === 'HEAD' ? undefined : text);
  }

  /** In the audit as every file that leaves; who has it already takes nothing. */
  private async getDocument(
    actor: DavExchange['actor'],
    node: DavNode,
    request: DavExchange['request'],
    response: DavExchange['response'],
  ): Promise<void> {
    const content = await this.documents.content(actor, node);
    const { range, 'if-none-match': kept } = request.headers;
    if (request.method === 'GET' && !isKept(kept, content.etag))
      await this.documents.recordTaken(actor, node, content.etag, range !== undefined);
    response.set('Last-Modified', node.version?.createdAt.toUTCString() ?? '');
    await sendContent(content, request, response, { inline: false });
  }

  /** RFC 4918 §9.1, with a depth of 0 or 1: a whole tree is read level by level. */
  async propfind(exchange: DavExchange): Promise<void> {
    const { actor, body, names, request, response } = exchange;
    const asked = askedOf(xmlOf(body));
    const depth = depthOf(request, 'infinity');
    const node = await this.found(actor, names);
    if (depth === 'infinity' && isCollection(node)) throw new DavError(403, 'propfind-finite-depth');
    const until = performance.now() + SIZES_WITHIN_MS;
    const first = await this.responses(exchange, [node], asked, until);
    response.status(207).set('Content-Type', 'application/xml; charset=utf-8');
    response.write(`${XML_HEAD}<D:multistatus xmlns:D="DAV:">${first}`);
    try {
      if (depth === '1' && isCollection(node))
        for await (const page of this.tree.children(actor, node)) {
          const more = await this.responses(exchange, page, asked, until);
          if (response.destroyed) return;
          if (!response.write(more)) await drained(exchange);
        }
      response.end('</D:multistatus>');
    } catch {
      // The client sees an answer that is cut, and asks again: half a folder is never taken for all of it.
      response.destroy();
    }
  }

  private async responses(
    { actor }: DavExchange,
    found: readonly DavNode[],
    asked: Asked,
    until: number,
  ): Promise<string> {
    const nodes = asksForSize(asked) ? await this.documents.measured(actor, found, until) : found;
    const locks = new Map<string, DavLock[]>();
    const dead = new Map<string, DeadProperty[]>();
    const storage = asksForStorage(asked)
      ? await this.storageOf(actor, nodes)
      : new Map<string, DavStorage>();
    const ids = nodes.flatMap(({ view }) => view?.id ?? []);
    for (const [orgId, own] of await this.byOrganisation(actor, ids)) {
      for (const [id, held] of await this.locks.covering(orgId, own)) locks.set(id, held);
      for (const [id, properties] of await this.dead.of(orgId, own)) dead.set(id, properties);
    }
    return nodes
      .map((node) => {
        const id = node.view?.id ?? '';
        return responseOf(
          { node, locks: locks.get(id) ?? [], dead: dead.get(id) ?? [], storage: storage.get(id) },
          asked,
        );
      })
      .join('');
  }

  private async storageOf(
    actor: DavExchange['actor'],
    nodes: readonly DavNode[],
  ): Promise<Map<string, DavStorage>> {
    const ids = nodes.flatMap((node) => (isCollection(node) && node.view !== null ? [node.view.id] : []));
    const found = new Map<string, DavStorage>();
    for (const [orgId, own] of await this.byOrganisation(actor, ids))
      for (const [id, storage] of await this.quotas.ofPlaces(actor, orgId, own)) found.set(id, storage);
    return found;
  }

  private async byOrganisation(
    actor: DavExchange['actor'],
    ids: readonly string[],
  ): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>();
    for (const [id, orgId] of await this.tree.orgsOf(actor, ids))
      found.set(orgId, [...(found.get(orgId) ?? []), id]);
    return found;
  }

  private async found(actor: DavExchange['actor'], names: readonly string[]): Promise<DavNode> {
    const node = await this.tree.resolve(actor, names);
    if (node === null) throw new DavError(404);
    return node;
  }
}

const drained = ({ response }: DavExchange): Promise<void> =>
  new Promise((resolve) => {
    response.once('drain', resolve);
    response.once('close', resolve);
  });

/** No body asks for everything. @throws {DavError} 400 */
function askedOf(body: XmlElement | null): Asked {
  if (body === null) return { kind: 'all' };
  if (!isDav(body, 'propfind')) throw new DavError(400);
  if (childOf(body, 'propname') !== undefined) return { kind: 'names' };
  const prop = childOf(body, 'prop');
  if (prop !== undefined)
    return { kind: 'some', props: propertiesIn([prop]).map(({ ns, name }) => ({ ns, name })) };
  if (body.children.some(({ ns, name }) => ns === DAV && name === 'allprop')) return { kind: 'all' };
  throw new DavError(400);
}
