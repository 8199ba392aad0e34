import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { defer, lastValueFrom, type Observable } from 'rxjs';
import { observeActs } from '../../audit/index.js';
import { LOGGER } from '../../config/index.js';
import { DomainError } from '../../errors/index.js';
import type { Logger } from '../../logging/index.js';
import { actorOf } from '../caller/current-actor.js';
import { isHarmlessAgain } from './harmless-again.js';
import { AlreadyDone, Idempotency, type StoredAnswer, type Ticket } from './idempotency.js';

/** RFC 8941 string or bare token, visible ASCII (draft-ietf-httpapi-idempotency-key-header). */
const keyFormat = /^"?([\x21\x23-\x7e]{1,255})"?$/;

/**
 * `Idempotency-Key` on a POST: the same key again, with the same request, answers what the first answered and does
 * nothing. The key is claimed where the act is recorded, in its transaction: a lost answer never means a second act.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly idempotency: Idempotency,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const header = request.headers['idempotency-key'];
    const actor = actorOf(request);
    if (header === undefined || actor === null || request.method !== 'POST') return next.handle();
    if (isHarmlessAgain(context.getHandler())) return next.handle();
    const key = typeof header === 'string' ? keyFormat.exec(header)?.[1] : undefined;
    if (key === undefined) throw malformedKey();
    const response = http.getResponse<Response>();
    return defer(async () => {
      const ticket = await this.idempotency.ticket(actor, key, describe(request));
      return this.once(ticket, response, () => lastValueFrom(next.handle(), { defaultValue: undefined }));
    });
  }

  private async once(ticket: Ticket, response: Response, work: () => Promise<unknown>): Promise<unknown> {
    const known = await this.idempotency.find(ticket);
    if (known !== null) return replay(response, known);
    let claimed = false;
    try {
      const body = await observeActs(async (tx, act) => {
        if (claimed) return;
        await this.idempotency.claim(tx, ticket, act, response.statusCode);
        claimed = true;
      }, work);
      if (claimed) await this.keepAnswer(ticket, { status: response.statusCode, body });
      return body;
    } catch (error) {
      if (!(error instanceof AlreadyDone)) throw error;
      const done = await this.idempotency.find(ticket);
      if (done === null) throw new DomainError('server.unavailable', { cause: error });
      return replay(response, done);
    }
  }

  /** The act is committed whatever happens here; without the whole answer the next try gets its id. */
  private async keepAnswer(ticket: Ticket, answer: StoredAnswer): Promise<void> {
    await this.idempotency.complete(ticket, answer).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'an answer was not kept for its idempotency key');
    });
  }
}

/** What makes two requests the same. A stream (a file) is described by its length. */
const describe = (request: Request): string[] => [
  request.method,
  request.originalUrl,
  request.body === undefined ? `${String(request.headers['content-length'])} bytes` : textOf(request.body),
];

/** A body may be nested deeper than it can be written again: the parser does not recurse. */
function textOf(body: unknown): string {
  try {
    return JSON.stringify(body);
  } catch (error) {
    throw new DomainError('request.invalid', { cause: error });
  }
}

function replay(response: Response, { status, body }: StoredAnswer): unknown {
  response.status(status);
  response.setHeader('Idempotency-Replayed', 'true');
  return body;
}

const malformedKey = (): DomainError =>
  new DomainError('request.invalid', {
    fields: [
      {
        path: 'Idempotency-Key',
        message: { fr: '1 à 255 caractères ASCII visibles', en: '1 to 255 visible ASCII characters' },
      },
    ],
  });
