import { type CanActivate, type ExecutionContext, Inject, Injectable, Optional } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { requesterOf } from '../../admission/index.js';
import { type Config, CONFIG } from '../../config/index.js';
import { DomainError } from '../../errors/index.js';
import {
  ADMINISTRATOR_AUTHENTICATOR,
  type AdministratorAuthenticator,
  isAtAdministration,
  rememberAdministrator,
} from '../caller/administration.js';
import { AUTHENTICATOR, type Authenticator } from '../caller/authenticator.js';
import { rememberActor } from '../caller/current-actor.js';
import { limitsOf } from '../limits/request-limits.js';
import { identified, keepPace } from '../limits/request-work.js';
import { isAdministrationRule, isRouteRule, ROUTE_RULE, type RouteRule } from '../caller/route-rule.js';
import { isForeign } from '../caller/same-origin.js';

/** Acts of few people that look at, or change, much at once: they have connections of their own. */
const administrative: ReadonlySet<RouteRule> = new Set<RouteRule>([
  'people.manage',
  'access.audit',
  'access.review',
  'duty.manage',
]);

/** First guard of every HTTP route: deny by default. @throws {DomainError} request.unauthenticated, request.foreign-origin */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl' | 'adminUrl'>,
    @Optional()
    @Inject(ADMINISTRATOR_AUTHENTICATOR)
    private readonly administration: AdministratorAuthenticator | null,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const rule: unknown = this.reflector.get(ROUTE_RULE, context.getHandler());
    if (!isRouteRule(rule)) throw new DomainError('request.not-found');
    const request = context.switchToHttp().getRequest<Request>();
    // Each listener has its own routes; those of the other do not exist there, whoever asks.
    if (isAdministrationRule(rule) !== isAtAdministration(request))
      throw new DomainError('request.not-found');
    if (isAdministrationRule(rule)) {
      await this.admitAdministrator(request, rule);
      return true;
    }
    if (isForeign(request.method, request.headers, this.config.publicUrl)) {
      throw new DomainError('request.foreign-origin');
    }
    if (rule === 'public') {
      identified(request);
      return true;
    }
    await admit(this.authenticator, request, rule, this.config.adminUrl);
    return true;
  }

  /** By the cookie of that listener alone: a token is no administrator. */
  private async admitAdministrator(request: Request, rule: RouteRule): Promise<void> {
    const { authorization, ...headers } = request.headers;
    if (this.administration === null || typeof this.config.adminUrl !== 'string')
      throw new DomainError('request.not-found');
    if (isForeign(request.method, headers, this.config.adminUrl))
      throw new DomainError('request.foreign-origin');
    if (rule === 'administration.public') {
      identified(request);
      return;
    }
    const administrator =
      authorization === undefined ? await this.administration.authenticate(headers.cookie) : null;
    if (administrator === null) throw new DomainError('request.unauthenticated');
    identified(request, { person: administrator.id, organisation: administrator.orgId }, 'administration');
    await keepPace(request);
    limitsOf(request)?.takePerson({ personId: administrator.id, tokenId: null });
    rememberAdministrator(request, administrator);
  }
}

/**
 * Finds out who asks and remembers it with the request.
 * @throws {DomainError} request.unauthenticated, request.too-many; request.not-found for a visitor at a route for people
 * with an account, and for a browser at a route of administration, where administration has its own listener
 */
export async function admit(
  authenticator: Authenticator,
  request: Request,
  rule: RouteRule,
  adminUrl?: string | null,
): Promise<void> {
  const { cookie, authorization } = request.headers;
  const actor = await authenticator.authenticate({ cookie, authorization });
  if (actor === null) throw new DomainError('request.unauthenticated');
  identified(request, requesterOf(actor), administrative.has(rule) ? 'administration' : undefined);
  await keepPace(request);
  limitsOf(request)?.takePerson(actor);
  if (rule === 'authenticated' && actor.standing === 'visitor') throw new DomainError('request.not-found');
  // People are managed there, after a stronger proof. A program's token was made on this machine itself.
  if (rule === 'people.manage' && typeof adminUrl === 'string' && actor.tokenId === null)
    throw new DomainError('request.not-found');
  rememberActor(request, actor);
}
