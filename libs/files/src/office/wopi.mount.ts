import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { idSchema } from '@maroquin/contracts';
import { type Clock, CLOCK, CONFIG, type Config, LOGGER } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { retryAfterOf, takeTurn, toKnownError } from '@maroquin/platform/http';
import type { Logger } from '@maroquin/platform/logging';
import { OfficeDiscovery } from './office-discovery.js';
import { addressAskedFor, bearerOf } from './wopi-credentials.js';
import { WopiError, wopiStatusOf } from './wopi-error.js';
import { headerOf, type WopiExchange } from './wopi-exchange.js';
import { WopiOperations } from './wopi-operations.js';
import { instantOf } from './wopi-proof.js';
import { WopiTokens } from './wopi-tokens.js';

const PATH = /^\/wopi\/files\/([0-9a-f-]{36})(\/contents)?$/;
/** What is left of a body that nobody reads is worth the connection up to here, bytes. */
const WORTH_READING = 64 * 1024;

/** `/wopi/files/:id` ([MS-WOPI]): one file for the office editor, for as long as its person may. */
@Injectable()
export class WopiMount {
  constructor(
    private readonly operations: WopiOperations,
    private readonly tokens: WopiTokens,
    private readonly discovery: OfficeDiscovery,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Answers one request of the editor. @throws {WopiError} @throws {DomainError} */
  async handle(actor: Actor, request: Request, response: Response): Promise<void> {
    const sentAt = this.sentAt(request);
    response.set('Cache-Control', 'private, no-store');
    const [, id, contents] = PATH.exec(request.originalUrl) ?? [];
    const fileId = idSchema.safeParse(id);
    const token = this.tokens.open(request.headers.authorization);
    if (!this.discovery.isOffered || token === null || !fileId.success || fileId.data !== token.file)
      throw new WopiError(404);
    if (contents === undefined || request.method !== 'POST') await takeTurn(request);
    const exchange = { actor, token, fileId: fileId.data, sentAt, request, response };
    await this.requireProof(exchange);
    await this.operations.run(exchange, contents !== undefined);
  }

  private sentAt(request: Request): Date {
    const now = this.clock.now();
    const said = instantOf(headerOf({ request }, 'x-wopi-timestamp') ?? '');
    return said !== null && said < now ? said : now;
  }

  /** 500 is what WOPI has for a request that the editor did not sign. @throws {WopiError} */
  private async requireProof(exchange: WopiExchange): Promise<void> {
    const { request } = exchange;
    const isProven = await this.discovery.proves({
      token: bearerOf(request.headers.authorization) ?? '',
      url: `${this.config.publicUrl}${addressAskedFor(request)}`,
      timestamp: headerOf(exchange, 'x-wopi-timestamp') ?? '',
      proof: headerOf(exchange, 'x-wopi-proof') ?? '',
      proofOld: headerOf(exchange, 'x-wopi-proofold') ?? '',
    });
    if (!isProven) throw new WopiError(500);
  }

  /** Everything that went wrong, by its status: the editor shows its person words of its own. */
  refuse(error: unknown, response: Response): void {
    if (response.destroyed || (response.req.destroyed && !response.req.complete)) return;
    const known = error instanceof WopiError ? error : toKnownError(error);
    if (!(known instanceof WopiError) && !(known instanceof DomainError))
      this.logger.error({ err: known }, 'a request of the office editor failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    for (const name of ['Content-Disposition', 'ETag', 'Accept-Ranges']) response.removeHeader(name);
    const retryAfter = retryAfterOf(known);
    if (retryAfter !== undefined) response.set('Retry-After', retryAfter);
    const { headers, complete } = response.req;
    const isMuch =
      headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > WORTH_READING;
    if (!complete && isMuch) response.set('Connection', 'close');
    const body = known instanceof WopiError && known.body !== undefined ? JSON.stringify(known.body) : '';
    if (body !== '') response.set('Content-Type', 'application/json; charset=utf-8');
    else response.removeHeader('Content-Type');
    response
      .status(wopiStatusOf(known))
      .set(known instanceof WopiError ? known.headers : {})
      .set('Content-Length', String(Buffer.byteLength(body)))
      .end(body);
  }
}
