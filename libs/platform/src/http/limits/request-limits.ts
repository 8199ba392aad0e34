import type { NextFunction, Request, Response } from 'express';
import type { Requester } from '../../admission/index.js';
import type { Clock } from '../../config/index.js';
import type { Actor } from '../../database/index.js';
import { DomainError } from '../../errors/index.js';
import type { Logger } from '../../logging/index.js';
import type { MountRefusal } from './mount-refusal.js';
import { sendProblem } from '../problems/problem.filter.js';
import { NetworkLimiter, type Rate, RateLimiter } from './rate-limiter.js';

/** Requests to this node. They are kept in its memory and ask nobody, so they hold whatever else is down. */
interface RequestRates {
  /** One address (IPv6: its /64, and sixteen times as much its /48). A whole prefecture of 3,000 people may come from one. */
  readonly perNetwork: Rate;
  /** One person's browsers together; each of its tokens besides. */
  readonly perPerson: Rate;
}

/** 500 a second from one network and 100 for one person for as long as they like, and forty seconds' worth at once. */
const REQUEST_RATES: RequestRates = {
  perNetwork: { burst: 20_000, refillMs: 2 },
  perPerson: { burst: 4_000, refillMs: 10 },
};

/** So many bytes sent count as one request more. */
const BYTES_OF_A_REQUEST = 16 * 1024;

const limitsOfRequest = new WeakMap<object, RequestLimits>();

/** Counts every request before anything is read for it, and again once it is known who asks. */
export class RequestLimits {
  private readonly perNetwork: NetworkLimiter;
  private readonly perPerson: RateLimiter;

  constructor(
    clock: Clock,
    private readonly logger: Pick<Logger, 'error' | 'warn'>,
    rates: RequestRates = REQUEST_RATES,
  ) {
    this.perNetwork = new NetworkLimiter(rates.perNetwork, clock);
    this.perPerson = new RateLimiter(rates.perPerson, clock);
  }

  readonly middleware = (request: Request, response: Response, next: NextFunction): void => {
    this.pass(request, response, next, (error) => sendProblem(this.logger, request, response, error));
  };

  /** The same before a mount that refuses in words of its own. */
  refusing(refuse: MountRefusal) {
    return (request: Request, response: Response, next: NextFunction): void => {
      this.pass(request, response, next, (error) => refuse(error, response));
    };
  }

  /** `request.ip` is what Express makes of `TRUST_PROXY`: without it, whatever X-Forwarded-For says counts for nothing. */
  private pass(
    request: Request,
    response: Response,
    next: NextFunction,
    refuse: (error: unknown) => void,
  ): void {
    if (limitsOfRequest.has(request)) {
      next();
      return;
    }
    try {
      requirePlain(request);
      this.perNetwork.take(request.ip ?? '');
    } catch (error) {
      // Its body is not read: a connection that goes on sending would cost more than it asked.
      response.setHeader('Connection', 'close');
      refuse(error);
      return;
    }
    limitsOfRequest.set(request, this);
    next();
  }

  /** @throws {DomainError} request.too-many with the seconds to wait */
  takePerson({ personId, tokenId }: Pick<Actor, 'personId' | 'tokenId'>): void {
    this.perPerson.take(tokenId ?? personId);
  }

  /** What was sent, in addition: a megabyte costs more than a line. @throws {DomainError} request.too-many */
  takeBytes({ person }: Requester, bytes: number): void {
    const requests = Math.floor(bytes / BYTES_OF_A_REQUEST);
    if (requests > 0) this.perPerson.take(`bytes of ${person}`, requests);
  }
}

/** A kilobyte that is compressed may become a thousand: nothing that is sent to us is. @throws {DomainError} */
function requirePlain(request: Request): void {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity')
    throw new DomainError('request.unsupported-encoding');
}

/** The limits that a request passed at the edge, for whoever finds out who makes it. */
export const limitsOf = (request: object): RequestLimits | undefined => limitsOfRequest.get(request);
