import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { LOGGER } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError, toProblem } from '@maroquin/platform/errors';
import { localeOf, retryAfterOf, takeTurn, toKnownError } from '@maroquin/platform/http';
import type { Logger } from '@maroquin/platform/logging';
import { DavError, davStatusOf } from './dav-error.js';
import { answer, type DavExchange, exchangeOf } from './dav-exchange.js';
import { DavLocking } from './dav-locking.js';
import { DavProppatch } from './dav-proppatch.js';
import { DavReads } from './dav-reads.js';
import { DavTransfers } from './dav-transfers.js';
import { DavWrites } from './dav-writes.js';
import { escapeXml, readBody, XML_HEAD } from './dav-xml.js';

/** The precondition that failed, as an element of DAV: (RFC 4918 §16; RFC 4331 §6 for quotas). */
function conditionOf(error: unknown): string | undefined {
  if (error instanceof DavError) return error.condition;
  return error instanceof DomainError && error.code.startsWith('quota.') ? 'quota-not-exceeded' : undefined;
}

/** What no status says: programs that show an answer show why, and what to do. */
const SAID: ReadonlySet<string> = new Set(['file.read-only', 'file.ending']);

function sentencesOf(error: DomainError, request: Request): string {
  const { detail, remedy } = toProblem(error, localeOf(request));
  return `${[detail, remedy].join(' ')}\n`;
}

const errorXml = (condition: string, hrefs: readonly string[]): string => {
  const inside = hrefs.map((href) => `<D:href>${escapeXml(href)}</D:href>`).join('');
  const element = inside === '' ? `<D:${condition}/>` : `<D:${condition}>${inside}</D:${condition}>`;
  return `${XML_HEAD}<D:error xmlns:D="DAV:">${element}</D:error>`;
};

const ALLOW = 'OPTIONS, GET, HEAD, PUT, DELETE, PROPFIND, PROPPATCH, MKCOL, COPY, MOVE, LOCK, UNLOCK';
const WITH_XML: ReadonlySet<string> = new Set(['PROPFIND', 'PROPPATCH', 'LOCK']);
/** What is left of a body that nobody reads is worth the connection up to here, bytes. */
const WORTH_READING = 64 * 1024;

/** `/dav/`: spaces, folders and files for clients of WebDAV class 1 and 2 (RFC 4918). */
@Injectable()
export class DavMount {
  private readonly methods: Readonly<Record<string, (exchange: DavExchange) => Promise<void>>>;

  constructor(
    reads: DavReads,
    writes: DavWrites,
    transfers: DavTransfers,
    properties: DavProppatch,
    locking: DavLocking,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.methods = {
      GET: (exchange) => reads.get(exchange),
      HEAD: (exchange) => reads.get(exchange),
      PROPFIND: (exchange) => reads.propfind(exchange),
      PROPPATCH: (exchange) => properties.proppatch(exchange),
      PUT: (exchange) => writes.put(exchange),
      MKCOL: (exchange) => writes.mkcol(exchange),
      DELETE: (exchange) => writes.delete(exchange),
      COPY: (exchange) => transfers.copy(exchange),
      MOVE: (exchange) => transfers.move(exchange),
      LOCK: (exchange) => locking.lock(exchange),
      UNLOCK: (exchange) => locking.unlock(exchange),
    };
  }

  /** Answers one request of an authenticated person. @throws {DavError} @throws {DomainError} */
  async handle(actor: Actor, request: Request, response: Response): Promise<void> {
    response.set({ DAV: '1, 2', 'MS-Author-Via': 'DAV', 'Cache-Control': 'private, no-cache' });
    // A body takes as long as it takes: only who is answered at once has a turn, once what is asked is there.
    const body = WITH_XML.has(request.method) ? await readBody(request) : '';
    if (request.method !== 'PUT') await takeTurn(request);
    const exchange = exchangeOf(actor, request, response, body);
    if (request.method === 'OPTIONS') {
      response.set('Allow', ALLOW);
      answer(exchange, 200);
      return;
    }
    const method = Object.hasOwn(this.methods, request.method) ? this.methods[request.method] : undefined;
    if (method === undefined) {
      response.set('Allow', ALLOW);
      throw new DavError(405);
    }
    await method(exchange);
  }

  /** Everything that went wrong, as RFC 4918 §8.7 and §16 write it. */
  refuse(error: unknown, response: Response): void {
    // Its client is gone: nobody reads an answer, and nothing went wrong here.
    if (response.destroyed || (response.req.destroyed && !response.req.complete)) return;
    const known = error instanceof DavError ? error : toKnownError(error);
    const status = davStatusOf(known);
    if (!(known instanceof DavError) && !(known instanceof DomainError))
      this.logger.error({ err: known }, 'a request of the mounted tree failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    for (const name of ['Content-Length', 'Content-Disposition', 'ETag', 'Last-Modified'])
      response.removeHeader(name);
    if (status === 401) response.set('WWW-Authenticate', 'Basic realm="Maroquin", charset="UTF-8"');
    const retryAfter = retryAfterOf(known);
    if (retryAfter !== undefined) response.set('Retry-After', retryAfter);
    const { headers, complete } = response.req;
    const isMuch =
      headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > WORTH_READING;
    if (!complete && isMuch) response.set('Connection', 'close');
    const condition = conditionOf(known);
    const hrefs = known instanceof DavError ? known.hrefs : [];
    const words =
      known instanceof DomainError && SAID.has(known.code) ? sentencesOf(known, response.req) : '';
    const body = condition === undefined ? words : errorXml(condition, hrefs);
    if (condition !== undefined) response.set('Content-Type', 'application/xml; charset=utf-8');
    else if (words !== '') response.set('Content-Type', 'text/plain; charset=utf-8');
    response
      .status(status)
      .set('Content-Length', String(Buffer.byteLength(body)))
      .end(body);
  }
}
